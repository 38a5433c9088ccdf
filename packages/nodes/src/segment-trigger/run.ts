import type { RunOf } from '../kernel/define-node.js';
import type { segmentTrigger } from './manifest.js';

// eslint-disable-next-line require-yield -- a trigger asks nothing of the world
export const run: RunOf<typeof segmentTrigger> = function* () {
  return 'next';
};
