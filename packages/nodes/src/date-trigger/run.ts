import type { RunOf } from '../kernel/define-node.js';
import { activity, note, sleepUntil } from '../kernel/effects.js';
import type { dateTrigger } from './manifest.js';

/** A run begins shortly before the hour where its person is, and holds until then. */
export const run: RunOf<typeof dateTrigger> = function* () {
  const { atMs, said } = yield* activity<{ atMs: number; said: string }>('instant', {});
  yield* note(said);
  yield* sleepUntil(atMs);
  return 'next';
};
