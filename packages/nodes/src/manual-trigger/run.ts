import type { RunOf } from '../kernel/define-node.js';
import type { manualTrigger } from './manifest.js';

// eslint-disable-next-line require-yield -- a trigger asks nothing of the world
export const run: RunOf<typeof manualTrigger> = function* () {
  return 'next';
};
