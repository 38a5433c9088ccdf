/**
 * The shapes of the HTTP API: what a route's answer is checked against, what `/openapi.json` says, and what the editor
 * imports (types only). Times are ISO 8601 strings.
 */
import type { Catalogue, Diagnostic, GraphDiff, JourneyGraph } from '@signalbox/engine/graph';
import type { Json, Rule, RuleGroup } from '@signalbox/nodes/kernel';
import * as z from 'zod';
import { stoppedItself } from './figures.js';
import { money } from './messages.js';

export * from './sending.js';
export * from './carrier-day.js';
import type { Presence } from './presence.js';

export * from './composer.js';
export * from './conversations.js';
export * from './messages.js';
export * from './coupons.js';
export * from './sign-up.js';
export * from './text-settings.js';
export * from './waitlist.js';

export * from './backtest.js';
export * from './people.js';

/** What another module defines and has checked already: handed through as it is. */
const asIs = <T>(description: string, type: 'object' | 'array' = 'object'): z.ZodType<T> =>
  z.unknown().meta({ type, description }) as unknown as z.ZodType<T>;

const instant = z.string().meta({ format: 'date-time' });
const count = z.int();
const graph = asIs<JourneyGraph>('A journey graph; its schema is at /schemas/journey.json');
const diagnostics = asIs<Diagnostic[]>('{code, severity, nodeId?, field?, message} each', 'array');
const properties = asIs<Record<string, unknown>>('Properties by name');

export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problem>;

const journeyStatus = z.enum(['draft', 'live', 'paused', 'ended', 'archived']);
export type JourneyStatus = z.infer<typeof journeyStatus>;

/** GET /api/journeys → { journeys: JourneySummary[] } */
export const journeySummary = z.object({
  id: z.string(),
  name: z.string(),
  status: journeyStatus,
  liveVersion: z.int().nullable(),
  hasUnpublishedChanges: z.boolean().describe('True when the draft differs from the live version.'),
  unpublishedChanges: count.describe('How many changes publishing the draft would make.'),
  updatedAt: instant,
  counts: z.object({ inside: count, entered: count, sent: count, notSent: count }),
});
export type JourneySummary = z.infer<typeof journeySummary>;

/** GET /api/journeys/:id ; POST /api/journeys {name, graph, id?} → 201 {id, revision} */
export const journey = journeySummary.omit({ counts: true }).extend({
  revision: z.int(),
  graph,
  stoppedItself: stoppedItself.nullable().describe('Why it is paused, if it stopped itself.'),
  drip: z
    .enum(['none', 'holds', 'lets-all'])
    .nullable()
    .describe(
      'While it is paused: whether those inside are in versions with a drip, and whether that holds its pace for those whose turn came in the pause.',
    ),
});
export type Journey = z.infer<typeof journey>;
export const createdJourney = z.object({ id: z.string(), revision: z.int() });

/**
 * PUT /api/journeys/:id/draft {revision, graph, name?} → { revision, savedAt, diagnostics }
 * A stale revision gets 409 `stale-revision`; its body also carries `current: { revision, graph, name }`.
 * POST /api/journeys/:id/validate {graph?}, /api/journeys/validate {graph} → { diagnostics }
 * POST /api/journeys/:id/publish {revision} → 201 { version } | 422 `not-publishable` with `diagnostics`
 */
export const savedDraft = z.object({ revision: z.int(), savedAt: instant, diagnostics });
export type SavedDraft = z.infer<typeof savedDraft>;
export const validated = z.object({ diagnostics });
export const published = z.object({ version: z.int(), moved: count.optional(), ended: count.optional() });
export const newStatus = z.object({ status: journeyStatus });

/** GET /api/journeys/:id/versions → { versions } */
export const versionSummary = z.object({
  version: z.int(),
  publishedAt: instant,
  planHash: z.string(),
  isLive: z.boolean(),
  publishedBy: z.enum(['editor', 'api']).nullable(),
  publishedByName: z.string().nullable().describe('Whoever of the team it was'),
  note: z.string().nullable(),
});
export type VersionSummary = z.infer<typeof versionSummary>;

/** GET …/replaced-drafts → { drafts }, the latest first */
export const replacedDraft = z.object({ revision: z.int(), replacedAt: instant, graph });
export type ReplacedDraft = z.infer<typeof replacedDraft>;

/** GET …/versions/:version */
export const versionDetail = z.object({ version: z.int(), publishedAt: instant, graph });

export const nodeStats = z.object({
  entered: count,
  waiting: count,
  left: z.record(z.string(), count).describe('Left by each port.'),
  endedHere: count,
  messages: z
    .object({
      sent: count,
      delivered: count,
      failed: count,
      notSent: count,
      held: count,
      reasons: z.record(z.string(), count),
      clicked: count.describe('Texts of which a link was opened.'),
      ordered: count.describe(
        'Texts after which the person ordered within three days; an order counts once.',
      ),
      revenue: z.record(z.string(), count).describe('Of those orders, in minor units by currency.'),
    })
    .optional()
    .describe('Only for nodes that send: by state of the message.'),
});
export type NodeStats = z.infer<typeof nodeStats>;

/** GET /api/journeys/:id/stats?version=all|N&from=&to= ; a period takes whole entries, by when they began. entered = waiting + left by each port + ended here. */
export const journeyStats = z.object({
  entered: count,
  inside: count,
  ended: count,
  converted: count.describe('Entries that reached the goal.'),
  nodes: z.record(z.string(), nodeStats),
});
export type JourneyStats = z.infer<typeof journeyStats>;

const personRef = z.object({ id: z.string(), name: z.string(), phone: z.string().nullable() });

/** GET /api/journeys/:id/runs?status=&node=&cursor= → { runs: RunSummary[], nextCursor } */
export const runSummary = z.object({
  id: z.string(),
  journeyId: z.string(),
  journeyName: z.string(),
  version: z.int(),
  contact: personRef,
  status: z
    .enum(['starting', 'waiting', 'parked', 'held', 'stuck', 'ended'])
    .describe('parked: the journey is paused; held: by hand; stuck: the step could not be done'),
  outcome: z.string().nullable(),
  startedAt: instant,
  wakesAt: instant.nullable(),
  endedAt: instant.nullable(),
  currentNodeId: z.string().nullable(),
});
export type RunSummary = z.infer<typeof runSummary>;

/** GET /api/journeys/:id/runs?node=&status=&version=&cursor= → { runs, nextCursor } */
export const listedRun = runSummary.extend({
  currentStep: z
    .string()
    .nullable()
    .describe('The name of the step at which somebody is, as in their version.'),
});
export type ListedRun = z.infer<typeof listedRun>;

/** One text, sent or not. */
export const messageSummary = z.object({
  id: z.string(),
  state: z.enum([
    'planned',
    'held',
    'sending',
    'accepted',
    'sent',
    'delivered',
    'undelivered',
    'failed',
    'suppressed',
    'unknown',
  ]),
  reason: z.string().nullable(),
  reasonCode: z.string().nullable(),
  advice: z.string().nullable().describe('What can be done about it, if it was not sent.'),
  body: z.string().nullable(),
  parts: z.int().nullable(),
  phone: z.string().nullable(),
  purpose: z.string(),
  contact: personRef.omit({ phone: true }).nullable(),
  journey: z.object({ id: z.string(), name: z.string() }).nullable(),
  nodeId: z.string().nullable(),
  runId: z.string().nullable(),
  plannedAt: instant,
  acceptedAt: instant.nullable(),
  settledAt: instant.nullable(),
});
export type MessageSummary = z.infer<typeof messageSummary>;

/** GET /api/messages?journey=&state=&reason=&cursor= → { messages, nextCursor } */
export const listedMessage = messageSummary.extend({
  wouldHaveCost: money
    .nullable()
    .describe('Of a text that was never asked of the carrier: about what it would have cost; else null.'),
});
export type ListedMessage = z.infer<typeof listedMessage>;

/** GET /api/events?contact=&name=&limit= → { events } */
export const eventSummary = z.object({
  id: z.string(),
  source: z.string(),
  name: z.string(),
  contact: personRef.nullable(),
  occurredAt: instant,
  receivedAt: instant,
  properties,
  isHistory: z.boolean(),
});
export type EventSummary = z.infer<typeof eventSummary>;

/** GET /api/runs/:id : why did Anna (not) get this */
const compared = z
  .array(
    z.object({
      group: z.int().describe('Which of the step’s groups of rules it is in, from 0.'),
      rule: asIs<Rule>('{source, path, op, value?}'),
      was: asIs<Json>(
        'The value then, shortened; of a rule that asks only whether something is known: whether it was.',
      ),
      holds: z.boolean(),
    }),
  )
  .describe('What the step’s conditions were compared with.');

export const runDetail = runSummary.extend({
  entryEvent: eventSummary,
  steps: z.array(
    z.object({
      seq: z.int(),
      nodeId: z.string(),
      nodeName: z.string(),
      nodeType: z.string(),
      enteredAt: instant,
      leftAt: instant.nullable(),
      port: z.string().nullable(),
      portLabel: z.string().nullable(),
      reason: z.string().nullable(),
      compared,
      message: messageSummary.nullable(),
    }),
  ),
  graph,
});
export type RunDetail = z.infer<typeof runDetail>;

/** GET /api/event-names → { events: EventName[] } : what pickers offer; known ones plus what has been seen. */
export const eventName = z.object({
  name: z.string(),
  description: z.string().nullable(),
  properties: z
    .array(z.object({ path: z.string(), type: z.string(), example: z.string().nullable() }))
    .describe('Property paths seen or documented, with an example value as text.'),
  lastSeenAt: instant.nullable(),
});
export type EventName = z.infer<typeof eventName>;

/** GET /api/contacts?search=&cursor=&limit= → { contacts, total, nextCursor } */
export const contactSummary = z.object({
  id: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  country: z.string().nullable(),
  smsConsent: z.enum(['granted', 'denied', 'none', 'stopped']),
  orderCount: count,
  lastOrderAt: instant.nullable(),
  tags: z.array(z.string()),
  createdAt: instant,
});
export type ContactSummary = z.infer<typeof contactSummary>;

/** GET /api/contacts/:id */
export const contactDetail = contactSummary.extend({
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  language: z.string().nullable(),
  timeZone: z.string().nullable(),
  clock: z
    .object({ zone: z.string(), from: z.string() })
    .describe('The zone that texts are timed by, and where it is known from'),
  speaks: z.object({ language: z.string(), from: z.string() }).nullable(),
  attributes: properties,
  totalSpent: z.record(z.string(), z.number()).describe('By currency.'),
  computed: z
    .object({
      averageOrder: z.record(z.string(), z.number()).describe('Minor units by currency'),
      firstOrderAt: instant.nullable(),
      lastOrderAt: instant.nullable(),
      favouriteCategory: z.string().nullable(),
      medianGapDays: z.number().nullable().describe('Between orders'),
      predictedNextOrderAt: instant.nullable(),
      recency: z.int().nullable().describe('1 to 5 among all customers; 5 is the best'),
      frequency: z.int().nullable(),
      monetary: z.int().nullable(),
      tier: z.string().nullable(),
      pointsBalance: z.number(),
      hasOpenCase: z.boolean().describe('Waits for an answer of the help desk'),
      contactedElsewhereAt: instant.nullable(),
      referralCount: count,
    })
    .describe('What is computed of them, and what others told'),
  consents: z.array(
    z.object({
      purpose: z.string(),
      state: z.enum(['granted', 'denied']),
      source: z.string(),
      evidence: properties.describe('What proves it: the wording as shown, the page, the address'),
      at: instant,
    }),
  ),
  identities: z.array(z.object({ kind: z.string(), value: z.string() })),
  events: z.array(eventSummary),
  runs: z.array(runSummary),
  messages: z.array(messageSummary),
});
export type ContactDetail = z.infer<typeof contactDetail>;

/** GET /api/node-types → { nodeTypes: Catalogue, problems } */
export const nodeTypes = z.object({
  nodeTypes: asIs<Catalogue>(
    'Node types with title, ports and the JSON Schema of their configuration',
    'array',
  ),
  problems: z
    .array(z.object({ source: z.string(), type: z.string().nullable(), message: z.string() }))
    .describe('Packages of SIGNALBOX_NODES, and node types of theirs, that could not be loaded.'),
});
export type NodeTypesResponse = z.infer<typeof nodeTypes>;

/** GET /api/journeys/:id/publish-plan, POST {graph} : what publishing the draft would mean for the people inside. */
export const publishPlan = z.object({
  diff: asIs<GraphDiff>('{added, removed, changed, ways, settings}'),
  inside: count,
  versions: z.array(
    z.object({
      version: z.int(),
      steps: z.array(
        z.object({
          nodeId: z.string(),
          name: z.string(),
          count,
          target: z
            .string()
            .nullable()
            .describe('The step of the draft that stands for it; null if none does.'),
          isChanged: z.boolean().describe('It is begun anew there, with the time of entry kept.'),
        }),
      ),
    }),
  ),
});
export type PublishPlan = z.infer<typeof publishPlan>;

/** POST /api/journeys/:id/runs/act {action, runIds?, nodeId?, and what GET …/runs takes, dryRun?} → { count } */
export const affected = z.object({ count });

const heldText = z
  .object({ from: instant, code: z.string(), reason: z.string() })
  .nullable()
  .describe('Since when it waited, and for what first; null if it did not.');
const ofReason = z.array(z.object({ code: z.string(), reason: z.string(), count }));

/** POST /api/journeys/:id/simulate, /api/journeys/simulate {graph?, contactId?, contact?, assumed?, sendingHours?, startAt?, entry?, events, days} */
export const simulated = z.object({
  steps: z.array(
    z.object({
      nodeId: z.string(),
      nodeName: z.string(),
      nodeType: z.string(),
      enteredAt: instant,
      leftAt: instant.nullable(),
      port: z.string().nullable(),
      portLabel: z.string().nullable(),
      reason: z.string().nullable(),
      compared,
    }),
  ),
  texts: z.array(
    z.object({ at: instant, nodeId: z.string(), text: z.string(), parts: z.int(), held: heldText }),
  ),
  notSent: z
    .array(
      z.object({
        at: instant,
        nodeId: z.string(),
        isWaiting: z.boolean().describe('It is still held when the trial ends.'),
        code: z.string(),
        reason: z.string(),
        held: heldText,
      }),
    )
    .describe('Texts that the send policy would not let go.'),
  sendingHours: z.enum(['law', 'always']).describe('By which hours it was tried.'),
  end: z
    .object({ outcome: z.string(), at: instant })
    .nullable()
    .describe('null if the person is still inside'),
  notLetIn: z
    .enum(['dates', 'trigger', 'filter'])
    .nullable()
    .describe('What would keep the person out of the live journey; null if nothing would'),
  ranMs: z.number().describe('How long it took to reckon, milliseconds'),
});
export type Simulated = z.infer<typeof simulated>;
export type KeptOutBy = NonNullable<Simulated['notLetIn']>;

/** POST /api/journeys/:id/simulate-people, /api/journeys/simulate-people {graph?, people, days, events, seed?} : many real people at once, nobody texted */
export const simulatedPeople = z.object({
  people: count,
  notLetIn: z
    .object({ dates: count, trigger: count, filter: count })
    .describe('Of the people, by what would keep them out of the live journey.'),
  texts: count,
  parts: count,
  notSent: ofReason.describe('Texts that the send policy would not let go, and why.'),
  held: ofReason.describe('Texts that had to wait, and for what.'),
  ended: z.record(z.string(), count).describe('By outcome.'),
  inside: count,
  nodes: z.record(z.string(), nodeStats.omit({ messages: true })),
  ranMs: z.number(),
});
export type SimulatedPeople = z.infer<typeof simulatedPeople>;

/** GET /api/journeys/:id/campaigns → { campaigns } ; POST /api/campaigns/:id/stop → 204 */
export const campaign = z.object({
  id: z.string(),
  version: z.int(),
  occurrence: z.string().describe('Local date and time, without a zone.'),
  dueAt: instant,
  status: z.enum(['gathering', 'running', 'stopped', 'done', 'missed']),
  reason: z.string().nullable().describe('Why it was missed, or stopped without anybody asking for it.'),
  total: count,
  started: count,
  notStarted: count,
  doneAt: instant.nullable().describe('When it was done, or will be at the pace so far.'),
});
export type Campaign = z.infer<typeof campaign>;

/** A journey that begins for a whole audience at a time. */
export const campaignJourney = z.object({
  journey: z.object({ id: z.string(), name: z.string() }),
  state: z
    .enum(['draft', 'scheduled', 'sending', 'paused', 'stopped', 'missed', 'done', 'over'])
    .describe('over: it is live, and no time of it comes any more, nor ever came'),
  audience: z.object({
    everyone: z.boolean(),
    segment: z.object({ id: z.string(), name: z.string() }).nullable(),
    where: asIs<RuleGroup>('{match, rules}').nullable(),
    people: count
      .nullable()
      .describe('In the segment, or everybody; before `where` is asked. null: nobody is named.'),
  }),
  date: z.string().nullable().describe('Of the first time, as it is drawn.'),
  time: z.string().nullable(),
  repeat: z.enum(['never', 'daily', 'weekly', 'monthly']),
  byTheirClock: z.boolean(),
  nextAt: instant.nullable().describe('Within a year.'),
  last: campaign.nullable().describe('The time it went out last, or goes out now.'),
});
export type CampaignJourney = z.infer<typeof campaignJourney>;

/** GET /api/campaigns : those of all journeys, the newest first, and what comes round in the next 30 days */
export const campaigns = z.object({
  journeys: z.array(campaignJourney).describe('Every campaign that is drawn, live or not.'),
  campaigns: z.array(campaign.extend({ journey: z.object({ id: z.string(), name: z.string() }) })),
  ahead: z.array(
    z.object({
      journey: z.object({ id: z.string(), name: z.string() }),
      at: instant.describe('By the clocks of the shop; people with clocks of their own get it by those.'),
      byTheirClock: z.boolean(),
    }),
  ),
});
export type Campaigns = z.infer<typeof campaigns>;

/** POST /api/journeys/:id/start {contactId | phone | externalId, properties?, key?} → 201 */
export const startedRun = z.object({ runId: z.string() });

export * from './segments.js';

/** GET /api/team-notes → { notes } ; POST /api/team-notes/:id/done → 204 */
export const teamNote = z.object({
  id: z.string(),
  text: z.string(),
  contact: personRef,
  journeyId: z.string().nullable(),
  runId: z.string().nullable(),
  at: instant,
});
export type TeamNote = z.infer<typeof teamNote>;

/** GET /api/journeys/:id/experiments/:node ; PUT …/winner {variant | null} */
export const experimentResult = z.object({
  winner: z.string().nullable(),
  metric: z.string(),
  variants: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      people: count.describe('Whose time for the aim is over.'),
      reached: count,
      underWay: count.describe('Who came and still has time.'),
      share: z.number().nullable().describe('reached / people; null before anybody’s time is over'),
      low: z.number().nullable().describe('With 95 percent confidence the true share is at least this'),
      high: z.number().nullable().describe('and at most this (Wilson score interval).'),
    }),
  ),
  verdict: z.string(),
  since: instant.nullable().describe('Who came before is not counted: the shares were others then.'),
});
export type ExperimentResult = z.infer<typeof experimentResult>;

/** GET /api/journeys/:id/hold-outs/:node : whether the journey helps, by those whom a split leaves alone */
export const holdOutResult = z.object({
  goal: z.string().nullable().describe('The event by which the journey is measured.'),
  sides: experimentResult.shape.variants,
  lift: z
    .object({
      by: z.number().describe('0.03 for 3 points.'),
      low: z.number(),
      high: z.number(),
      isClear: z.boolean().describe('More than chance, however often one looks (docs/around.md).'),
    })
    .nullable()
    .describe(
      'How much larger the share of those who get texts is, and the range in which the true lift lies.',
    ),
  verdict: z.string(),
  since: experimentResult.shape.since,
});
export type HoldOutResult = z.infer<typeof holdOutResult>;

/** GET /api/lifts → { lifts }: of every live journey that leaves some alone and has a goal. */
export const lifts = z.object({
  lifts: z.array(z.object({ journeyId: z.string(), nodeId: z.string(), lift: holdOutResult.shape.lift })),
});
export type Lifts = z.infer<typeof lifts>;

/** GET /api/reply-reviews → { reviews } ; POST /api/reply-reviews/:id {decision} → 204 */
export const replyReview = z.object({
  id: z.string(),
  phone: z.string(),
  name: z.string(),
  contactId: z.string().nullable(),
  body: z.string(),
  at: instant,
});
export type ReplyReview = z.infer<typeof replyReview>;

/** GET /api/contacts/:id/conversation → { texts } ; POST /api/contacts/:id/texts {text} → 202 */
export const conversationText = z.object({
  id: z.string(),
  direction: z.enum(['in', 'out']),
  text: z.string(),
  at: instant,
  state: z.string().nullable(),
  reason: z.string().nullable().describe('Why it was not sent, did not arrive, or waits.'),
  journey: z.string().nullable(),
  isUnwelcome: z.boolean().describe('Of a reply: marked as saying that the text was not welcome.'),
});
export type ConversationText = z.infer<typeof conversationText>;

/** GET, PUT /api/settings/limits {limits} : at most `count` texts a person in any `hours` */
export const sendLimits = z.object({
  limits: z
    .array(
      z.object({
        count: z.int().min(1).max(1_000),
        hours: z
          .int()
          .min(1)
          .max(31 * 24),
        purposes: z.array(z.string().max(40)).max(10).optional(),
        reserved: z.int().min(0).max(100).optional().describe('Places kept for texts of high priority'),
        calendar: z
          .enum(['shop', 'person'])
          .optional()
          .describe(
            'By day (24 hours), week (168) or month (744) of a calendar, in whose zone; rolling if absent',
          ),
      }),
    )
    .max(10),
  partsPerDay: z
    .int()
    .min(1)
    .max(10_000_000)
    .nullable()
    .default(null)
    .describe('A fuse: no more parts a day than this; null for none.'),
});
export type SendLimits = z.output<typeof sendLimits>;
/** POST /api/node-types/:type/choices/:name {config} → { choices } | 502 `choices-failed` */
export const choices = z.object({ choices: z.array(z.object({ value: z.string(), label: z.string() })) });
export type Choices = z.infer<typeof choices>;

/** POST /api/node-types/:type/migrate {config, from} → { config, changes } | 422 `migration-failed` */
export const migratedConfig = z.object({
  config: properties,
  changes: z.array(
    z.object({ path: z.string(), before: z.unknown().optional(), after: z.unknown().optional() }),
  ),
});
export type MigratedConfig = z.infer<typeof migratedConfig>;

/**
 * GET /api/connections → { connections } ; POST /api/connections {name, kind, baseUrl, headers} → 201 Connection ;
 * DELETE /api/connections/:id
 */
export const connection = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  baseUrl: z.string(),
  headerNames: z.array(z.string()),
  createdAt: instant,
});
export type Connection = z.infer<typeof connection>;

/** GET /api/home */
export const homeSummary = z.object({
  journeys: z.array(journeySummary),
  hasPeople: z.boolean(),
  hasDemo: z.boolean(),
  sendingHours: z.enum(['law', 'always']),
  carrier: z.enum(['development', 'plivo']),
});
export type HomeSummary = z.infer<typeof homeSummary>;

/**
 * POST /api/demo → 202 { jobId } loads the demo shop; POST /api/demo/history → 202 { jobId } loads the CDNOW purchases.
 * GET /api/jobs/:id → Job.  POST /api/demo/abandon {contactId} posts a signed checkout for one demo person.
 */
export const job = z.object({
  id: z.string(),
  kind: z.string(),
  status: z.enum(['running', 'done', 'failed']),
  done: count,
  total: count,
  rate: z.number().describe('Items a second so far.'),
  message: z.string(),
});
export type Job = z.infer<typeof job>;
export const startedJob = z.object({ jobId: z.string() });

/**
 * The development phone, proxied to our carrier; 404 `no-development-carrier` with a real one.
 * GET /api/phone → { phones: Phone[] } ; POST /api/phone/:number/reply {to, text} → 202
 */
export const phone = z.object({
  number: z.string(),
  name: z.string().nullable(),
  contactId: z.string().nullable(),
  messages: z
    .array(
      z.object({
        id: z.string(),
        direction: z.enum(['in', 'out']),
        text: z.string(),
        at: instant,
        peer: z.string(),
        state: z.string(),
      }),
    )
    .describe(
      "As the phone's owner sees them: `in` has arrived on it, `out` was typed on it. `peer` is the other end.",
    ),
});
export type Phone = z.infer<typeof phone>;

export * from './forecast.js';
export * from './presence.js';

/** GET /api/live : server-sent events. `data` is one of these; the editor refetches what it concerns. */
export type LiveEvent =
  | { kind: 'journey'; journeyId: string }
  | { kind: 'run'; runId: string; journeyId: string }
  | { kind: 'message'; messageId: string; phone: string | null }
  | { kind: 'event'; eventId: string; name: string }
  | { kind: 'contact'; contactId: string }
  | { kind: 'phone'; number: string }
  | { kind: 'segment'; segmentId: string }
  | { kind: 'delivery'; integration: string }
  | { kind: 'node-types' }
  | { kind: 'setting' }
  | { kind: 'team'; memberId: string }
  | Presence;

/** A page of rows; `nextCursor` is null on the last one. */
export const page = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object({ ...shape, nextCursor: z.string().nullable() });

/** A route's answers: a good one in this shape, and problems. */
export const answers = <Schema extends z.ZodType, Status extends 200 | 201 | 202 = 200>(
  schema: Schema,
  status: Status = 200 as Status,
) => ({ [status]: schema, '4xx': problem }) as Record<Status, Schema> & { '4xx': typeof problem };

export * from './demo-shop.js';
export * from './analytics.js';
export * from './figures.js';
export * from './first-steps.js';
export * from './go-live.js';
export * from './keys.js';
export * from './integrations.js';
export * from './loyalty.js';
export * from './templates.js';
export * from './search.js';
export * from './team.js';
