import type { StandIns } from '../kernel/stand-in.js';

export const standIns: StandIns = {
  issue: () => ({ outcome: 'issued', code: 'CODE-1234' }),
};
