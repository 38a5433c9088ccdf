import type { Json } from '../kernel/effects.js';
import type { StandIns } from '../kernel/stand-in.js';

/** Nobody is asked; what would be kept stands for itself. */
export const standIns: StandIns = {
  ask: ({ input }) => {
    const { keep } = input as { keep: { name: string }[] };
    const kept: { [name: string]: Json } = {};
    for (const { name } of keep) kept[name] = `(${name})`;
    return { isAnswered: true, reason: 'Not asked: this is a trial', kept };
  },
};
