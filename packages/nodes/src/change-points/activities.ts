import type { NodeActivities } from '../kernel/host.js';

export const activities: NodeActivities = {
  change: (host, context, input) => host.changePoints(context, input as { points: number; reason: string }),
};
