import { addConnection, listConnections, removeConnection, type ConnectionRow } from '@signalbox/store';
import { signingKey } from '@signalbox/outbound';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import * as contract from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';

const { answers } = contract;
const line = z
  .string()
  .trim()
  .min(1)
  .max(200)
  // Neither a NUL, which PostgreSQL can't hold, nor the end of a header.
  .regex(/^[^\0\r\n]*$/);

const newConnection = z.object({
  name: line,
  kind: z
    .string()
    .max(60)
    .regex(/^[a-z][a-z0-9-]*$/)
    .default('http'),
  baseUrl: z.url({ protocol: /^https?$/ }).max(500),
  headers: z
    .record(z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/), line.max(8_000))
    .default({})
    .describe('Sent along with each request; never told again.'),
});

/** Services that steps talk to. What is secret of them goes in and never comes out. */
export const connectionRoutes =
  ({ database, config, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/connections',
      {
        schema: {
          tags: ['connections'],
          response: answers(z.object({ connections: z.array(contract.connection) })),
        },
      },
      async () => ({ connections: (await listConnections(database)).map(connectionOf) }),
    );

    app.get(
      '/api/signing-key',
      {
        schema: {
          tags: ['connections'],
          response: answers(
            z.object({
              signingKey: z.string().nullable().describe('Receivers check Signalbox-Signature with it.'),
            }),
          ),
        },
      },
      () => ({ signingKey: config.SIGNALBOX_SECRET ? signingKey(config.SIGNALBOX_SECRET) : null }),
    );

    app.post(
      '/api/connections',
      { schema: { tags: ['connections'], body: newConnection, response: answers(contract.connection, 201) } },
      async (request, reply) => {
        const secret = config.SIGNALBOX_SECRET;
        if (!secret) {
          throw new ApiError(
            'secret-not-set',
            'Set SIGNALBOX_SECRET (at least 16 characters) for the API and the worker, and start them again.',
          );
        }
        const added = await addConnection(database, request.body, { secret, nowMs: nowMs() });
        return reply.code(201).send(connectionOf(added));
      },
    );

    app.delete(
      '/api/connections/:id',
      { schema: { tags: ['connections'], params: z.object({ id: z.uuid() }) } },
      async (request, reply) => {
        if (!(await removeConnection(database, request.params.id))) throw notFound('connection');
        return reply.code(204).send();
      },
    );
  };

const connectionOf = ({ createdAt, ...row }: ConnectionRow): contract.Connection => ({
  ...row,
  createdAt: createdAt.toISOString(),
});
