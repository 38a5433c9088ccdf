import type { StandIns } from '../kernel/stand-in.js';

/** One person alone has nobody to queue behind but themselves, when they come round again. */
export const standIns: StandIns = {
  reserve: ({ nowMs, visit, input }) => {
    const { count, everyMs } = input as { count: number; everyMs: number };
    return { atMs: visit === 0 ? nowMs : nowMs + Math.ceil(everyMs / count) };
  },
};
