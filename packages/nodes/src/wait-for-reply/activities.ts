import type { NodeActivities } from '../kernel/host.js';
import { zoneOf } from '../local-time/zone-of.js';
import { readReply, type Answer } from './read-reply.js';

export const activities: NodeActivities = {
  async read(host, context, input) {
    const { text, answers, atMs } = input as unknown as { text: string; answers: Answer[]; atMs: number };
    const person = answers.some(({ kind }) => kind === 'date') ? await host.readContact(context) : {};
    return { ...readReply(text, answers, atMs, zoneOf(person, host.shopTimeZone).zone) };
  },
};
