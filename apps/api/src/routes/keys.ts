import { createKey, listKeys, revokeKey } from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { answers, keyInfo, madeKey, newKey } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { notFound } from '../errors.js';

/** Keys of programs that call the API or send events in. */
export const keyRoutes =
  ({ database, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['house'];
    app.get(
      '/api/keys',
      { schema: { tags, response: answers(z.object({ keys: z.array(keyInfo) })) } },
      async () => ({
        keys: (await listKeys(database)).map(({ createdAt, lastUsedAt, ...key }) => ({
          ...key,
          createdAt: createdAt.toISOString(),
          lastUsedAt: lastUsedAt?.toISOString() ?? null,
        })),
      }),
    );

    app.post(
      '/api/keys',
      { schema: { tags, body: newKey, response: answers(madeKey, 201) } },
      async (request, reply) => {
        const { kind, ...about } = request.body;
        return reply.code(201).send({ key: await createKey(database, kind, nowMs(), about) });
      },
    );

    app.delete(
      '/api/keys/:id',
      { schema: { tags, params: z.object({ id: z.uuid() }) } },
      async (request, reply) => {
        if (!(await revokeKey(database, request.params.id))) throw notFound('key');
        return reply.code(204).send();
      },
    );
  };
