import type { ContactPatch, NodeActivities } from '../kernel/host.js';

const OWN_FIELDS: Record<string, 'firstName' | 'lastName' | 'language' | 'timeZone'> = {
  first_name: 'firstName',
  last_name: 'lastName',
  language: 'language',
  time_zone: 'timeZone',
};

export const activities: NodeActivities = {
  async update(host, context, input) {
    const { set } = input as { set: { field: string; value: string }[] };
    const patch: ContactPatch = {};
    for (const { field, value } of set) {
      const own = Object.hasOwn(OWN_FIELDS, field) ? OWN_FIELDS[field] : undefined;
      if (own) patch[own] = value;
      else patch.attributes = { ...patch.attributes, [field]: value };
    }
    return host.updateContact(context, patch);
  },
};
