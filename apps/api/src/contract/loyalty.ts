import * as z from 'zod';

const instant = z.string().meta({ format: 'date-time' });
const name = z.string().trim().min(1).max(60);
const points = z.int().min(1).max(1_000_000);

/** GET, PUT /api/settings/loyalty */
export const loyaltySettings = z.object({
  kind: z.enum(['none', 'ours', 'theirs']),
  since: z.iso.datetime().describe('Orders placed before this earn nothing.'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'Three capital letters, such as DKK'),
  pointsPerUnit: z.number().min(0).max(10_000),
  expiryDays: z.int().min(1).max(3_650).optional(),
  birthday: z.object({ attribute: z.string().trim().min(1).max(60), points }).optional(),
  tiers: z
    .array(z.object({ name, from: z.number().min(0).max(1e9) }))
    .max(10)
    .refine((tiers) => tiers.every((tier, at) => at === 0 || tier.from > tiers[at - 1]!.from), {
      error: 'Put the lowest tier first; each needs more than the one before.',
    })
    .refine((tiers) => new Set(tiers.map((tier) => tier.name)).size === tiers.length, {
      error: 'Give each tier a name of its own.',
    }),
  tierBy: z.enum(['spend', 'points']),
  tierDays: z.int().min(1).max(3_650).optional(),
  rewards: z.array(z.object({ name, points })).max(20),
  ask: z
    .object({
      connectionId: z.uuid().optional(),
      url: z
        .string()
        .trim()
        .min(1)
        .max(500)
        .describe('With {user_id}, {email}, {phone} or {id}; below the connection’s address, or whole'),
      balancePath: z.string().trim().min(1).max(200).describe('Where in the answer the balance stands'),
      tierPath: z.string().trim().min(1).max(200).optional(),
      freshMinutes: z.int().min(0).max(1_440).default(5),
    })
    .optional()
    .describe('Where the shop’s own programme is asked as a text with a balance is about to leave'),
});
export type LoyaltySettings = z.infer<typeof loyaltySettings>;

/** GET /api/contacts/:id/points?cursor= */
export const pointsOfPerson = z.object({
  balance: z.int(),
  tier: z.string().nullable(),
  entries: z.array(
    z.object({
      key: z.string(),
      points: z.int(),
      reason: z.string(),
      kind: z.string(),
      at: instant,
      expiresAt: instant.nullable(),
    }),
  ),
  nextCursor: z.string().nullable().describe('Asks for the entries behind these; null: there are none'),
});
export type PointsOfPerson = z.infer<typeof pointsOfPerson>;

/** GET /api/contacts/:id/picks : what a text would name, and why */
export const picksOfPerson = z.object({
  picks: z.array(
    z.object({
      field: z.string(),
      name: z.string().nullable(),
      price: z.number().nullable(),
      currency: z.string().nullable(),
      url: z.string().nullable(),
      why: z.string(),
    }),
  ),
});
export type PicksOfPerson = z.infer<typeof picksOfPerson>;
