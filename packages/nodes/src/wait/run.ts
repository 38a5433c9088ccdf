import type { RunOf } from '../kernel/define-node.js';
import { sleepUntil } from '../kernel/effects.js';
import type { wait } from './manifest.js';

export const run: RunOf<typeof wait> = function* ({ config, enteredAtMs }) {
  yield* sleepUntil(enteredAtMs + config.durationMs);
  return 'next';
};
