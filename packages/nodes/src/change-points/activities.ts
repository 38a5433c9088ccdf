import type { NodeActivities, PointsChange } from '../kernel/host.js';

export const activities: NodeActivities = {
  change: (host, context, input) => host.changePoints(context, input as unknown as PointsChange),
};
