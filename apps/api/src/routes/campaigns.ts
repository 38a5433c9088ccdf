import { listCampaigns, stopCampaign, type CampaignRow } from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { answers, campaign, type Campaign } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { notFound } from '../errors.js';

const byId = z.object({ id: z.uuid() });

/** Journeys that go to a whole audience: whom one has reached, and when it will be done. */
export const campaignRoutes =
  ({ database, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/journeys/:id/campaigns',
      {
        schema: {
          tags: ['journeys'],
          params: byId,
          response: answers(z.object({ campaigns: z.array(campaign) })),
        },
      },
      async (request) => ({
        campaigns: (await listCampaigns(database, request.params.id)).map((row) => campaignOf(row, nowMs())),
      }),
    );

    app.post(
      '/api/campaigns/:id/stop',
      { schema: { tags: ['journeys'], params: byId } },
      async (request, reply) => {
        if (!(await stopCampaign(database, request.params.id, nowMs())))
          throw notFound('campaign that is under way');
        return reply.code(204).send();
      },
    );
  };

function campaignOf(row: CampaignRow, nowMs: number): Campaign {
  const { id, version, occurrence, dueAt, status, total, started, notStarted, finishedAt } = row;
  const had = started + notStarted;
  const tookMs = nowMs - row.createdAt.getTime();
  const willBe = status === 'running' && had > 0 ? new Date(nowMs + (tookMs / had) * (total - had)) : null;
  return {
    id,
    version,
    occurrence,
    dueAt: dueAt.toISOString(),
    status,
    total,
    started,
    notStarted,
    doneAt: (finishedAt ?? willBe)?.toISOString() ?? null,
  };
}
