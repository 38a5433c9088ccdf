import type { StandIns } from '../kernel/stand-in.js';

export const standIns: StandIns = {
  tag: ({ input }, { contact }) => {
    const { add, remove } = input as { add: string[]; remove: string[] };
    const tags = new Set(Array.isArray(contact.tags) ? (contact.tags as string[]) : []);
    for (const tag of add) tags.add(tag);
    for (const tag of remove) tags.delete(tag);
    contact.tags = [...tags];
    return null;
  },
};
