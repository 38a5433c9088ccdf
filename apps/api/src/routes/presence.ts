import { announce } from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { presenceBody, type Presence } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';

/** Who else has a journey open. Nothing is kept: each window says so again and again, and is forgotten when it stops. */
export const presenceRoutes =
  ({ database }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/api/journeys/:id/presence',
      { schema: { tags: ['journeys'], params: z.object({ id: z.uuid() }), body: presenceBody } },
      async (request, reply) => {
        const presence: Presence = {
          kind: 'presence',
          journeyId: request.params.id,
          name: request.actor?.name ?? '',
          ...request.body,
        };
        await announce(database, presence);
        return reply.code(204).send();
      },
    );
  };
