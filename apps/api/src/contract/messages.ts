import * as z from 'zod';

/** Which texts are meant: GET /api/messages, /api/messages/not-sent and /api/export/texts.csv */
export const messageFilter = z.object({
  journey: z.uuid().optional(),
  node: z.string().max(200).optional(),
  contact: z.uuid().optional(),
  state: z.string().max(200).optional().describe('Several with commas; not-sent: all that never left.'),
  reason: z.string().max(100).optional(),
  days: z.coerce.number().int().min(1).max(3_650).optional().describe('Planned in so many last days.'),
  version: z.coerce.number().int().min(1).optional().describe('Of entries into this version of a journey.'),
  from: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('Of entries that began at or after this instant.'),
  to: z.iso.datetime({ offset: true }).optional().describe('Of entries that began before this instant.'),
  then: z
    .enum(['clicked', 'ordered'])
    .optional()
    .describe('What the person did after the text, as the numbers of a step count it.'),
  search: z
    .string()
    .max(200)
    .optional()
    .describe(
      'How a name or number begins; or a part of a name, a number, a text or a reason, among the newest 20,000 texts.',
    ),
});
export type MessageFilterQuery = z.output<typeof messageFilter>;

export const money = z.object({ amount: z.number().describe('In major units: 0.31'), currency: z.string() });

/** GET /api/messages/not-sent?days=&journey=&node=&search= → { reasons, isMore } : why texts reached nobody, the commonest first */
export const notSentReason = z.object({
  code: z.string(),
  words: z.string(),
  advice: z.string().nullable().describe('What can be done about it.'),
  texts: z.int(),
  people: z.int(),
  wouldHaveCost: money
    .nullable()
    .describe(
      'About, for those never asked of the carrier; null while no price of a part is set and the carrier has taken none yet.',
    ),
});
export type NotSentReason = z.infer<typeof notSentReason>;
export const notSentReasons = z.object({
  reasons: z.array(notSentReason),
  isMore: z.boolean().describe('Only the newest 10,000 texts that were not sent are counted.'),
});
export type NotSentReasons = z.infer<typeof notSentReasons>;
