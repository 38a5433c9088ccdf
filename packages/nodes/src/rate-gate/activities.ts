import type { NodeActivities } from '../kernel/host.js';

export const activities: NodeActivities = {
  reserve: (host, context, input) => host.reserveSlot(context, input as { count: number; everyMs: number }),
};
