import {
  ATTRIBUTION_DAYS,
  concerns,
  NOT_SENT_COUNTED,
  notSentByReason,
  optOuts,
  orderedAfterTexts,
  textFigures,
} from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { answers, figures, type Figures } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { priceOfPart } from './part-price.js';
import { reasonInWords } from './reasons.js';
import { wouldHaveCost } from './would-have-cost.js';

const DAY = 86_400_000;

/** What the first page shows of a period. */
export const figureRoutes =
  ({ database, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const query = z.object({ days: z.coerce.number().int().min(1).max(365).default(30) });
    app.get(
      '/api/figures',
      { schema: { tags: ['house'], querystring: query, response: answers(figures) } },
      async ({ query: { days } }): Promise<Figures> => {
        const now = nowMs();
        const from = now - days * DAY;
        const [{ reasons, ...texts }, { reasons: _, ...before }, held, price, ordered, left, worries] =
          await Promise.all([
            textFigures(database, from, now),
            textFigures(database, from - days * DAY, from),
            notSentByReason(database, { sinceMs: from }),
            priceOfPart(database),
            orderedAfterTexts(database, from, now),
            optOuts(database, from, now),
            concerns(database, now),
          ]);
        const saved = held.flatMap((one) => one.saved);
        return {
          days,
          texts,
          before,
          saved: {
            parts: Math.round(saved.reduce((sum, { parts }) => sum + parts, 0)),
            wouldHaveCost: wouldHaveCost(saved, price),
            isMore: held.reduce((sum, { texts }) => sum + texts, 0) >= NOT_SENT_COUNTED,
          },
          notSentReasons: reasons.map(({ code, count }) => ({ code, reason: reasonInWords(code), count })),
          orderedAfter: { ...ordered, withinDays: ATTRIBUTION_DAYS },
          optOuts: left,
          concerns: worries,
        };
      },
    );
  };
