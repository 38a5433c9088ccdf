import type { StandIns } from '../kernel/stand-in.js';

export const standIns: StandIns = {
  start: () => ({ outcome: 'started', reason: '' }),
};
