import * as z from 'zod';
import { money } from './messages.js';

const count = z.int();
const texts = z.object({
  sent: count,
  delivered: count,
  failed: count,
  notSent: count,
  parts: count.describe('Of the texts that were sent'),
  people: count.describe('Who got at least one'),
});
/** Why a journey stopped itself. */
export const stoppedItself = z.object({
  texted: count.describe('People, in these days'),
  optedOut: count,
  unwelcome: count.describe('Replies that were marked so'),
  days: count,
});
export type StoppedItself = z.infer<typeof stoppedItself>;

const ofJourney = { journeyId: z.string(), journeyName: z.string() };

export const concern = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stuck-runs'), ...ofJourney, count }),
  z.object({ kind: z.literal('came-too-late'), ...ofJourney, count }),
  z.object({
    kind: z.literal('silent-journey'),
    ...ofJourney,
    perDayBefore: z.number(),
    sinceDays: count,
  }),
  z.object({
    kind: z.literal('stopped-itself'),
    ...ofJourney,
    ...stoppedItself.shape,
  }),
  z.object({ kind: z.literal('texts-unknown'), count }),
  z.object({ kind: z.literal('carrier-refuses'), count, reason: z.string() }),
  z.object({ kind: z.literal('shop-gone'), shop: z.string().describe('shopify/acme.myshopify.com') }),
]);
export type Concern = z.infer<typeof concern>;

/** GET /api/figures?days=30 : what texts did lately, beside the same stretch before, and what wants attention. */
export const figures = z.object({
  days: count,
  texts,
  before: texts,
  saved: z
    .object({
      parts: count,
      wouldHaveCost: money.nullable(),
      isMore: z.boolean().describe('Only the newest are reckoned'),
    })
    .describe('Texts that were never asked of the carrier'),
  notSentReasons: z.array(z.object({ code: z.string(), reason: z.string(), count })),
  orderedAfter: z.object({
    orders: count,
    revenue: z.record(z.string(), z.number()).describe('Minor units by currency'),
    withinDays: count,
  }),
  optOuts: z.object({
    people: count,
    byJourney: z.array(z.object({ ...ofJourney, optedOut: count, texted: count })),
  }),
  concerns: z.array(concern),
});
export type Figures = z.infer<typeof figures>;
