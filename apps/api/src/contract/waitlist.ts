import * as z from 'zod';

const instant = z.string().meta({ format: 'date-time' });
const id = z.union([z.string().trim().min(1).max(200), z.int()]);

/** POST /v1/back-in-stock (the write key, or the public key from a page of the shop) */
export const backInStockAsk = z.object({
  variant_id: id,
  product_id: id.optional(),
  shop: z.string().max(200).optional(),
  phone: z.string().max(40),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional()
    .describe('Whose numbers are meant when there is no + in front'),
  first_name: z.string().trim().max(60).optional(),
  email: z.email().optional(),
  quantity: z.int().min(1).max(99).default(1),
  agrees: z.boolean().describe('They have ticked that they want this one text'),
  wording: z.string().max(1_000).optional().describe('What stood beside the tick'),
});
export const backInStockAnswer = z.object({
  result: z.enum(['waiting', 'available', 'stopped']),
  place: z.int().optional(),
});

const settings = z.object({
  rate: z.number().min(0.1).max(10).describe('People told for each piece in stock'),
  minimum: z.int().min(1).max(10_000).describe('Fewer pieces than this count as none'),
  settleMinutes: z.number().min(0).max(1_440).describe('Stock must have stood still for so long'),
  roundMinutes: z.number().min(1).max(10_080).describe('From one round to the next'),
  uncounted: z.int().min(1).max(1_000).describe('People a round, where the shop does not count'),
  expiryDays: z.int().min(1).max(365).describe('An ask is forgotten after so many days'),
});
/** GET, PUT /api/settings/waitlist */
export const waitlistSettings = settings;
export type WaitlistSettings = z.output<typeof waitlistSettings>;

/** GET /api/waitlists?search= → { waitlists, isTold } */
export const waitlist = z.object({
  shop: z.string(),
  variantId: z.string(),
  name: z.string(),
  variant: z.string().nullable(),
  imageUrl: z.string().nullable(),
  available: z.int().nullable(),
  inStock: z.boolean(),
  waiting: z.int(),
  claimed: z.int(),
  told: z.int(),
  bought: z.int(),
  isPaused: z.boolean(),
  settings: settings.partial().nullable(),
  roundAt: instant.nullable(),
  nextRoundAt: instant.nullable(),
  round: z
    .object({
      told: z.int(),
      why: z.enum(['told', 'held', 'no-stock', 'below-minimum', 'empty', 'paused', 'no-journey']),
    })
    .nullable(),
});
export type Waitlist = z.output<typeof waitlist>;
export const waitlists = z.object({
  waitlists: z.array(waitlist),
  isTold: z.boolean().describe('A live journey begins with “Back In Stock Turn”'),
});
export type Waitlists = z.output<typeof waitlists>;

/** Which line; GET /api/waitlists/line → { people } ; POST /api/waitlists/run, PUT /api/waitlists/line → 204 */
export const line = z.object({
  shop: z.string().max(200).default('').describe('Empty until a shop’s catalogue names the variant'),
  variantId: z.string().min(1).max(200),
});
export const lineChange = line.extend({
  isPaused: z.boolean().optional(),
  settings: settings.partial().nullable().optional(),
});
export const waitingPerson = z.object({
  id: z.string(),
  contact: z.object({ id: z.string(), name: z.string(), phone: z.string().nullable() }),
  tier: z.string().nullable(),
  quantity: z.int(),
  state: z.enum(['waiting', 'claimed', 'told', 'bought', 'left', 'expired']),
  reason: z.string().nullable(),
  place: z.int().nullable(),
  askedAt: instant,
  expiresAt: instant,
  toldAt: instant.nullable(),
});
export type WaitingPerson = z.output<typeof waitingPerson>;

/** GET, PUT /api/settings/storefront {origins?, checkoutForm?} */
export const storefrontSettings = z.object({
  origins: z
    .array(
      z.string().regex(/^https?:\/\/[^/\s]+$/, 'is an address such as https://shop.example, without a path'),
    )
    .max(20),
  checkoutForm: z
    .string()
    .max(60)
    .nullable()
    .describe('The sign-up form by which a tick at the checkout signs up; null: it counts at once'),
  snippet: z.string(),
  askSnippet: z.string(),
});
export const storefrontChange = storefrontSettings.pick({ origins: true, checkoutForm: true }).partial();
export type StorefrontChange = z.input<typeof storefrontChange>;
export type StorefrontSettings = z.output<typeof storefrontSettings>;
