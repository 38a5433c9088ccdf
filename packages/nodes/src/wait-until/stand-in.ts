import type { StandIns } from '../kernel/stand-in.js';
import { instantOf, type Asked } from './instant.js';

export const standIns: StandIns = {
  instant: ({ input, visit }, { contact, shopTimeZone, render }) => {
    const asked = { ...(input as unknown as Asked), again: visit > 0 };
    const moment = asked.moment ? render(asked.moment) : undefined;
    return { ...instantOf({ ...asked, moment }, contact, shopTimeZone) };
  },
};
