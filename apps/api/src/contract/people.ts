import * as z from 'zod';

const instant = z.string().meta({ format: 'date-time' });
const count = z.int();

/** GET /api/contacts/:id/timeline?kinds=&cursor= → { entries, nextCursor } */
export const timelineEntry = z.object({
  id: z.string(),
  kind: z.string().describe('event, order, click, reply, run, text, not-sent, consent, change, tag, …'),
  at: instant,
  tone: z.enum(['go', 'wait', 'stop', 'event', 'neutral']),
  sentence: z.string(),
  detail: z.string().nullable(),
  link: z.string().nullable().describe('Where in the editor it goes on'),
  properties: z.unknown().optional(),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

/** GET /api/contacts/:id/why-not?journey= : why a person has got, or not got, what a journey sends. */
export const whyNot = z.object({
  verdict: z.enum(['got-it', 'inside', 'not-sent', 'not-entered', 'not-live']),
  answer: z.string(),
  reasons: z.array(
    z.object({
      code: z.string(),
      sentence: z.string(),
      at: instant.nullable(),
      link: z.string().nullable(),
    }),
  ),
});
export type WhyNotAnswer = z.infer<typeof whyNot>;

/** GET /api/contacts/:id/relationship : of the last 90 days */
export const relationship = z.object({
  texts: count,
  notSent: count,
  clicks: count,
  replies: count,
  orders: count,
  ordersAfterTexts: count,
  given: z.object({
    codes: count,
    codesUsed: count,
    worth: z
      .record(z.string(), z.number())
      .describe('Of the codes used, about: minor units by currency, where the offer and the order tell'),
    points: count,
  }),
  lastTextAt: instant.nullable(),
  lastOrderAt: instant.nullable(),
  risk: z.enum(['low', 'some', 'high', 'gone']).describe('gone: wants no advertising by text'),
  why: z.string(),
});
export type Relationship = z.infer<typeof relationship>;

/** GET /api/attributes → { attributes } : own fields first, then what was learnt. */
export const attribute = z.object({
  name: z.string(),
  type: z.enum(['text', 'number', 'boolean', 'date', 'list', 'object']),
  isOwn: z.boolean().describe('A field that every person has; the others were learnt.'),
  conflict: z.string().nullable().describe('In words, if it was seen with several types'),
  types: z.array(z.object({ type: z.string(), example: z.string(), firstSeen: instant.nullable() })),
});
export type Attribute = z.infer<typeof attribute>;

const kept = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .transform((text) => text || null)
    .nullable()
    .optional();
const attributeValue = z.union([
  z.string().max(5_000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(1_000)).max(200),
]);
const someTags = z.array(z.string().trim().min(1).max(100)).max(50).default([]);
const personFields = z.object({
  firstName: kept(200),
  lastName: kept(200),
  email: kept(320),
  phone: kept(40),
  language: kept(35),
  timeZone: kept(60),
});

/**
 * PATCH /api/contacts/:id → { id }. Fields that are not named stay; `null` takes one away.
 * 409 `stale-revision`: `current` holds what the fields of `seen` hold now. 409 `somebody-elses`: `current` is
 * { field, person: { id, name } }.
 */
export const personCorrection = personFields.extend({
  attributes: z.record(z.string().trim().min(1).max(100), attributeValue.nullable()).optional(),
  seen: personFields
    .extend({ attributes: z.record(z.string(), z.unknown()).optional() })
    .optional()
    .describe(
      'What the fields held when the change was begun: if one holds something else by now, nothing is changed.',
    ),
  letsGo: z
    .array(z.enum(['email', 'phone']))
    .default([])
    .describe('The former address or number was never theirs and names nobody afterwards.'),
  addTags: someTags,
  removeTags: someTags,
});
export type PersonCorrection = z.input<typeof personCorrection>;

/** GET /api/tags → { tags } ; PUT /api/tags/:name {isList} → 204 : makes it where there is none */
export const tag = z.object({ name: z.string(), isList: z.boolean(), people: count });
export type Tag = z.infer<typeof tag>;

/**
 * GET /api/tags/:name ; POST /api/tags/:name/rename {to} → { name } ; DELETE /api/tags/:name → 204. While anything asks for it
 * by its name, the two last answer 409 `tag-in-use`.
 */
export const tagDetail = tag.extend({
  usedBy: z.array(z.object({ kind: z.enum(['journey', 'segment']), id: z.string(), name: z.string() })),
});
export type TagDetail = z.infer<typeof tagDetail>;

/** POST /api/contacts/:id/merge/preview {other} ; POST /api/contacts/:id/merge {other} → 204 */
export const mergePreview = z.object({
  fields: z.array(
    z.object({
      field: z.string(),
      kept: z.string().nullable(),
      other: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
  moves: z.array(z.object({ what: z.string(), count })),
  endsRunsOf: z.array(z.string()).describe('Journeys that both are in now: the later run of each ends.'),
});
export type MergePreview = z.infer<typeof mergePreview>;

export const contactFilter = z.object({
  search: z.string().max(200).optional(),
  tag: z.string().max(100).optional(),
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/)
    .transform((code) => code.toUpperCase())
    .optional(),
  segment: z.uuid().optional(),
  consent: z.enum(['granted', 'denied', 'none', 'stopped']).optional(),
  lastOrder: z
    .string()
    .regex(/^(never|(within|before)-\d{1,4})$/)
    .optional()
    .describe('never, within-30 or before-90: days since the last order'),
  attribute: z
    .string()
    .max(300)
    .regex(/^[^=]+=.+$/)
    .optional()
    .describe('name=value'),
});
export type ContactFilterQuery = z.input<typeof contactFilter>;

export const bulkAction = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['tag', 'untag']),
    tag: z.string().trim().min(1).max(100),
    isList: z.boolean().optional().describe('It is a list, and is made one where it is none.'),
  }),
  z.object({
    kind: z.literal('attribute'),
    name: z.string().trim().min(1).max(100),
    value: z.union([z.string().max(1_000), z.number(), z.boolean()]),
  }),
  z.object({ kind: z.literal('journey'), journeyId: z.uuid() }),
  z.object({ kind: z.literal('unsubscribe') }),
  z.object({ kind: z.literal('erase') }),
]);
export type BulkAction = z.infer<typeof bulkAction>;

/** POST /api/contacts/bulk {action, choice, dryRun} → preview, or 202 {jobId} */
export const bulkRequest = z.object({
  action: bulkAction,
  choice: z.union([
    z.object({ ids: z.array(z.uuid()).min(1).max(10_000) }),
    z.object({ filter: contactFilter }),
  ]),
  dryRun: z.boolean().default(true).describe('Only tells what it would do; the default.'),
});
export const bulkPreview = z.object({
  chosen: count,
  changes: count,
  sample: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type BulkPreview = z.infer<typeof bulkPreview>;

/** GET /api/people-jobs → { jobs } ; GET /api/people-jobs/:id ; GET …/:id/undo → ImportUndo | 404 ; POST …/:id/undo → 202 {jobId} ; POST …/:id/go-on → 202 {jobId} ; POST …/:id/cancel → 204 */
export const peopleJob = z.object({
  id: z.string(),
  kind: z.enum(['import', 'bulk', 'undo']),
  status: z.enum(['uploading', 'ready', 'running', 'done', 'failed', 'cancelled']),
  title: z.string(),
  total: count,
  done: count,
  created: count,
  changed: count,
  bad: count,
  gone: count.describe('Of an import that is taken back: whom it had made, and who is gone again'),
  kept: count.describe(
    'Of one, too: who was left alone, as something has come of them since or another import names them, too',
  ),
  message: z.string(),
  canUndo: z.boolean(),
  isWaiting: z.boolean().describe('It begins once the work before it is done: one at a time'),
  isOfImport: z.boolean().describe('An import, or the taking back of one'),
  canGoOn: z.boolean().describe('It failed or was stopped, and something is left of it to do'),
  hasBadRows: z.boolean().describe('They can be fetched; after 30 days they are gone'),
  createdAt: instant,
  finishedAt: instant.nullable(),
});
export type PeopleJob = z.infer<typeof peopleJob>;

/** What taking an import back would do. */
export const importUndo = z.object({
  made: count.describe('Whom it made'),
  changed: count.describe('Who was here before, and whom it changed'),
  gone: count.describe('Of those made, who would be gone again'),
  putBack: count.describe('Of those changed, for whom something would be as before'),
  kept: count.describe(
    'Who stays as they are, as something has come of them since or another import names them, too',
  ),
  consents: count.describe('How many yeses to texts would go, also of people who stay'),
  sampleOfKept: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type ImportUndo = z.infer<typeof importUndo>;

/** What a column of a file becomes. */
export const columnMeaning = z.enum([
  'skip',
  'contactId',
  'externalId',
  'email',
  'phone',
  'firstName',
  'lastName',
  'fullName',
  'country',
  'language',
  'timeZone',
  'tags',
  'consent',
  'consentAt',
  'consentSource',
  'attribute',
]);
export type ColumnMeaning = z.infer<typeof columnMeaning>;
export const importSettings = z.object({
  columns: z
    .array(z.object({ meaning: columnMeaning, name: z.string().trim().max(100).default('') }))
    .max(500),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable()
    .default(null)
    .describe('Whose numbers are those without a country code'),
  tag: z.string().max(100).default('').describe('Put on everybody of the file'),
});
export type ImportSettings = z.infer<typeof importSettings>;

/**
 * POST /api/imports?name= (body: the file, text/csv or application/x-ndjson) → 201 ImportFile
 * POST /api/imports/:id/preview {settings} → ImportPreview ; POST /api/imports/:id/start {settings} → 202
 * GET /api/imports/:id/bad-rows.csv
 */
export const importFile = z.object({
  id: z.string(),
  name: z.string(),
  rows: count,
  headers: z.array(z.string()),
  sample: z.array(z.array(z.string().nullable())),
  looksLike: z.string().nullable().describe('Klaviyo, Shopify, … by its headers'),
  settings: importSettings,
});
export type ImportFile = z.infer<typeof importFile>;
export const importPreview = z.object({
  rows: z.array(
    z.object({
      rowNo: count,
      outcome: z.enum(['new', 'known', 'bad']),
      person: z.string(),
      says: z.string().describe('What it would become, in words, or what is wrong'),
    }),
  ),
});
export type ImportPreview = z.infer<typeof importPreview>;
