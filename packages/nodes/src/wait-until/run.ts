import type { RunOf } from '../kernel/define-node.js';
import { activity, note, sleepUntil } from '../kernel/effects.js';
import type { Awaited } from './instant.js';
import type { waitUntil } from './manifest.js';

export const run: RunOf<typeof waitUntil> = function* ({ config, enteredAtMs }) {
  const { atMs, said } = yield* activity<Awaited>('instant', { ...config, enteredAtMs });
  yield* note(said);
  if (atMs === null || atMs < enteredAtMs) return 'passed';
  yield* sleepUntil(atMs);
  return 'next';
};
