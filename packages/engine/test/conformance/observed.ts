import type { Json } from '@signalbox/nodes/kernel';
import type { ActivityInput, Checkpoint, Compared, StepRecord } from '../../src/interpret/index.js';
import type { Scenario } from './scenarios.js';

/** What both performers tell of a run, without the milliseconds in which they differ. */
export interface Observed {
  way: string[];
  reasons: (string | null)[];
  compared: Compared[][];
  outcome: string | null;
  texts: number;
  checkpoints: string[];
}

export function observe(checkpoints: Checkpoint[], texts: number): Observed {
  const steps = storedSteps(checkpoints);
  const last = checkpoints.at(-1);
  return {
    way: steps.map(({ nodeId, port }) => `${nodeId}:${port ?? '-'}`),
    reasons: steps.map(({ reason }) => reason),
    compared: steps.map(({ compared = [] }) => compared),
    outcome: last?.status === 'ended' ? last.outcome : null,
    texts,
    checkpoints: checkpoints
      .filter((each, index) => !isRepeat(each, checkpoints[index - 1]))
      .map(({ status }) => status),
  };
}

/** A workflow task that fails is done again, and with it its checkpoint: the same upsert, some milliseconds later. */
function isRepeat(checkpoint: Checkpoint, before: Checkpoint | undefined): boolean {
  if (!before || checkpoint.status !== before.status) return false;
  const last = (of: Checkpoint) => JSON.stringify([of.steps.at(-1)?.seq, of.steps.at(-1)?.port]);
  const laterMs = Math.abs((checkpoint.wakesAtMs ?? 0) - (before.wakesAtMs ?? 0));
  return last(checkpoint) === last(before) && laterMs < 10_000;
}

/** As the store keeps them: a task that was lost may have told of steps that its second try does not come to. */
export function storedSteps(checkpoints: Checkpoint[]): StepRecord[] {
  const steps = new Map<number, StepRecord>();
  for (const { steps: told } of checkpoints) {
    for (const step of told) steps.set(step.seq, step);
    const last = Math.max(...told.map(({ seq }) => seq));
    for (const seq of steps.keys()) if (told.length > 0 && seq > last) steps.delete(seq);
  }
  return [...steps.values()].sort((a, b) => a.seq - b.seq);
}

/** The carrier's side of a scenario: what each attempt at a text comes to. */
export function carrierOf({ send = ['sent'] }: Scenario) {
  let attempts = 0;
  return ({ nowMs, runId }: ActivityInput): { [field: string]: Json } => {
    const answer = send[Math.min(attempts, send.length - 1)]!;
    attempts += 1;
    if (answer === 'sent') return { outcome: 'sent', messageId: `${runId}/${attempts}` };
    if (answer === 'not-sent')
      return { outcome: 'not-sent', code: 'no-consent', reason: 'No consent to texts' };
    return {
      outcome: 'held',
      untilMs: nowMs + answer.held,
      code: 'quiet-hours',
      reason: 'It is night there',
    };
  };
}
