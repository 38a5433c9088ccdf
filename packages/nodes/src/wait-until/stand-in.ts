import type { StandIns } from '../kernel/stand-in.js';
import { instantOf, type Asked } from './instant.js';

export const standIns: StandIns = {
  instant: ({ input }, { contact, shopTimeZone, render }) => {
    const asked = input as unknown as Asked;
    const moment = asked.moment && render(asked.moment);
    return { ...instantOf({ ...asked, moment }, contact, shopTimeZone) };
  },
};
