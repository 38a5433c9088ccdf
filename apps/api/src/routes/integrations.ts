import {
  addWebhookSource,
  changeWebhookSource,
  explainEvent,
  listDeliveries,
  listPrivacyRequests,
  listTopics,
  listWebhookSources,
  privacyAnswer,
  removeWebhookSource,
  type DeliveryRow,
  type WebhookSource,
} from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import * as contract from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { notFound } from '../errors.js';
import { allRows, sendCsv } from '../http/files.js';
import { mapBody } from '../webhooks/mapped.js';
import { KNOWN_TOPICS as SHOPIFY_TOPICS, REQUEST_TOPICS } from '../webhooks/shopify-mapping.js';
import { KNOWN_TOPICS as WOOCOMMERCE_TOPICS } from '../webhooks/woocommerce-mapping.js';

const { answers } = contract;
const byId = z.object({ id: z.uuid() });
const newSource = z.object({ name: z.string().trim().min(1).max(80), mapping: contract.webhookMapping });
const iso = (at: Date | null) => at?.toISOString() ?? null;

/** Who sends us events, what they sent lately, and how it is read. */
export const integrationRoutes =
  ({ database, config, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['integrations'];
    const address = (path: string) => `${config.PUBLIC_URL}${path}`;
    const sourceOf = ({ token, updatedAt, ...source }: WebhookSource): contract.WebhookSource => ({
      ...source,
      url: address(`/webhooks/in/${token}`),
      updatedAt: updatedAt.toISOString(),
    });

    app.get(
      '/api/integrations',
      { schema: { tags, response: answers(contract.integrations) } },
      async (): Promise<contract.Integrations> => {
        const [sources, topics, requests] = await Promise.all([
          listWebhookSources(database),
          listTopics(database),
          listPrivacyRequests(database),
        ]);
        return {
          shopify: {
            url: address('/webhooks/shopify'),
            isConfigured: config.SHOPIFY_WEBHOOK_SECRET !== '',
            topics: [...SHOPIFY_TOPICS, ...REQUEST_TOPICS],
          },
          woocommerce: {
            url: address('/webhooks/woocommerce'),
            isConfigured: config.WOOCOMMERCE_WEBHOOK_SECRET !== '',
            topics: WOOCOMMERCE_TOPICS,
          },
          eventApi: { url: address('/v1/batch') },
          sources: sources.map(sourceOf),
          topics: topics.map((topic) => ({ ...topic, lastAt: topic.lastAt.toISOString() })),
          requests: requests.map((request) => ({
            ...request,
            askedAt: request.askedAt.toISOString(),
            doneAt: iso(request.doneAt),
          })),
        };
      },
    );

    app.get(
      '/api/webhook-deliveries',
      {
        schema: {
          tags,
          querystring: z.object({
            integration: z.string().max(60).optional(),
            before: z.coerce.number().int().positive().optional(),
            limit: z.coerce.number().int().min(1).max(100).default(30),
          }),
          response: answers(z.object({ deliveries: z.array(contract.delivery) })),
        },
      },
      async (request) => ({
        deliveries: (await listDeliveries(database, request.query)).map((row) => ({
          ...row,
          at: row.at.toISOString(),
        })),
      }),
    );

    app.get(
      '/api/export/webhooks.csv',
      { schema: { tags, querystring: z.object({ integration: z.string().max(60).optional() }) } },
      async (request, reply) => {
        const deliveries = allRows<DeliveryRow>((last, limit) =>
          listDeliveries(database, { ...request.query, before: last?.id, limit }),
        );
        async function* rows() {
          for await (const { at, integration, topic, outcome, detail, tookMs } of deliveries)
            yield [at.toISOString(), integration, topic, outcome, detail, tookMs];
        }
        return sendCsv(reply, 'webhooks', ['at', 'from', 'topic', 'outcome', 'why', 'took ms'], rows());
      },
    );

    app.post(
      '/api/webhook-sources',
      { schema: { tags, body: newSource, response: answers(contract.webhookSource, 201) } },
      async (request, reply) =>
        reply.code(201).send(sourceOf(await addWebhookSource(database, request.body, nowMs()))),
    );

    app.put(
      '/api/webhook-sources/:id',
      { schema: { tags, params: byId, body: newSource } },
      async (request, reply) => {
        const { id } = request.params;
        if (!(await changeWebhookSource(database, { id, ...request.body }, nowMs())))
          throw notFound('webhook');
        return reply.code(204).send();
      },
    );

    app.delete('/api/webhook-sources/:id', { schema: { tags, params: byId } }, async (request, reply) => {
      if (!(await removeWebhookSource(database, request.params.id))) throw notFound('webhook');
      return reply.code(204).send();
    });

    app.post(
      '/api/webhook-sources/test',
      {
        schema: {
          tags,
          body: z.object({ mapping: contract.webhookMapping, payload: z.unknown() }),
          response: answers(contract.mappedPayload),
        },
      },
      async (request) => {
        const { mapping, payload } = request.body;
        const { incoming, faults } = mapBody({ id: 'test', mapping }, payload, nowMs());
        return {
          faults,
          events: incoming
            .slice(0, 20)
            .map(({ name, occurredAtMs, identities, contact, messageId, properties }) => ({
              name: name!,
              occurredAt: new Date(occurredAtMs).toISOString(),
              person: [
                [contact?.firstName, contact?.lastName].filter(Boolean).join(' '),
                contact?.phone,
                contact?.email,
                identities[0]?.value,
              ]
                .filter(Boolean)
                .join(', '),
              messageId: messageId.replace(/^test\//, ''),
              properties,
            })),
        };
      },
    );

    app.get(
      '/api/privacy-requests/:id/answer',
      { schema: { tags, params: byId } },
      async (request, reply) => {
        const answer = await privacyAnswer(database, request.params.id);
        if (answer === null) throw notFound('answer');
        return reply
          .header('content-disposition', `attachment; filename="data-${request.params.id}.json"`)
          .type('application/json')
          .send(JSON.stringify(answer, null, 2));
      },
    );

    app.get(
      '/api/events/:id/effects',
      { schema: { tags: ['people'], params: byId, response: answers(contract.eventEffects) } },
      async (request) => {
        const effects = await explainEvent(database, request.params.id);
        if (!effects) throw notFound('event');
        return effects;
      },
    );
  };
