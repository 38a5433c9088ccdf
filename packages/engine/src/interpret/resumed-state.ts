import type { Json } from '@signalbox/nodes/kernel';
import { initialState } from './initial-state.js';
import type { RunStart, RunState, StepRecord } from './run-state.js';

/** What a run's checkpoints say about it. */
export interface LastKnown {
  /** In their order. */
  steps: StepRecord[];
  vars: { [key: string]: Json };
  /** Of the plan that it went by last. */
  planHash: string;
  isHeld: boolean;
}

/**
 * A run as its last checkpoint knew it, for one that nobody else remembers: at the step where it stood, entered when it
 * was, which it does anew. Events that it had received and not used are lost.
 * @returns the start if it had not got as far as a checkpoint
 */
export function resumedState(start: RunStart, known: LastKnown): RunStart | RunState {
  const last = known.steps.at(-1);
  if (!last || last.leftAtMs !== null) return start;
  const visits: Record<string, number> = {};
  for (const { nodeId } of known.steps) visits[nodeId] = (visits[nodeId] ?? 0) + 1;
  return {
    ...initialState(start),
    stepId: last.nodeId,
    visit: last.visit,
    visits,
    enteredAtMs: last.enteredAtMs,
    seq: last.seq,
    vars: known.vars,
    planHash: known.planHash,
    ...(known.planHash !== start.planHash && { hasMoved: true as const }),
    ...(known.isHeld && { held: true }),
  };
}
