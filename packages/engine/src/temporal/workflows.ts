// Enters the workflow bundle: nothing here may reach a Node built-in, zod or a database.
import { customRunners } from '@signalbox/nodes/custom-runners';
import { runners as builtIn } from '@signalbox/nodes/runners';
import type { Plan } from '../graph/plan.js';
import type { Ending, RunStart, RunState } from '../interpret/index.js';
import { perform } from './perform.js';

export { waitlist } from './waitlist.js';

const runners = { ...builtIn, ...customRunners };

/**
 * One contact going through one version of one journey.
 * @param plan travels as `{ $plan: hash }`, see `planCodec`
 * @param from a new run, or the state that a continue-as-new hands over
 */
export async function journey(plan: Plan, from: RunStart | RunState): Promise<Ending> {
  return perform({ plan, from, runners });
}
