import type { RunOf } from '../kernel/define-node.js';
import { activity } from '../kernel/effects.js';
import type { tagContact } from './manifest.js';

export const run: RunOf<typeof tagContact> = function* ({ config }) {
  yield* activity('tag', { add: config.add, remove: config.remove });
  return 'next';
};
