import {
  ATTRIBUTION_DAYS,
  clicksADay,
  optOutsADay,
  ordersAfterTextsADay,
  textsADay,
  textsByJourney,
} from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { analytics, answers, type Analytics } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';

const DAY = 86_400_000;

/** What texts did, day by day and journey by journey. */
export const analyticsRoutes =
  ({ database, config, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const querystring = z.object({ days: z.coerce.number().int().min(1).max(365).default(30) });
    app.get(
      '/api/analytics',
      { schema: { tags: ['house'], querystring, response: answers(analytics) } },
      async (request): Promise<Analytics> => {
        const zone = config.SIGNALBOX_TIME_ZONE;
        const toMs = nowMs();
        const days = daysUntil(toMs, request.query.days, zone);
        // A day more than is shown: whatever the zone, its first day is in it whole, and what lies before is not shown.
        const stretch = { fromMs: toMs - (request.query.days + 1) * DAY, toMs, zone };
        const [texts, clicks, left, orders, journeys] = await Promise.all([
          textsADay(database, stretch),
          clicksADay(database, stretch),
          optOutsADay(database, stretch),
          ordersAfterTextsADay(database, stretch),
          textsByJourney(database, { ...stretch, fromMs: toMs - request.query.days * DAY }),
        ]);
        const of = <Row extends { day: string }>(rows: Row[], day: string) =>
          rows.find((row) => row.day === day);
        return {
          zone,
          days: days.map((day) => ({
            day,
            sent: of(texts, day)?.sent ?? 0,
            notSent: of(texts, day)?.notSent ?? 0,
            clicked: of(clicks, day)?.clicked ?? 0,
            optedOut: of(left, day)?.people ?? 0,
            orders: of(orders, day)?.orders ?? 0,
            revenue: of(orders, day)?.revenue ?? {},
          })),
          journeys,
          attributionDays: ATTRIBUTION_DAYS,
        };
      },
    );
  };

/** The last `count` days of a zone, today the last; counted from noon, so that no change of the clock skips one. */
function daysUntil(nowMs: number, count: number, zone: string): string[] {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(nowMs);
  const noon = Date.parse(`${today}T12:00:00Z`);
  return Array.from({ length: count }, (_, index) =>
    new Date(noon - (count - 1 - index) * DAY).toISOString().slice(0, 10),
  );
}
