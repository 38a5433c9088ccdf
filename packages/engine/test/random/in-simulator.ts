import type { Plan } from '../../src/graph/plan.js';
import type { RunStart } from '../../src/interpret/index.js';
import { simulate } from '../../src/simulate/index.js';
import type { RecordedWorld } from '../conformance/recorded-history.js';
import { runners } from '../conformance/runners.js';
import { activityNames, Answers } from './answers.js';
import type { Trace } from './trace.js';

/** Lives through a recorded history on the virtual clock. */
export function replayInSimulator(
  { plan, plans, start, salt }: { plan: Plan; plans: Record<string, Plan>; start: RunStart; salt: number },
  { script, wakesAtMs, answered, executions }: RecordedWorld,
): Trace {
  const answers = new Answers(salt);
  const { steps, end } = simulate({
    plan,
    plans,
    runners,
    start: { ...start, startedAtMs: wakesAtMs[0]! },
    script,
    wakesAtMs,
    answered,
    executions,
    evaluateGroup: answers.group,
    activities: Object.fromEntries(
      activityNames().map((name) => [name, (input) => answers.activity(name, input)]),
    ),
  });
  return { steps, outcome: end?.outcome ?? null, asked: answers.asked };
}
