import type { RunOf } from '../kernel/define-node.js';
import { note, pick } from '../kernel/effects.js';
import type { randomSplit } from './manifest.js';

export const run: RunOf<typeof randomSplit> = function* ({ config }) {
  const { branches, holdOut } = config;
  const total = branches.reduce((sum, { share }) => sum + share, 0);
  // The hold-out comes first, so that changing the shares leaves the same people alone.
  const chosen = yield* pick([
    holdOut * (total || 1),
    ...branches.map(({ share }) => share * (100 - holdOut)),
  ]);
  const branch = branches[chosen - 1];
  yield* note(branch ? `By chance: “${branch.name}”` : 'Left alone on purpose, for comparison');
  return branch?.id ?? 'held-out';
};
