import { conversations, markRead, notSentByReason } from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { answers, conversationList, notSentReason } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { adviceOn } from './advice.js';
import { reasonInWords } from './reasons.js';

const DAY = 86_400_000;

/** Who wrote to the shop; and why texts of the shop reached nobody. */
export const conversationRoutes =
  ({ database, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/conversations',
      { schema: { tags: ['texts'], response: answers(conversationList) } },
      async () => {
        const rows = await conversations(database);
        return {
          conversations: rows.map(({ firstName, lastName, at, ...row }) => ({
            ...row,
            name: [firstName, lastName].filter(Boolean).join(' ') || row.phone,
            at: at.toISOString(),
          })),
          unread: rows.filter(({ isUnread }) => isUnread).length,
        };
      },
    );

    app.post(
      '/api/conversations/read',
      { schema: { tags: ['texts'], body: z.object({ phone: z.string().min(1).max(40) }) } },
      async (request, reply) => {
        await markRead(database, request.body.phone, nowMs());
        return reply.code(204).send();
      },
    );

    app.get(
      '/api/messages/not-sent',
      {
        schema: {
          tags: ['texts'],
          querystring: z.object({
            days: z.coerce.number().int().min(1).max(365).default(30),
            journey: z.uuid().optional(),
          }),
          response: answers(z.object({ reasons: z.array(notSentReason) })),
        },
      },
      async (request) => {
        const { days, journey } = request.query;
        const rows = await notSentByReason(database, { sinceMs: nowMs() - days * DAY, journeyId: journey });
        return {
          reasons: rows.map((row) => ({
            ...row,
            words: reasonInWords(row.code),
            advice: adviceOn(row.code),
          })),
        };
      },
    );
  };
