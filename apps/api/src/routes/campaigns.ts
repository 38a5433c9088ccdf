import { notBegunInstead, occurrences, type Occurrence, type Schedule } from '@signalbox/nodes/clocks';
import {
  begunTimes,
  campaignJourneys,
  clockedJourneys,
  listCampaigns,
  stopCampaign,
  type CampaignJourney as DrawnCampaign,
  type CampaignRow,
  type ClockedJourney,
} from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import {
  answers,
  campaign,
  campaigns,
  type Campaign,
  type CampaignJourney,
  type Campaigns,
} from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { notFound } from '../errors.js';

const AHEAD_MS = 30 * 86_400_000;
const A_YEAR_MS = 366 * 86_400_000;
/** One that comes round daily would push all others out of sight. */
const TIMES_OF_EACH = 3;

const byId = z.object({ id: z.uuid() });

/** Journeys that go to a whole audience: whom one has reached, and when it will be done. */
export const campaignRoutes =
  ({ database, config, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/campaigns',
      { schema: { tags: ['journeys'], response: answers(campaigns) } },
      async (): Promise<Campaigns> => {
        const [rows, clocked, drawn] = await Promise.all([
          listCampaigns(database),
          clockedJourneys(database),
          campaignJourneys(database),
        ]);
        const scheduled = clocked.filter(({ clock }) => clock === 'schedule');
        const begun = new Map(
          await Promise.all(scheduled.map(async ({ id }) => [id, await begunTimes(database, id)] as const)),
        );
        const clockOf = (journeyId: string): ShopClock => ({
          zone: config.SIGNALBOX_TIME_ZONE,
          nowMs: nowMs(),
          begun: begun.get(journeyId) ?? [],
        });
        return {
          journeys: drawn.map((journey) =>
            campaignJourneyOf(
              journey,
              rows.find(({ journeyId }) => journeyId === journey.id),
              clocked.find(({ id }) => id === journey.id)?.config,
              clockOf(journey.id),
            ),
          ),
          campaigns: rows.map((row) => ({
            ...campaignOf(row, nowMs()),
            journey: { id: row.journeyId, name: row.journeyName },
          })),
          ahead: scheduled
            .flatMap((journey) => aheadOf(journey, clockOf(journey.id)))
            .sort((one, other) => one.at.localeCompare(other.at)),
        };
      },
    );

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

interface ShopClock {
  zone: string;
  nowMs: number;
  /** Local times of the journey's campaigns that began: none begins twice a day. */
  begun: string[];
}

function aheadOf({ id, name, config }: ClockedJourney, clock: ShopClock): Campaigns['ahead'] {
  return timesAhead(config as unknown as Schedule, clock)
    .slice(0, TIMES_OF_EACH)
    .map(({ atMs }) => ({
      journey: { id, name },
      at: new Date(atMs).toISOString(),
      byTheirClock: config.clock === 'contact',
    }));
}

/** @param live the trigger's configuration in force, if it is live: a drawn one may lack what a schedule needs */
function campaignJourneyOf(
  { id, name, status, config, people, segmentName }: DrawnCampaign,
  row: CampaignRow | undefined,
  live: ClockedJourney['config'] | undefined,
  clock: ShopClock,
): CampaignJourney {
  const { segment, where, everyone = false } = config.audience ?? {};
  const next = live ? (timesAhead(live as unknown as Schedule, clock, A_YEAR_MS)[0]?.atMs ?? null) : null;
  const text = (field: string) => (typeof config[field] === 'string' ? config[field] : null);
  return {
    journey: { id, name },
    state: stateOf(status, row, next !== null),
    audience: {
      everyone,
      segment: segment ? { id: segment, name: segmentName ?? segment } : null,
      where: where && where.rules.length > 0 ? where : null,
      people,
    },
    date: text('date'),
    time: text('time'),
    repeat: (text('repeat') ?? 'never') as CampaignJourney['repeat'],
    byTheirClock: config.clock === 'contact',
    nextAt: next === null ? null : new Date(next).toISOString(),
    last: row ? campaignOf(row, clock.nowMs) : null,
  };
}

function stateOf(
  status: DrawnCampaign['status'],
  last: CampaignRow | undefined,
  comesAgain: boolean,
): CampaignJourney['state'] {
  if (status === 'draft') return 'draft';
  if (status === 'paused') return 'paused';
  if (status === 'live' && (last?.status === 'gathering' || last?.status === 'running')) return 'sending';
  if (comesAgain) return 'scheduled';
  if (last?.status === 'stopped' || last?.status === 'missed') return last.status;
  return last || status === 'ended' ? 'done' : 'over';
}

/** A day that no calendar has, as an older version may name, never comes. */
function timesAhead(
  schedule: Schedule,
  { zone, nowMs, begun }: ShopClock,
  withinMs = AHEAD_MS,
): Occurrence[] {
  try {
    const within = { afterMs: nowMs, untilMs: nowMs + withinMs };
    return notBegunInstead(occurrences(schedule, zone, within), begun);
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function campaignOf(row: CampaignRow, nowMs: number): Campaign {
  const { id, version, occurrence, dueAt, status, reason, total, started, notStarted, finishedAt } = row;
  const had = started + notStarted;
  const tookMs = nowMs - row.createdAt.getTime();
  const willBe = status === 'running' && had > 0 ? new Date(nowMs + (tookMs / had) * (total - had)) : null;
  return {
    id,
    version,
    occurrence,
    dueAt: dueAt.toISOString(),
    status,
    reason,
    total,
    started,
    notStarted,
    doneAt: (finishedAt ?? willBe)?.toISOString() ?? null,
  };
}
