import type { StandIns } from '../kernel/stand-in.js';
import { personalMoment } from './personal-moment.js';

export const standIns: StandIns = {
  instant: ({ entryEvent, nowMs }, { contact, shopTimeZone }) => {
    const { occurrence } = (entryEvent.properties ?? {}) as { occurrence?: string };
    return personalMoment(occurrence, contact, shopTimeZone, nowMs);
  },
};
