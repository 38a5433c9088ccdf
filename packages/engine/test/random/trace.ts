import type { Checkpoint, StepRecord } from '../../src/interpret/index.js';

/** A call of a node's activity. */
export interface Asked {
  call: string;
  atMs: number;
}

/** All that a run has done, as the store and the world would know it. */
export interface Trace {
  steps: StepRecord[];
  outcome: string | null;
  /** The calls of activities that were not paused, in order. */
  asked: Asked[];
}

/**
 * Upserted by sequence, as the store does it: a workflow task that fails is done again, perhaps with more that came in
 * meanwhile, and what its first try wrote further on is no longer so.
 */
export function stepsOf(checkpoints: Checkpoint[]): StepRecord[] {
  const steps = new Map<number, StepRecord>();
  for (const { steps: saved } of checkpoints) {
    for (const step of saved) steps.set(step.seq, step);
    const last = saved.at(-1)?.seq;
    for (const seq of steps.keys()) if (last !== undefined && seq > last) steps.delete(seq);
  }
  return [...steps.values()].sort((a, b) => a.seq - b.seq);
}

/** A trace as text, to be compared and read; without the clock if the history is not exact about it. */
export function traceInWords({ steps, outcome, asked }: Trace, { withClock = true } = {}): string {
  const lines = steps.map(({ seq, nodeId, visit, enteredAtMs, leftAtMs, port, reason }) => {
    const way = `${seq} ${nodeId}, visit ${visit}: left by ${port}, because ${reason}`;
    return withClock ? `${way}; ${enteredAtMs} to ${leftAtMs}` : way;
  });
  const calls = asked.map(({ call, atMs }) => (withClock ? `${call} at ${atMs}` : call));
  return [...lines, ...calls, `ended as ${outcome}`].join('\n');
}
