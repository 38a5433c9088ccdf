import { listen } from '@signalbox/store';
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import type { LiveEvent } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';

const MOST_CLIENTS = 500;
const HEARTBEAT_MS = 20_000;

/** Tells open editors what has changed: one listener in the database for all of them. */
export const liveRoutes =
  ({ database }: ApiDeps): FastifyPluginAsync =>
  async (app) => {
    const clients = new Map<FastifyReply, string | null>();
    const tell = (line: string) => {
      for (const client of clients.keys()) client.raw.write(line);
    };
    const stop = listen(database, 'live', (payload) => {
      if (!payload) return;
      tell(`data: ${payload}\n\n`);
      // A line outlives the session that opened it: whoever's place on the team changed has to ask for a new one.
      const event = JSON.parse(payload) as LiveEvent;
      if (event.kind !== 'team') return;
      for (const [client, memberId] of clients) if (memberId === event.memberId) client.raw.end();
    });
    const heartbeat = setInterval(() => tell(': still here\n\n'), HEARTBEAT_MS);
    app.addHook('onClose', async () => {
      clearInterval(heartbeat);
      for (const client of clients.keys()) client.raw.end();
      await stop();
    });

    app.get('/api/live', { schema: { tags: ['house'], hide: true } as object }, (request, reply) => {
      if (clients.size >= MOST_CLIENTS)
        throw new ApiError('too-many-requests', 'Too many editors are open at once.');
      reply.hijack();
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      reply.raw.write('retry: 2000\n: connected\n\n');
      clients.set(reply, request.actor?.id ?? null);
      request.raw.on('close', () => clients.delete(reply));
    });
  };
