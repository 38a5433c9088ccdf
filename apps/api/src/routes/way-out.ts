import { findEntry, portsOf, type Catalogue } from '@signalbox/engine/graph';
import { getVersion, headCounts, type Database } from '@signalbox/store';
import { ApiError } from '../errors.js';

/**
 * Refuses to let people leave by a way out that no step has where people are: a run would take its step's first instead.
 * @param nodeId the step that is meant, if only one is
 * @throws ApiError
 */
export async function refuseUnknownWay(
  database: Database,
  catalogue: Catalogue,
  { journeyId, nodeId, port }: { journeyId: string; nodeId: string | undefined; port: string },
): Promise<void> {
  const heads = await headCounts(database, journeyId);
  const versions = new Set(heads.map(({ version }) => version));
  for (const version of versions) {
    const { graph } = (await getVersion(database, journeyId, version))!;
    const hasIt = graph.nodes.some(({ id, type, data }) => {
      const entry = findEntry(catalogue, { type, version: data.version });
      const isMeant =
        (nodeId === undefined || nodeId === id) &&
        // Who has only just come in is nowhere yet.
        heads.some((head) => head.version === version && (head.nodeId ?? id) === id);
      return isMeant && entry && portsOf(entry, data.config).some(({ name }) => name === port);
    });
    if (hasIt) return;
  }
  if (versions.size > 0)
    throw new ApiError(
      'invalid-request',
      `No step there has a way out called “${port}”. Name another, or none.`,
    );
}
