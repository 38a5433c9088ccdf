import type { NodeActivities } from '../kernel/host.js';

export const activities: NodeActivities = {
  async tag(host, context, input) {
    const { add, remove } = input as { add: string[]; remove: string[] };
    return host.updateContact(context, { addTags: add, removeTags: remove });
  },
};
