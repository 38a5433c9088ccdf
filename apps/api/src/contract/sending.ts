import * as z from 'zod';

/** GET /api/settings/carrier → Carrier ; PUT {authId, authTokens, baseUrl?} ; DELETE → 204 */
export const carrier = z.object({
  source: z
    .enum(['settings', 'environment', 'development'])
    .describe('environment: PLIVO_AUTH_ID and its like; development: texts go to the phones in the editor'),
  authId: z.string().nullable(),
  baseUrl: z.string().nullable(),
  tokenCount: z.int(),
  textsPerSecond: z.number().describe('The pace that is kept.'),
  canStore: z.boolean().describe('False while SIGNALBOX_SECRET is not set.'),
  inboundUrl: z.string().describe('What the number’s application at Plivo must call for texts that come in.'),
});
export type Carrier = z.infer<typeof carrier>;

const line = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\0\r\n]*$/);

export const newCarrier = z.object({
  authId: line.regex(/^[A-Za-z0-9]+$/),
  authTokens: z
    .array(line)
    .min(1)
    .max(5)
    .describe('The first one signs our requests; all are believed in callbacks while one is being changed.'),
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .max(200)
    .default('https://api.plivo.com'),
  textsPerSecond: z
    .int()
    .min(1)
    .max(1_000)
    .optional()
    .describe('What the account takes; 5 if absent, as Plivo’s new ones do.'),
});

/** POST /api/settings/carrier/test {phone, sender?} → what the carrier said to one text, sent for real */
export const carrierTest = z.object({
  outcome: z.enum(['accepted', 'rejected', 'retry-later', 'unknown']),
  reason: z.string().nullable(),
  messageId: z.string().nullable(),
});
export type CarrierTest = z.infer<typeof carrierTest>;

/** GET, PUT /api/settings/senders */
export const senders = z.object({
  senders: z
    .array(
      z.object({
        sender: line.max(40),
        kind: z.enum(['number', 'short-code', 'name', 'powerpack']),
        countries: z
          .array(z.string().regex(/^[A-Z]{2}$/))
          .max(250)
          .default([]),
        purposes: z.array(z.string().max(40)).max(10).default([]),
        canReceive: z.boolean(),
      }),
    )
    .max(50),
});
export type Senders = z.output<typeof senders>;

/** GET, PUT /api/settings/urgency : how many texts with an end time a person may get */
export const urgency = z.object({ count: z.int().min(0).max(100), days: z.int().min(1).max(31) });
export type Urgency = z.output<typeof urgency>;

const hoursOfDay = z
  .tuple([z.int().min(0).max(23), z.int().min(1).max(24)])
  .refine(([from, to]) => to - from >= 2, { error: 'Leave at least two hours.' })
  .nullable();

/** GET, PUT /api/settings/hours : whole hours by the recipient's clock, within the lawful ones; `null`: the law alone */
export const sendingHours = z.object({
  hours: z
    .object({ weekdays: hoursOfDay, saturday: hoursOfDay, sunday: hoursOfDay })
    .refine((week) => Object.values(week).some((day) => day !== null), { error: 'Leave a day to send on.' })
    .nullable(),
});
export type SendingHours = z.output<typeof sendingHours>;

/** POST /api/messages/:id/resolve {decision} → 204 : only a person decides about a text that is not known */
export const resolved = z.object({ decision: z.enum(['arrived', 'send-again']) });

/** POST /api/contacts/:id/consents {purpose | null, state} → 204 : by hand, on the person's own word */
export const consentByHand = z.object({
  purpose: z
    .enum(['marketing', 'cart-reminder', 'back-in-stock'])
    .nullable()
    .describe('null: everything, as if they had said STOP'),
  note: z.string().trim().min(1).max(500).describe('How they said so: "by phone, 3 May"'),
});

/** POST /api/contacts/:id/opt-in {purposes, wording, days?} → 201 {id} : they asked; nothing is granted until they say yes */
export const optIn = z.object({
  purposes: z.array(z.enum(['marketing', 'cart-reminder', 'back-in-stock'])).min(1),
  wording: z.string().max(2_000).describe('What they were shown when they asked.'),
  days: z.int().min(1).max(90).default(7),
});

/** GET /api/messages/:id/transitions → { transitions } : all that became of a text */
export const transition = z.object({
  state: z.string(),
  at: z.string().meta({ format: 'date-time' }),
  cause: z.string(),
});
export type Transition = z.infer<typeof transition>;

/** GET, PUT /api/settings/self-stop : when a journey stops itself */
export const selfStop = z.object({
  isOn: z.boolean(),
  percent: z
    .number()
    .min(0.1)
    .max(100)
    .describe('Of the people texted: opt-outs and replies marked unwelcome'),
  people: z.int().min(1).max(1_000_000).describe('It is not judged by fewer.'),
  days: z.int().min(1).max(90),
});
export type SelfStopSetting = z.infer<typeof selfStop>;
