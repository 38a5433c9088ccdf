import type { NodeActivities, PlaceAsked } from '../kernel/host.js';

export const activities: NodeActivities = {
  reserve: (host, context, input) => host.reserveSlot(context, input as unknown as PlaceAsked),
};
