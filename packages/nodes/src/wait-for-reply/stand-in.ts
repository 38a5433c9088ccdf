import type { StandIns } from '../kernel/stand-in.js';
import { zoneOf } from '../local-time/zone-of.js';
import { readReply, type Answer } from './read-reply.js';

export const standIns: StandIns = {
  read: ({ input }, { contact, shopTimeZone }) => {
    const { text, answers, atMs } = input as unknown as { text: string; answers: Answer[]; atMs: number };
    return { ...readReply(text, answers, atMs, zoneOf(contact, shopTimeZone).zone) };
  },
};
