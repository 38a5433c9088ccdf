import { takeEvents, webhookSourceOf } from '@signalbox/store';
import type { FastifyPluginAsync } from 'fastify';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';
import { logged } from './delivery-log.js';
import { mapBody } from './mapped.js';
import { BODY_LIMIT, keepBodiesRaw, parseExactly, rawBody } from './signed-bodies.js';

/** Anybody's webhooks, under a path that only they know, read by the mapping that is kept for them. */
export const mappedWebhooks =
  (deps: ApiDeps): FastifyPluginAsync =>
  async (app) => {
    const { database, nowMs } = deps;
    keepBodiesRaw(app);
    app.post<{ Params: { token: string } }>(
      '/webhooks/in/:token',
      { bodyLimit: BODY_LIMIT, schema: { tags: ['webhooks'] } as object },
      async (request) => {
        const source = await webhookSourceOf(database, request.params.token);
        if (!source)
          throw new ApiError(
            'unknown-webhook',
            'No webhook has this address. Copy it again from Settings → Integrations.',
          );
        const raw = rawBody(request.body);
        let faults: { path: string; message: string }[] = [];
        const delivery = { integration: `in/${source.id}`, topic: source.name, raw };
        const outcome = await logged(deps, delivery, request, async () => {
          const mapped = mapBody(source, parseExactly(raw), nowMs());
          faults = mapped.faults;
          if (mapped.incoming.length === 0 && faults.length === 0)
            return { status: 'ignored' as const, detail: 'There is nothing in it.' };
          if (mapped.incoming.length === 0)
            throw new ApiError('invalid-request', inWords(faults), {
              errors: faults.map((fault) => ({ ...fault, code: 'invalid-item' })),
            });
          const taken = await takeEvents(database, mapped.incoming, { nowMs: nowMs() });
          const news = taken.filter(({ status }) => status === 'taken');
          return {
            status: news.length > 0 ? ('taken' as const) : ('duplicate' as const),
            eventIds: news.map(({ eventId }) => eventId),
            ...(faults.length > 0 ? { detail: inWords(faults) } : {}),
          };
        });
        return {
          status: outcome.status,
          taken: outcome.eventIds?.length ?? 0,
          ...(faults.length > 0 ? { errors: faults } : {}),
        };
      },
    );
  };

/** So many are named; the rest is counted. */
const MOST_NAMED = 10;

function inWords(faults: { path: string; message: string }[]): string {
  const named = faults
    .slice(0, MOST_NAMED)
    .map(({ path, message }) => `${path}: ${message}`.replace(/^: /, ''));
  const more = faults.length - named.length;
  return [...named, ...(more > 0 ? [`And ${more} more.`] : [])].join(' ');
}
