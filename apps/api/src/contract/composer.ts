import * as z from 'zod';

/** A text as it is written, and what it would be filled in with. */
export const writtenText = z.object({
  template: z.string().max(1_600),
  purpose: z.string().max(40).default('marketing'),
  coupon: z.string().max(60).default('').describe('Of which pool a sample code stands in.'),
  shortenLinks: z.boolean().default(true),
  from: z.string().max(60).optional().describe('Another sender than the closest.'),
  brand: z.string().max(40).optional().describe('Another name in front than the shop’s.'),
});

/** POST /api/texts/worst-case {template, purpose, event?, entry?, coupon?} : the longest it gets among real people */
export const worstCaseQuestion = writtenText.extend({
  event: z.string().max(200).nullable().default(null).describe('The event that lets people in.'),
  entry: z.record(z.string(), z.json()).default({}).describe('Stands in while that never happened.'),
});

export const worstCase = z.object({
  looked: z.object({
    among: z.enum(['people', 'events', 'sample']),
    count: z.int().describe('The newest of them, whose values were looked through.'),
    tried: z.int().describe('Those with the longest values, for whom the text was made.'),
  }),
  longest: z
    .object({
      text: z.string(),
      parts: z.int(),
      encoding: z.enum(['GSM-7', 'UCS-2']),
      units: z.int(),
      capacity: z.int(),
      contact: z.object({ id: z.string(), name: z.string() }).nullable(),
    })
    .nullable(),
  hasSampleEvent: z.boolean().describe('The event never happened: its fields are as they may look.'),
  fewestParts: z.int().describe('Of the same people.'),
  missing: z
    .array(z.object({ field: z.string().describe('Such as contact.first_name'), count: z.int() }))
    .describe('Fields of the text that some have no value for.'),
  faults: z
    .array(z.object({ reason: z.string(), count: z.int() }))
    .describe('Of whom no text could be made.'),
});
export type WorstCase = z.infer<typeof worstCase>;

/** GET, PUT /api/settings/my-phone {phone} : where a text goes that somebody sends to themself */
export const myPhone = z.object({ phone: z.string().nullable() });

/** POST /api/texts/test {template, purpose, contactId?, entry?, coupon?} → 202 : to my own phone, outside all journeys */
export const textToMyself = writtenText.extend({
  contactId: z.uuid().optional().describe('As whom it is filled in.'),
  entry: z.record(z.string(), z.json()).default({}),
  phone: z.string().max(40).optional().describe('Kept as my phone.'),
});
export const sentToMyself = z.object({ phone: z.string(), text: z.string(), parts: z.int() });
export type SentToMyself = z.infer<typeof sentToMyself>;
