import type { SegmentRule } from '@signalbox/engine/segments';
import * as z from 'zod';

const instant = z.string().meta({ format: 'date-time' });
const count = z.int();
const person = z.object({ id: z.string(), name: z.string(), phone: z.string().nullable() });
const segmentRule = z.unknown().meta({
  type: 'object',
  description: '{version: 2, root: {kind: "group", match, conditions}}; see docs/segments.md',
}) as unknown as z.ZodType<SegmentRule>;

/**
 * GET /api/segments → { segments } ; GET /api/segments/:id → SegmentDetail ; POST /api/segments {name, rule,
 * startsJourneys?} → 201 ; PUT /api/segments/:id {name, rule, seen?} → Segment | 409 `stale-revision` with `current` ; DELETE /api/segments/:id → 204 | 409 `segment-in-use`
 */
export const segment = z.object({
  id: z.string(),
  name: z.string(),
  rule: segmentRule,
  sentence: z.string().describe('The rule in plain words.'),
  members: count,
  isCounting: z.boolean(),
  createdAt: instant,
  updatedAt: instant,
});
export type Segment = z.infer<typeof segment>;

export const segmentDetail = segment.extend({
  usedBy: z
    .array(z.object({ kind: z.enum(['journey', 'segment']), id: z.string(), name: z.string() }))
    .describe('Journeys and segments that ask for it: it cannot be deleted while there are any.'),
  sizes: z.array(z.object({ day: z.string(), members: count })).describe('How many belonged, day by day.'),
});
export type SegmentDetail = z.infer<typeof segmentDetail>;

/** GET /api/segments/:id/members?cursor=&limit= → { members, nextCursor } ; GET …/members.csv */
export const segmentMember = person.extend({ email: z.string().nullable(), enteredAt: instant });
export type SegmentMember = z.infer<typeof segmentMember>;

/** POST /api/segments/preview {rule}. A request that is broken off stops the count, too. */
export const segmentPreview = z.object({
  matched: count,
  isExact: z.boolean().describe('False if counting took too long: then it is reckoned from `looked` people.'),
  looked: count,
  total: count,
  sentence: z.string(),
  sample: z.array(person),
  ms: count.describe('How long it took.'),
});
export type SegmentPreview = z.infer<typeof segmentPreview>;

/** GET /api/segment-choices : what a rule may ask for, as far as it is known. */
export const segmentChoices = z.object({
  attributes: z.array(
    z.object({
      path: z.string(),
      type: z.enum(['text', 'number', 'boolean', 'date', 'list']),
      examples: z.array(z.string()),
    }),
  ),
  tags: z.array(z.string()),
  currencies: z.array(z.string()),
  reasons: z.array(z.object({ code: z.string(), reason: z.string() })),
});
export type SegmentChoices = z.infer<typeof segmentChoices>;
