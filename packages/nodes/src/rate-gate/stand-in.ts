import type { PlaceAsked } from '../kernel/host.js';
import type { StandIns } from '../kernel/stand-in.js';

/** One person alone has nobody to queue behind but themselves, when they come round again. */
export const standIns: StandIns = {
  reserve: ({ nowMs, visit, input }) => {
    const { count, everyMs, placeMs } = input as unknown as PlaceAsked;
    const isFirst = placeMs === undefined || placeMs === null;
    const atMs = isFirst && visit > 0 ? nowMs + Math.ceil(everyMs / count) : nowMs;
    return { atMs, isTurn: atMs <= nowMs };
  },
};
