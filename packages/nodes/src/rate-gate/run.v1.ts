import type { RunOf } from '../kernel/define-node.js';
import { activity, sleepUntil } from '../kernel/effects.js';
import type { rateGate } from './manifest.js';

export const run: RunOf<typeof rateGate> = function* ({ config }) {
  const { atMs } = yield* activity<{ atMs: number }>('reserve', {
    count: config.count,
    everyMs: config.everyMs,
  });
  yield* sleepUntil(atMs);
  return 'next';
};
