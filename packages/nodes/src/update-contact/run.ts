import type { RunOf } from '../kernel/define-node.js';
import { activity } from '../kernel/effects.js';
import type { updateContact } from './manifest.js';

export const run: RunOf<typeof updateContact> = function* ({ config }) {
  yield* activity('update', { set: config.set });
  return 'next';
};
