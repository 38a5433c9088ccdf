import type { NodeActivities, PointsChange } from '../kernel/host.js';

export const activities: NodeActivities = {
  change: async (host, context, input) => ({
    ...(await host.changePoints(context, input as unknown as PointsChange)),
  }),
};
