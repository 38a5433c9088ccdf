import type { JourneyGraph } from '@signalbox/engine/graph';
import * as z from 'zod';

const count = z.int();
const graph = z
  .unknown()
  .meta({ type: 'object', description: 'A journey graph' }) as unknown as z.ZodType<JourneyGraph>;
const anyObject = z.record(z.string(), z.unknown());

/** GET /api/templates → Gallery */
export const templateSummary = z.object({
  id: z.string(),
  title: z.string(),
  promise: z.string(),
  description: z.string(),
  questions: anyObject.describe('JSON Schema of the four answers: whom, offer, timing, sender.'),
  suggested: anyObject.describe('Answers to begin with.'),
  needs: z.array(
    z.object({
      isMet: z.boolean(),
      events: z.array(z.string()),
      missing: z.string().describe('What to do about it.'),
    }),
  ),
  graph: graph.describe('As the suggested answers draw it, for a picture.'),
});
export type TemplateSummary = z.infer<typeof templateSummary>;

export const gallery = z.object({
  templates: z.array(templateSummary),
  recommended: z.array(z.object({ template: z.string(), reason: z.string() })),
  isAnyLive: z
    .boolean()
    .describe('Whether anything is published: if so, that may be why nothing is recommended.'),
});
export type Gallery = z.infer<typeof gallery>;

export const templateText = z.object({
  nodeId: z.string(),
  name: z.string(),
  from: z.string().describe('The sender, for somebody of no particular country.'),
  text: z.string().nullable(),
  problem: z.string().nullable(),
  parts: count,
  units: count,
  capacity: count,
  encoding: z.enum(['GSM-7', 'UCS-2']),
});

/** POST /api/templates/:id/draw {answers} ; answers that can't be taken get 400 with `errors` by path */
export const drawnTemplate = z.object({
  journeys: z.array(z.object({ name: z.string(), graph, texts: z.array(templateText) })),
  audience: z.object({
    count,
    isExact: z.boolean(),
    sentence: z.string().describe('Whom it reaches: “VIPs now”, “people who did this in the last 30 days”.'),
  }),
  segments: z.array(z.object({ name: z.string(), sentence: z.string() })),
  notes: z.array(z.string()).describe('What is still to be done, or worth knowing, before it is published.'),
});
export type DrawnTemplate = z.infer<typeof drawnTemplate>;

/**
 * POST /api/templates/:id/redraw {answers, journeyId} → 200 : its draft, and those that were made with it, by other answers
 *   (`kept`: the revision of the draft that it replaced, where somebody had changed that one by hand: GET …/replaced-drafts)
 * POST /api/templates/:id/create {answers} → 201 : the journeys as drafts, with their segments and pools of codes
 */
export const createdFromTemplate = z.object({
  journeyId: z.string(),
  journeys: z.array(z.object({ id: z.string(), name: z.string(), kept: count.nullable().optional() })),
});
export type CreatedFromTemplate = z.infer<typeof createdFromTemplate>;
