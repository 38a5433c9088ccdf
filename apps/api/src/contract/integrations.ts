import * as z from 'zod';

const instant = z.string().meta({ format: 'date-time' });
const path = z.string().trim().min(1).max(200);
const pathOrFixed = z.object({ path: path.optional(), fixed: z.string().trim().min(1).max(200).optional() });

/** Where in a payload things are found. */
export const webhookMapping = z.object({
  items: path.optional().describe('A list of things, each of which becomes an event.'),
  event: pathOrFixed.refine(({ path, fixed }) => path !== undefined || fixed !== undefined, {
    error: 'Say where the name of the event is, or give it one.',
  }),
  messageId: path.optional(),
  time: path.optional(),
  person: z
    .object({
      userId: path.optional(),
      email: path.optional(),
      phone: path.optional(),
      firstName: path.optional(),
      lastName: path.optional(),
      country: pathOrFixed.optional(),
    })
    .refine(({ userId, email, phone }) => Boolean(userId ?? email ?? phone), {
      error: 'Say where the person’s id, e-mail address or phone is.',
    }),
  properties: z.record(z.string().min(1).max(100), path).optional().describe('All if absent.'),
});
export type WebhookMapping = z.infer<typeof webhookMapping>;

export const webhookSource = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  mapping: webhookMapping,
  updatedAt: instant,
});
export type WebhookSource = z.infer<typeof webhookSource>;

/** POST /api/webhook-sources/test {mapping, payload} */
export const mappedPayload = z.object({
  events: z.array(
    z.object({
      name: z.string(),
      occurredAt: instant,
      person: z.string(),
      messageId: z.string(),
      properties: z.unknown().meta({ type: 'object' }),
    }),
  ),
  faults: z.array(z.object({ path: z.string(), message: z.string() })),
});
export type MappedPayload = z.infer<typeof mappedPayload>;

const outcome = z.enum(['taken', 'duplicate', 'ignored', 'refused']);

export const delivery = z.object({
  id: z.int(),
  integration: z.string(),
  topic: z.string(),
  at: instant,
  outcome,
  detail: z.string().nullable(),
  eventIds: z.array(z.string()),
  payload: z.string(),
  tookMs: z.int(),
});
export type Delivery = z.infer<typeof delivery>;

export const webhookTopic = z.object({
  integration: z.string(),
  topic: z.string(),
  lastAt: instant,
  outcome,
  taken: z.int(),
  refused: z.int(),
});
export type WebhookTopic = z.infer<typeof webhookTopic>;

export const privacyRequest = z.object({
  id: z.string(),
  kind: z.enum(['access', 'erase', 'erase-shop']),
  shop: z.string(),
  reference: z.string().nullable(),
  askedAt: instant,
  doneAt: instant.nullable(),
  people: z.int(),
  hasAnswer: z.boolean(),
});
export type PrivacyRequest = z.infer<typeof privacyRequest>;

/** GET /api/integrations */
export const integrations = z.object({
  shopify: z.object({ url: z.string(), isConfigured: z.boolean(), topics: z.array(z.string()) }),
  woocommerce: z.object({ url: z.string(), isConfigured: z.boolean(), topics: z.array(z.string()) }),
  eventApi: z.object({ url: z.string() }),
  sources: z.array(webhookSource),
  topics: z.array(webhookTopic),
  requests: z.array(privacyRequest),
});
export type Integrations = z.infer<typeof integrations>;

const runRef = z.object({ runId: z.string(), journeyId: z.string(), journeyName: z.string() });

/** GET /api/events/:id/effects : what it started, whom it woke, and why not more */
export const eventEffects = z.object({
  started: z.array(runRef),
  told: z.array(runRef),
  toldCount: z.int(),
  notStarted: z.array(z.object({ journeyId: z.string(), journeyName: z.string(), reason: z.string() })),
  nothing: z.string().nullable(),
});
export type EventEffects = z.infer<typeof eventEffects>;
