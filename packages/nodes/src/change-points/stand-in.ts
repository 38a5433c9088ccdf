import type { StandIns } from '../kernel/stand-in.js';

export const standIns: StandIns = {
  change: ({ input }, { contact }) => {
    const balance = Number(contact.points_balance ?? 0) + (input as { points: number }).points;
    contact.points_balance = balance;
    return { balance };
  },
};
