import type { Catalogue } from '@signalbox/engine/graph';
import { listVersions, type Database } from '@signalbox/store';
import { stepNames } from './step-names.js';

interface Passed {
  version: number;
  nodeId: string;
}

/**
 * Names the steps of a journey as people met them: by the version somebody is in, and else by the newest that has the
 * step, for whoever was moved has passed steps that their version no longer has.
 * @param passed the steps that will be asked for, if they are known: most often few versions have them all
 */
export async function passedSteps(
  database: Pick<Database, 'kysely'>,
  catalogue: Catalogue,
  journeyId: string,
  passed?: Passed[],
) {
  const nodesOf = async (some?: number[]) =>
    new Map(
      (await listVersions(database, journeyId, some)).map(({ version, graph }) => [version, graph.nodes]),
    );
  const own = await nodesOf(passed && [...new Set(passed.map(({ version }) => version))]);
  const has = (version: number, nodeId: string) => own.get(version)?.some(({ id }) => id === nodeId) ?? false;
  const areAllKnown = !passed || passed.every(({ version, nodeId }) => has(version, nodeId));
  const all = areAllKnown ? own : await nodesOf();
  return (version: number, nodeId: string, port: string | null = null) => {
    const nodes = has(version, nodeId)
      ? own.get(version)
      : [...all.values()].find((others) => others.some(({ id }) => id === nodeId));
    return stepNames(catalogue, nodes ?? [], nodeId, port);
  };
}
