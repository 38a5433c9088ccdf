import type { NodeActivities, SendTextRequest } from '../kernel/host.js';

export const activities: NodeActivities = {
  send: async (host, context, input) => host.sendText(context, input as unknown as SendTextRequest),
};
