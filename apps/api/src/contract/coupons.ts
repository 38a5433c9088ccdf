import * as z from 'zod';

const count = z.int();
const instant = z.string().meta({ format: 'date-time' });

export const couponOffer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('percent'), percent: z.number().gt(0).max(100) }),
  z.object({
    kind: z.literal('amount'),
    amount: z.number().gt(0).max(1_000_000),
    currency: z.string().regex(/^[A-Z]{3}$/),
  }),
  z.object({ kind: z.literal('free-shipping') }),
  z.object({ kind: z.literal('other') }),
]);

export const couponEnd = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('never') }),
  z.object({ kind: z.literal('days'), days: z.int().min(1).max(365) }),
  z.object({
    kind: z.literal('at'),
    at: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'is no local time such as 2026-12-01T23:59'),
  }),
]);

/** PUT /api/coupon-pools/:pool */
export const couponPoolSettings = z.object({
  kind: z.enum(['list', 'generated']),
  pattern: z
    .string()
    .trim()
    .max(60)
    .nullable()
    .default(null)
    .describe('BACK-{{random 4}}, {{name}}-{{random 4}}: for generated ones.'),
  offer: couponOffer.default({ kind: 'other' }),
  ends: couponEnd.default({ kind: 'never' }).describe('Counted from when a code is given out.'),
  connectionId: z.uuid().nullable().default(null).describe('The shop in which generated codes are made.'),
  lowWater: count.min(0).max(1_000_000).default(50),
});
export type CouponPoolSettings = z.output<typeof couponPoolSettings>;

/**
 * GET /api/coupon-pools → { pools } ; POST /api/coupon-pools/:pool/codes {codes} or …/csv {csv} → { added, … }
 */
export const couponPool = couponPoolSettings.extend({
  pool: z.string(),
  total: count,
  left: count.describe('None of a generated pool, which never runs out.'),
  used: count,
  isLow: z.boolean(),
});
export type CouponPool = z.output<typeof couponPool>;

export const couponUpload = z.object({
  added: count,
  known: count.describe('Were there already.'),
  bad: z.array(z.string()).describe('Lines that hold no code, the first few.'),
});
export type CouponUpload = z.output<typeof couponUpload>;

/** GET /api/coupon-pools/:pool/given → { coupons } : the newest first */
export const givenCoupon = z.object({
  code: z.string(),
  contact: z.object({ id: z.string(), name: z.string() }).nullable(),
  issuedAt: instant,
  expiresAt: instant.nullable(),
  state: z.enum(['given', 'waits', 'used', 'expired']),
  usedAt: instant.nullable(),
  usedOrder: z.string().nullable(),
});
export type GivenCoupon = z.output<typeof givenCoupon>;
