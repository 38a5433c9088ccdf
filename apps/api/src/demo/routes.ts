import { randomUUID } from 'node:crypto';
import { getContact, searchContacts, takeEvents, type IncomingEvent } from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { answers, startedJob } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';
import { mapSegmentMessage } from '../intake/segment-message.js';
import { checkoutBody, postAsShop } from './as-the-shop.js';
import { CDNOW_ROWS, cdnowMessages } from './cdnow.js';
import { addDemoJourneys } from './demo-journeys.js';
import { DEMO_PRODUCTS, demoEvents, demoName, demoNumber } from './demo-shop.js';

const BATCH = 500;
const NAMED_PHONES = 6;

/** Data to try Signalbox with. */
export const demoRoutes =
  ({ database, config, jobs, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const demo = z.object({
      language: z
        .enum(['en', 'da'])
        .default('en')
        .meta({ description: 'That its journeys are named and written in.' }),
    });
    app.post(
      '/api/demo',
      { schema: { tags: ['demo'], body: demo.nullish(), response: answers(startedJob, 202) } },
      async (request, reply) => {
        const language = request.body?.language ?? 'en';
        const job = jobs.start('demo', async (progress) => {
          const events = demoEvents(nowMs());
          progress.total(events.length);
          let taken = 0;
          for (let at = 0; at < events.length; at += 50) {
            const results = await takeEvents(database, events.slice(at, at + 50), { nowMs: nowMs() });
            taken += results.filter(({ status }) => status === 'taken').length;
            progress.done(results.length);
          }
          const added = await addDemoJourneys(database, nowMs(), language);
          await namePhones();
          return taken + added === 0
            ? 'The demo shop was loaded before; nothing was changed.'
            : 'The demo shop is loaded: people, orders, and two journeys to publish.';
        });
        return reply.code(202).send({ jobId: job.id });
      },
    );

    const history = z
      .object({ rows: z.int().min(1).max(CDNOW_ROWS).default(CDNOW_ROWS) })
      .default({ rows: CDNOW_ROWS });
    app.post(
      '/api/demo/history',
      { schema: { tags: ['demo'], body: history.nullish(), response: answers(startedJob, 202) } },
      async (request, reply) => {
        const rows = request.body?.rows ?? CDNOW_ROWS;
        const job = jobs.start('history', async (progress) => {
          progress.total(rows);
          let batch: IncomingEvent[] = [];
          const flush = async () => {
            if (batch.length === 0) return;
            await takeEvents(database, batch, { nowMs: nowMs() });
            progress.done(batch.length);
            batch = [];
          };
          for await (const message of cdnowMessages(rows)) {
            const mapped = mapSegmentMessage(message, nowMs());
            if (!mapped.ok) throw new Error(mapped.message);
            batch.push(mapped.incoming!);
            if (batch.length === BATCH) await flush();
          }
          await flush();
          return 'The purchase history is loaded.';
        });
        return reply.code(202).send({ jobId: job.id });
      },
    );

    app.post(
      '/api/demo/abandon',
      {
        schema: {
          tags: ['demo'],
          body: z.object({ contactId: z.uuid().optional() }).optional(),
          response: answers(
            z.object({
              contactId: z.string(),
              name: z.string().nullable(),
              product: z.string(),
              phone: z.string().nullable(),
            }),
            202,
          ),
        },
      },
      async (request, reply) => {
        const contact = await demoPerson(request.body?.contactId);
        const product = DEMO_PRODUCTS[Math.floor(Math.random() * 5)]!;
        const token = randomUUID().replaceAll('-', '');
        const body = checkoutBody(token, contact, [{ product, quantity: 1 }], nowMs());
        await postAsShop(app, { config }, 'checkouts/create', body);
        return reply.code(202).send({
          contactId: contact.id,
          name: contact.firstName,
          product: product.name,
          phone: contact.phone,
        });
      },
    );

    /** So that the page of phones is not empty at first. */
    async function namePhones(): Promise<void> {
      if (!config.CARRIER_CONTROL_URL) return;
      for (let index = 0; index < NAMED_PHONES; index++) {
        await fetch(`${config.CARRIER_CONTROL_URL}/phones`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ number: demoNumber(index), name: demoName(index) }),
        });
      }
    }

    async function demoPerson(contactId: string | undefined) {
      if (contactId) {
        const contact = await getContact(database, contactId);
        if (!contact?.phone) throw notFound('person with a phone');
        return contact;
      }
      const { contacts } = await searchContacts(database, { search: 'demo.example', limit: 200 });
      const willing = contacts.filter((contact) => contact.phone && contact.smsConsent === 'granted');
      const chosen = willing[Math.floor(Math.random() * willing.length)];
      if (!chosen) throw new ApiError('not-found', 'Load the demo shop first.');
      return chosen;
    }
  };
