import type { RunOf } from '../kernel/define-node.js';
import { exit as end } from '../kernel/effects.js';
import type { exit } from './manifest.js';

export const run: RunOf<typeof exit> = function* ({ config }) {
  return yield* end(config.outcome);
};
