import { conversations, listReplies, markRead, markUnwelcome, type ReplyRow } from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { answers, conversationList } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { notFound } from '../errors.js';
import { allRows, sendCsv } from '../http/files.js';

const nameOf = ({ firstName, lastName }: Pick<ReplyRow, 'firstName' | 'lastName'>): string =>
  [firstName, lastName].filter(Boolean).join(' ');

/** Who wrote to the shop. */
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
            name: nameOf({ firstName, lastName }) || row.phone,
            at: at.toISOString(),
          })),
          unread: rows.filter(({ isUnread }) => isUnread).length,
        };
      },
    );

    app.get('/api/export/replies.csv', { schema: { tags: ['texts'] } }, async (_request, reply) => {
      const replies = allRows<ReplyRow>((last, limit) => listReplies(database, { before: last, limit }));
      async function* rows() {
        for await (const { at, phone, body, ...person } of replies)
          yield [at.toISOString(), nameOf(person), phone, body];
      }
      return sendCsv(reply, 'replies', ['at', 'person', 'phone', 'text'], rows());
    });

    app.post(
      '/api/conversations/read',
      { schema: { tags: ['texts'], body: z.object({ phone: z.string().min(1).max(40) }) } },
      async (request, reply) => {
        await markRead(database, request.body.phone, nowMs());
        return reply.code(204).send();
      },
    );

    app.post(
      '/api/conversations/replies/:id',
      {
        schema: {
          tags: ['texts'],
          params: z.object({ id: z.string().min(1).max(100) }),
          body: z.object({ isUnwelcome: z.boolean() }),
        },
      },
      async (request, reply) => {
        if (!(await markUnwelcome(database, request.params.id, request.body.isUnwelcome)))
          throw notFound('reply');
        return reply.code(204).send();
      },
    );
  };
