import type { StandIns } from '../kernel/stand-in.js';

export const standIns: StandIns = {
  update: ({ input }, { contact }) => {
    const { set } = input as { set: { field: string; value: string }[] };
    for (const { field, value } of set) contact[field] = value;
    return null;
  },
};
