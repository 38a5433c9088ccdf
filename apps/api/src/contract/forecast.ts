import * as z from 'zod';

const count = z.int();

/** POST /api/journeys/:id/forecast {graph?, days} : whom the draft would reach and why, and what it would send */
export const forecast = z.object({
  days: z.int().describe('The past days that it is reckoned from.'),
  kind: z.enum(['events', 'campaign', 'direct']),
  isCounting: z
    .boolean()
    .describe('A segment that the draft names is being counted: ask again, these numbers are of before.'),
  funnel: z
    .array(
      z.object({
        key: z.enum(['everyone', 'audience', 'filter', 'phone', 'consent', 'urgency']),
        words: z.string(),
        people: count,
        isEstimate: z.boolean().describe('Reckoned from the sample, not counted.'),
      }),
    )
    .describe('From everybody to those it reaches; each line is what is left of the one before.'),
  entries: count.describe('How often people would enter: in as many days, or at one time of a campaign.'),
  sample: count.describe('How many entries were walked through to reckon what follows.'),
  texts: count,
  parts: count,
  textsPerEntry: z.number(),
  cost: z
    .record(z.string(), z.number())
    .nullable()
    .describe('By currency, each person’s parts at the price of their country; null while no price is set.'),
  carrierSeconds: z
    .number()
    .nullable()
    .describe('How long the carrier takes for the texts, one after the other.'),
  notes: z.array(z.string()).describe('What to know about these numbers.'),
});
export type Forecast = z.infer<typeof forecast>;

/** GET, PUT /api/settings/part-price {price} : what the carrier takes for one part of a text */
export const partPrice = z.object({
  amount: z.number().min(0).max(1_000).describe('In major units: 0.31'),
  currency: z.string().regex(/^[A-Z]{3}$/),
  countries: z
    .record(z.string().regex(/^[A-Z]{2}$/), z.number().min(0).max(1_000))
    .optional()
    .describe('Where it is another amount, by country.'),
});
export type PartPrice = z.infer<typeof partPrice>;
