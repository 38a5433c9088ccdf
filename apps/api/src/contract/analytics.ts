import * as z from 'zod';

const count = z.int();
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);

/** GET /api/analytics?days=30 : one entry for each day of the stretch, also for those on which nothing happened */
export const analytics = z.object({
  zone: z.string().describe('Whose days these are'),
  days: z.array(
    z.object({
      day,
      sent: count,
      notSent: count,
      clicked: count.describe('Texts whose link a person opened'),
      optedOut: count,
      orders: count.describe('Of people who were texted in the days before'),
      revenue: z.record(z.string(), z.number()).describe('Minor units by currency'),
    }),
  ),
  journeys: z.array(
    z.object({
      journeyId: z.string(),
      journeyName: z.string(),
      sent: count,
      notSent: count,
      people: count,
      clicked: count,
    }),
  ),
  attributionDays: count,
});
export type Analytics = z.infer<typeof analytics>;
