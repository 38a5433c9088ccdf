import { randomUUID } from 'node:crypto';
import { DEFAULT_LIMITS, type SendLimit } from '@signalbox/sms';
import {
  conversationWith,
  decideReview,
  getContact,
  isSuppressed,
  numberWrittenTo,
  openReviews,
  planText,
  readSetting,
  setLimits,
  stopTexts,
  type Database,
} from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { answers, conversationText, replyReview, sendLimits } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';
import { changeSettingOf } from '../http/change-setting.js';
import { personOf } from './shapes.js';

const byId = z.object({ id: z.uuid() });

const limitsNow = async (database: Database) => ({
  limits: (await readSetting<SendLimit[]>(database, 'limits')) ?? DEFAULT_LIMITS,
  partsPerDay: await readSetting<number>(database, 'parts-per-day'),
});

/** Writing to and fro: conversations, doubtful replies, and how many texts a person may get. */
export const textingRoutes =
  (deps: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { database, nowMs } = deps;
    app.get(
      '/api/reply-reviews',
      { schema: { tags: ['texts'], response: answers(z.object({ reviews: z.array(replyReview) })) } },
      async () => ({
        reviews: (await openReviews(database)).map((review) => ({
          id: review.id,
          phone: review.phone,
          name: personOf(review).name,
          contactId: review.contactId,
          body: review.body,
          at: review.at.toISOString(),
        })),
      }),
    );

    app.post(
      '/api/reply-reviews/:id',
      {
        schema: {
          tags: ['texts'],
          params: byId,
          body: z.object({ decision: z.enum(['stop', 'nothing']) }),
        },
      },
      async (request, reply) => {
        const { decision } = request.body;
        const review = await decideReview(database, request.params.id, decision, nowMs());
        if (!review) throw notFound('open reply');
        if (decision === 'stop') {
          await stopTexts(database, {
            phone: review.phone,
            reason: `Replied “${review.body.slice(0, 100)}”`,
            source: 'plivo',
            messageId: `review/${request.params.id}/SMS Unsubscribed`,
            properties: { via: 'review', text: review.body },
            atMs: nowMs(),
          });
        }
        return reply.code(204).send();
      },
    );

    const phoneOf = async (contactId: string): Promise<string> => {
      const contact = await getContact(database, contactId);
      if (!contact) throw notFound('person');
      if (!contact.phone) throw new ApiError('invalid-request', 'This person has no phone number.');
      return contact.phone;
    };

    app.get(
      '/api/contacts/:id/conversation',
      {
        schema: {
          tags: ['texts'],
          params: byId,
          response: answers(z.object({ texts: z.array(conversationText) })),
        },
      },
      async (request) => {
        const contact = await getContact(database, request.params.id);
        if (!contact) throw notFound('person');
        const texts = contact.phone ? await conversationWith(database, contact.phone) : [];
        return { texts: texts.map((text) => ({ ...text, at: text.at.toISOString() })) };
      },
    );

    app.post(
      '/api/contacts/:id/texts',
      {
        schema: {
          tags: ['texts'],
          params: byId,
          body: z.object({ text: z.string().trim().min(1).max(1_600), key: z.string().max(200).optional() }),
          response: answers(z.object({ planned: z.literal(true) }), 202),
        },
      },
      async (request, reply) => {
        const { text, key = randomUUID() } = request.body;
        const phone = await phoneOf(request.params.id);
        if (await isSuppressed(database, phone))
          throw new ApiError('stopped', 'This person replied STOP. Only they can take that back.');
        await planText(
          database,
          {
            sendKey: `hand/${key}`,
            phone,
            contactId: request.params.id,
            purpose: 'transactional',
            body: text,
            writtenTo: await numberWrittenTo(database, phone),
          },
          nowMs(),
        );
        return reply.code(202).send({ planned: true as const });
      },
    );

    app.get('/api/settings/limits', { schema: { tags: ['texts'], response: answers(sendLimits) } }, () =>
      limitsNow(database),
    );

    app.put(
      '/api/settings/limits',
      { schema: { tags: ['texts'], body: sendLimits, response: answers(sendLimits) } },
      async (request) => {
        await changeSettingOf(request, deps, {
          read: limitsNow,
          write: (within) => setLimits(within, request.body, nowMs()),
        });
        return request.body;
      },
    );
  };
