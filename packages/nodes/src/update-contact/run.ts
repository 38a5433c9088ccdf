import type { RunOf } from '../kernel/define-node.js';
import { activity, note } from '../kernel/effects.js';
import type { updateContact } from './manifest.js';

export const run: RunOf<typeof updateContact> = function* ({ config }) {
  // A worker that knew nothing of what is left out answered with nothing.
  const written = yield* activity<{ leftOut: string[] } | null>('update', { set: config.set });
  if (written && written.leftOut.length > 0) yield* note(`Left out: ${written.leftOut.join('. ')}`);
  return 'next';
};
