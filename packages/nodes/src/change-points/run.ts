import type { RunOf } from '../kernel/define-node.js';
import { activity, note, setVars } from '../kernel/effects.js';
import type { PointsChanged } from '../kernel/host.js';
import type { changePoints } from './manifest.js';

export const run: RunOf<typeof changePoints> = function* ({ config }) {
  const { balance, isShort } = yield* activity<PointsChanged>('change', {
    points: config.points,
    reason: config.reason,
    onlyIfEnough: true,
  });
  yield* setVars({ points: balance });
  yield* note(
    isShort ? `Has ${balance} points: too few to take ${-config.points}` : `Has ${balance} points now`,
  );
  return isShort ? 'short' : 'next';
};
