import type { Catalogue, OwnCheck } from '@signalbox/engine/graph';
import type { ApiSide, ConfigFault, Runners, StandIns } from '@signalbox/nodes/kernel';
import {
  LastingPattern,
  loadNodeTypes,
  type NodeProblem,
  type NodeSettings,
  type NodeTypes,
} from '@signalbox/nodes/packages';
import { runners as builtIn } from '@signalbox/nodes/runners';
import { ApiError } from '../errors.js';

/** The node types as they are now, for who asks: in development a reload changes them in place. */
export interface CurrentNodeTypes {
  readonly catalogue: Catalogue;
  readonly problems: NodeProblem[];
  customPrints(): NodeTypes['customPrints'];
  apiSideOf(type: string): ApiSide | undefined;
  ownCheck: OwnCheck;
  /** What the simulator needs of packages outside. */
  simulation(): { runners: Runners; activities: StandIns };
  /** Reads all packages anew. */
  reload(): Promise<void>;
}

export async function readNodeTypes(settings: NodeSettings): Promise<CurrentNodeTypes> {
  const catalogue: Catalogue = [];
  const problems: NodeProblem[] = [];
  let apiSides: Record<string, ApiSide> = {};
  let customPrints: NodeTypes['customPrints'] = {};
  let simulation: { runners: Runners; activities: StandIns } = { runners: {}, activities: {} };
  const versionOf = (type: string) => catalogue.find((entry) => entry.type === type)?.version;

  const current: CurrentNodeTypes = {
    catalogue,
    problems,
    customPrints: () => customPrints,
    apiSideOf: (type) => (Object.hasOwn(apiSides, type) ? apiSides[type] : undefined),

    ownCheck(type, version, config) {
      const check = current.apiSideOf(type)?.check;
      // Former versions have another form, which this check does not know.
      if (!check || version !== versionOf(type)) return [];
      try {
        return asFaults(check(config as never));
      } catch (error) {
        if (error instanceof LastingPattern) return [{ message: error.message }];
        return [
          { severity: 'warning', message: `The check of this step failed: ${(error as Error).message}` },
        ];
      }
    },

    simulation: () => simulation,

    // One after the other, so that the last change is what stays.
    reload: () => (reading = reading.then(read)),
  };
  const read = async () => {
    const loaded = await loadNodeTypes(settings);
    catalogue.splice(0, catalogue.length, ...loaded.catalogue);
    problems.splice(0, problems.length, ...loaded.problems);
    ({ apiSides, customPrints } = loaded);
    simulation = {
      runners: { ...builtIn, ...loaded.customRuns },
      activities: { ...standInsThatAreMissing(loaded), ...loaded.customStandIns },
    };
  };
  let reading = Promise.resolve();
  await current.reload();
  return current;
}

/** What a package's code returned, as far as it is faults. */
function asFaults(returned: unknown): ConfigFault[] {
  if (!Array.isArray(returned)) throw new Error('it returned no list. Return [] where nothing is wrong');
  return (returned as ConfigFault[]).map(({ field, message, severity }) => ({
    ...(typeof field === 'string' && { field }),
    ...(severity === 'warning' && { severity }),
    message: String(message),
  }));
}

/** Whose author wrote none: such a step can't be tried, and the answer says why. */
const standInsThatAreMissing = ({ customActivities }: NodeTypes): StandIns =>
  Object.fromEntries(
    Object.keys(customActivities).map((name) => [
      name,
      () => {
        throw new ApiError(
          'invalid-request',
          `A step of the type “${name.split('.')[0]}” can't be tried in virtual time: its package has no stand-in.ts for it.`,
        );
      },
    ]),
  );
