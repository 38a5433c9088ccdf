import { evaluate, type Runners } from '@signalbox/nodes/kernel';
import { runners } from '@signalbox/nodes/runners';
import type { Plan } from '../../src/graph/plan.js';
import type { RunStart, RunState } from '../../src/interpret/index.js';
import { perform } from '../../src/temporal/perform.js';

/** Runs a plan with one node type, `plan.changed`, whose shipped `run` now asks one thing more than it did. */
export async function journey(plan: Plan & { changed?: string }, from: RunStart | RunState) {
  const changed: Runners = Object.fromEntries(
    Object.entries(runners).map(([type, run]) => [type, type === plan.changed ? asksMore(run) : run]),
  );
  return perform({ plan, from, runners: changed });
}

const asksMore = (run: Runners[string]): Runners[string] =>
  function* (context) {
    yield* evaluate([]);
    return yield* run(context);
  };
