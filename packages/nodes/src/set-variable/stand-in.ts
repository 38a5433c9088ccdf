import type { StandIns } from '../kernel/stand-in.js';

export const standIns: StandIns = {
  render: ({ input }, { render }) => {
    const { set } = input as { set: { name: string; value: string }[] };
    return { vars: Object.fromEntries(set.map(({ name, value }) => [name, render(value)])), faults: [] };
  },
};
