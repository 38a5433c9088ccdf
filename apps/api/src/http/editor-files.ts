import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError, sendProblem } from '../errors.js';

const API_PATHS = /^\/(api|v1|webhooks|schemas|docs|l)(\/|$)/;

/** Serves the built editor; its own addresses all lead to its one page. */
export async function serveEditor(app: FastifyInstance, dist: string): Promise<void> {
  if (!existsSync(dist)) {
    app.setNotFoundHandler((request, reply) => sendProblem(reply, notHere(request)));
    return;
  }
  await app.register(fastifyStatic, {
    root: dist,
    index: false,
    wildcard: false,
    // The build has put them there.
    preCompressed: true,
    setHeaders: (reply, path) => {
      const isHashed = /\/assets\//.test(path);
      void reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  // The same page; to a journey's it is said from the start what its canvas needs.
  const hasJourneyPage = existsSync(join(dist, 'journey.html'));
  const pageOf = (path: string) =>
    hasJourneyPage && /^\/journeys\/[^/]+$/.test(path) ? 'journey.html' : 'index.html';
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0]!;
    const wantsPage =
      ['GET', 'HEAD'].includes(request.method) && !API_PATHS.test(path) && !/\.\w+$/.test(path);
    if (wantsPage) return reply.sendFile(pageOf(path), { cacheControl: false });
    return sendProblem(reply, notHere(request));
  });
  app.get('/', { schema: { hide: true } as object }, (_request, reply) =>
    reply.sendFile('index.html', { cacheControl: false }),
  );
}

const notHere = (request: FastifyRequest) =>
  new ApiError('not-found', `${request.method} ${request.url.split('?', 1)[0]} is not an address here.`);
