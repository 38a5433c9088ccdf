import type { RunOf } from '../kernel/define-node.js';
import { activity, note, setVars } from '../kernel/effects.js';
import type { changePoints } from './manifest.js';

export const run: RunOf<typeof changePoints> = function* ({ config }) {
  const { balance } = yield* activity<{ balance: number }>('change', {
    points: config.points,
    reason: config.reason,
  });
  yield* setVars({ points: balance });
  yield* note(`Has ${balance} points now`);
  return 'next';
};
