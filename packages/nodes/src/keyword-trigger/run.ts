import type { RunOf } from '../kernel/define-node.js';
import type { keywordTrigger } from './manifest.js';

// eslint-disable-next-line require-yield -- a trigger asks nothing of the world
export const run: RunOf<typeof keywordTrigger> = function* () {
  return 'next';
};
