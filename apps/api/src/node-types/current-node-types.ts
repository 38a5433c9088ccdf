import type { Catalogue, OwnCheck } from '@signalbox/engine/graph';
import type { ApiSide } from '@signalbox/nodes/kernel';
import { loadNodeTypes, type NodeProblem, type NodeSettings } from '@signalbox/nodes/packages';

/** The node types as they are now, for who asks: in development a reload changes them in place. */
export interface CurrentNodeTypes {
  readonly catalogue: Catalogue;
  readonly problems: NodeProblem[];
  apiSideOf(type: string): ApiSide | undefined;
  ownCheck: OwnCheck;
  /** Reads all packages anew. */
  reload(): Promise<void>;
}

export async function readNodeTypes(settings: NodeSettings): Promise<CurrentNodeTypes> {
  const catalogue: Catalogue = [];
  const problems: NodeProblem[] = [];
  let apiSides: Record<string, ApiSide> = {};
  const versionOf = (type: string) => catalogue.find((entry) => entry.type === type)?.version;

  const current: CurrentNodeTypes = {
    catalogue,
    problems,
    apiSideOf: (type) => (Object.hasOwn(apiSides, type) ? apiSides[type] : undefined),

    ownCheck(type, version, config) {
      const check = current.apiSideOf(type)?.check;
      // Former versions have another form, which this check does not know.
      if (!check || version !== versionOf(type)) return [];
      try {
        return check(config as never);
      } catch (error) {
        return [
          { severity: 'warning', message: `The check of this step failed: ${(error as Error).message}` },
        ];
      }
    },

    // One after the other, so that the last change is what stays.
    reload: () => (reading = reading.then(read)),
  };
  const read = async () => {
    const loaded = await loadNodeTypes(settings);
    catalogue.splice(0, catalogue.length, ...loaded.catalogue);
    problems.splice(0, problems.length, ...loaded.problems);
    apiSides = loaded.apiSides;
  };
  let reading = Promise.resolve();
  await current.reload();
  return current;
}
