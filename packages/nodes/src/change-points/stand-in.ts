import type { StandIns } from '../kernel/stand-in.js';

export const standIns: StandIns = {
  change: ({ input }, { contact }) => {
    const balance = Number(contact.points ?? 0) + (input as { points: number }).points;
    contact.points = balance;
    return { balance };
  },
};
