import { journeyFileJsonSchema, journeyJsonSchema } from '@signalbox/engine/graph';
import { homeOf, listJourneys, outboxDelayMs, takeSignInLink } from '@signalbox/store';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import * as z from 'zod';
import * as contract from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound, sendProblem } from '../errors.js';
import { clearSession, startSession } from '../http/security.js';
import { carrierInForce } from './carrier-in-force.js';
import { journeySummary } from './journeys.js';
import { sessionOf } from './session-of.js';

const { answers } = contract;

/** Health, signing in and the first page. */
export const houseRoutes =
  (deps: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { database, config, nowMs } = deps;

    app.get('/healthz', { schema: { tags: ['health'] } }, async () => ({ status: 'ok' }));

    app.get('/readyz', { schema: { tags: ['health'] } }, async (_request, reply) => {
      const [isDatabaseReady, engine] = await Promise.all([
        database.pool.query('select 1').then(
          () => true,
          () => false,
        ),
        deps.isEngineReady(),
      ]);
      const parts = { database: isDatabaseReady, ...engine };
      if (Object.values(parts).every(Boolean)) return { status: 'ready', parts };
      const missing = Object.entries(parts)
        .filter(([, isReady]) => !isReady)
        .map(([part]) => part);
      return sendProblem(reply, new ApiError('not-ready', `Not ready: ${missing.join(', ')}.`));
    });

    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    new Gauge({
      name: 'signalbox_outbox_delay_seconds',
      help: 'Age of the oldest row of the outbox that is due',
      registers: [registry],
      async collect() {
        this.set((await outboxDelayMs(database, nowMs())) / 1_000);
      },
    });
    app.get('/metrics', { schema: { tags: ['health'] } }, async (_request, reply) =>
      reply.type(registry.contentType).send(await registry.metrics()),
    );

    const schemas = { journey: journeyJsonSchema, 'journey-file': journeyFileJsonSchema };
    for (const [name, schema] of Object.entries(schemas))
      app.get(`/schemas/${name}.json`, { schema: { tags: ['journeys'] } }, async (_request, reply) =>
        reply.type('application/schema+json').send(JSON.stringify(schema)),
      );

    app.get(
      '/sign-in',
      { schema: { tags: ['session'], querystring: z.object({ token: z.string().max(200).optional() }) } },
      async (request, reply) => {
        const { token } = request.query;
        if (!token || !(await takeSignInLink(database, token, nowMs())))
          return reply.redirect('/?sign-in=used');
        await startSession(reply, deps);
        return reply.redirect('/');
      },
    );

    app.get(
      '/api/session',
      { schema: { tags: ['session'], response: answers(contract.session) } },
      async (request) => sessionOf(request.actor!, config),
    );

    app.post(
      '/api/session/password',
      {
        config: { rateLimit: { max: 10, timeWindow: '1 minute' } },
        schema: {
          tags: ['session'],
          body: z.object({ password: z.string().max(1_000) }),
          response: answers(contract.session),
        },
      },
      async (request, reply) => {
        const digest = (text: string) => createHash('sha256').update(text).digest();
        const expected = config.SIGNALBOX_PASSWORD;
        if (!expected || !timingSafeEqual(digest(request.body.password), digest(expected))) {
          throw new ApiError(
            'wrong-password',
            expected
              ? 'The password is wrong. Try again.'
              : 'No password is set. Use the sign-in link that `npm start` printed.',
          );
        }
        return sessionOf(await startSession(reply, deps), config);
      },
    );

    app.delete('/api/session', { schema: { tags: ['session'] } }, async (request, reply) => {
      await clearSession(request, reply, deps);
      return reply.code(204).send();
    });

    app.get(
      '/api/jobs/:id',
      { schema: { tags: ['house'], params: z.object({ id: z.uuid() }), response: answers(contract.job) } },
      async (request) => {
        const job = deps.jobs.get(request.params.id);
        if (!job) throw notFound('job');
        return job;
      },
    );

    app.get(
      '/api/home',
      { schema: { tags: ['house'], response: answers(contract.homeSummary) } },
      async (): Promise<contract.HomeSummary> => {
        const [journeys, home, { sendingHours, isDevelopment }] = await Promise.all([
          listJourneys(database),
          homeOf(database),
          carrierInForce(deps),
        ]);
        return {
          journeys: journeys.map(journeySummary),
          ...home,
          sendingHours,
          carrier: isDevelopment ? 'development' : 'plivo',
        };
      },
    );
  };
