import type { RunOf } from '../kernel/define-node.js';
import { activity, note } from '../kernel/effects.js';
import type { tagContact } from './manifest.js';

export const run: RunOf<typeof tagContact> = function* ({ config }) {
  // A worker that left nothing out answered with nothing.
  const tagged = yield* activity<{ leftOut: string[] } | null>('tag', {
    add: config.add,
    remove: config.remove,
  });
  if (tagged && tagged.leftOut.length > 0) yield* note(`Left out: ${tagged.leftOut.join('. ')}`);
  return 'next';
};
