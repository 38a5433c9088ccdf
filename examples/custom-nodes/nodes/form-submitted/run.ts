import type { RunOf } from '@signalbox/nodes/kernel';
import type { formSubmitted } from './manifest.js';

// eslint-disable-next-line require-yield -- a trigger asks nothing of the world
export const run: RunOf<typeof formSubmitted> = function* () {
  return 'next';
};
