import type { RunOf } from '../kernel/define-node.js';
import { activity, note, sleepUntil } from '../kernel/effects.js';
import type { scheduleTrigger } from './manifest.js';

/** By each person's own clock a run begins when the first of them may, and holds until it is time where its person is. */
export const run: RunOf<typeof scheduleTrigger> = function* ({ config }) {
  if (config.clock === 'contact') {
    const { atMs, said } = yield* activity<{ atMs: number; said: string }>('instant', {});
    yield* note(said);
    yield* sleepUntil(atMs);
  }
  return 'next';
};
