import type { StandIns } from '../kernel/stand-in.js';

/** One person alone never has to queue. */
export const standIns: StandIns = {
  reserve: ({ nowMs }) => ({ atMs: nowMs }),
};
