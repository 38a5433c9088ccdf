import type { StandIns } from '../kernel/stand-in.js';
import { readReply, type Answer } from './read-reply.js';

export const standIns: StandIns = {
  read: ({ input }) => {
    const { text, answers, atMs } = input as unknown as { text: string; answers: Answer[]; atMs: number };
    return { ...readReply(text, answers, atMs) };
  },
};
