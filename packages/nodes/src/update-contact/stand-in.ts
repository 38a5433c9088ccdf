import type { StandIns } from '../kernel/stand-in.js';

export const standIns: StandIns = {
  update: ({ input }, { contact, render }) => {
    const { set } = input as { set: { field: string; value: string }[] };
    const leftOut: string[] = [];
    for (const { field, value } of set) {
      const written = value.includes('{') ? render(value) : value;
      if (written === '' && value !== '') leftOut.push(`${field}: nothing was there for “${value}”`);
      else contact[field] = written;
    }
    return { leftOut };
  },
};
