import { listEvents, pathsOf, seenEvents, type EventRow } from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import * as contract from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { allRows, sendCsv } from '../http/files.js';
import { KNOWN_EVENTS, sampleOf } from '../intake/known-events.js';
import { eventSummary } from './shapes.js';

const { answers } = contract;
const PAGE = 50;
const CSV_COLUMNS = ['occurred at', 'received at', 'event', 'person', 'phone', 'source', 'properties'];

/** What came in, and what is known of the names and properties that do. */
export const eventRoutes =
  ({ database }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/events',
      {
        schema: {
          tags: ['people'],
          querystring: z.object({
            contact: z.uuid().optional(),
            name: z.string().optional(),
            before: z.uuid().optional().describe('The id of an event: older ones follow it'),
            limit: z.coerce.number().int().min(1).max(500).default(PAGE),
          }),
          response: answers(z.object({ events: z.array(contract.eventSummary) })),
        },
      },
      async (request) => {
        const { contact, name, before, limit } = request.query;
        return {
          events: (await listEvents(database, { contactId: contact, name, before, limit })).map(eventSummary),
        };
      },
    );

    app.get(
      '/api/export/events.csv',
      { schema: { tags: ['people'], querystring: z.object({ name: z.string().optional() }) } },
      async (request, reply) => {
        const events = allRows<EventRow>((last, limit) =>
          listEvents(database, { ...request.query, before: last?.id, limit }),
        );
        async function* rows() {
          for await (const row of events) {
            const { occurredAt, receivedAt, name, contact, source, properties } = eventSummary(row);
            yield [
              ...[occurredAt, receivedAt, name, contact?.name, contact?.phone, source],
              JSON.stringify(properties),
            ];
          }
        }
        return sendCsv(reply, request.query.name ?? 'events', CSV_COLUMNS, rows());
      },
    );

    app.get(
      '/api/event-names',
      { schema: { tags: ['people'], response: answers(z.object({ events: z.array(contract.eventName) })) } },
      async () => {
        const seen = await seenEvents(database);
        const names = new Set([
          ...KNOWN_EVENTS.map((event) => event.name),
          ...seen.map((event) => event.name),
        ]);
        return {
          events: [...names].map((name) => {
            const known = KNOWN_EVENTS.find((event) => event.name === name);
            const latest = seen.find((event) => event.name === name);
            const unseen = (known?.properties ?? []).filter(
              (path) => !latest?.properties.some((property) => property.path === path),
            );
            const sample = sampleOf(unseen);
            const inSample = [...pathsOf(sample)];
            return {
              name,
              description: known?.description ?? null,
              properties: [
                ...unseen
                  .filter((path) => sample[path] === null)
                  .map((path) => ({ path, type: 'unknown', example: null })),
                ...inSample.map(([path, type, example]) => ({ path, type, example })),
                ...(latest?.properties ?? []).map(({ path, types, example }) => ({
                  path,
                  type: types.length === 1 ? types[0]! : types.join(' or '),
                  example,
                })),
              ],
              lastSeenAt: latest?.lastSeenAt.toISOString() ?? null,
            };
          }),
        };
      },
    );
  };
