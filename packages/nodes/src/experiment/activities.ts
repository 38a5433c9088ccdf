import type { NodeActivities } from '../kernel/host.js';

export const activities: NodeActivities = {
  winner: async (host, context) => ({ winner: await host.experimentWinner(context) }),
};
