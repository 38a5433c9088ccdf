import { evenPaused } from '../kernel/host.js';
import { personalMoment } from './personal-moment.js';

/** When the local time that a run was begun for comes where its person is. */
export const instantOfPerson = evenPaused(async (host, context) => {
  const { occurrence } = (context.entryEvent.properties ?? {}) as { occurrence?: string };
  return personalMoment(occurrence, await host.readContact(context), host.shopTimeZone, context.nowMs);
});
