import { listen } from '@signalbox/store';
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';

const MOST_CLIENTS = 500;
const HEARTBEAT_MS = 20_000;

/** Tells open editors what has changed: one listener in the database for all of them. */
export const liveRoutes =
  ({ database }: ApiDeps): FastifyPluginAsync =>
  async (app) => {
    const clients = new Set<FastifyReply>();
    const tell = (line: string) => {
      for (const client of clients) client.raw.write(line);
    };
    const stop = listen(database, 'live', (payload) => {
      if (payload) tell(`data: ${payload}\n\n`);
    });
    const heartbeat = setInterval(() => tell(': still here\n\n'), HEARTBEAT_MS);
    app.addHook('onClose', async () => {
      clearInterval(heartbeat);
      for (const client of clients) client.raw.end();
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
      clients.add(reply);
      request.raw.on('close', () => clients.delete(reply));
    });
  };
