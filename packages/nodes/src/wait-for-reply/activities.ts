import type { NodeActivities } from '../kernel/host.js';
import { readReply, type Answer } from './read-reply.js';

export const activities: NodeActivities = {
  async read(_host, _context, input) {
    const { text, answers, atMs } = input as unknown as { text: string; answers: Answer[]; atMs: number };
    return { ...readReply(text, answers, atMs) };
  },
};
