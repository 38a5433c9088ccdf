import { evenPaused, type NodeActivities } from '../kernel/host.js';
import { personalMoment } from '../schedule-trigger/personal-moment.js';

export const activities: NodeActivities = {
  instant: evenPaused(async (host, context) => {
    const { occurrence } = (context.entryEvent.properties ?? {}) as { occurrence?: string };
    return personalMoment(occurrence, await host.readContact(context), host.shopTimeZone, context.nowMs);
  }),
};
