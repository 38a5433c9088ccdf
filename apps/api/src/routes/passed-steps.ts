import type { Catalogue, JourneyGraph } from '@signalbox/engine/graph';
import { listVersions, type Database } from '@signalbox/store';
import { stepNames } from './step-names.js';

/**
 * Names the steps of a journey as people met them: by the version somebody is in, and else by the newest that has the
 * step, for whoever was moved has passed steps that their version no longer has.
 */
export async function passedSteps(
  database: Pick<Database, 'kysely'>,
  catalogue: Catalogue,
  journeyId: string,
) {
  const versions = await listVersions(database, journeyId);
  const has = ({ graph }: { graph: JourneyGraph }, nodeId: string) =>
    graph.nodes.some(({ id }) => id === nodeId);
  return (version: number, nodeId: string, port: string | null = null) => {
    const own = versions.find((one) => one.version === version && has(one, nodeId));
    const known = own ?? versions.find((one) => has(one, nodeId));
    return stepNames(catalogue, known?.graph.nodes ?? [], nodeId, port);
  };
}
