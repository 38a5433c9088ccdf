import type { NodeActivities } from '../kernel/host.js';

export const activities: NodeActivities = {
  issue: (host, context, input) => host.issueCoupon(context, (input as { pool: string }).pool),
};
