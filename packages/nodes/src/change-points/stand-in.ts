import type { PointsChange } from '../kernel/host.js';
import type { StandIns } from '../kernel/stand-in.js';

export const standIns: StandIns = {
  change: ({ input }, { contact }) => {
    const { points, onlyIfEnough } = input as unknown as PointsChange;
    const before = Number(contact.points_balance ?? 0);
    const isShort = onlyIfEnough === true && points < 0 && before + points < 0;
    contact.points_balance = isShort ? before : before + points;
    return { balance: contact.points_balance as number, isShort };
  },
};
