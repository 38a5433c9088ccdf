import { createHash, randomUUID } from 'node:crypto';
import { canonicalJson, type JourneyGraph } from '@signalbox/engine/graph';
import { journeysDrawnTogether, type Database } from '@signalbox/store';
import * as z from 'zod';

/** The part of the first journey of a drawing: what comes with it is told apart by what it begins with. */
export const MAIN = 'main';

/** What a journey's graph remembers of how it was drawn: enough to draw it once more by other answers. */
const drawnBy = z.object({
  /** The same for all journeys that were made together. */
  set: z.string(),
  /** Which of them it is. */
  part: z.string(),
  answers: z.record(z.string(), z.unknown()),
  /** The segments that came with it, by their keys. */
  segments: z.record(z.string(), z.string()),
  /** The rules that were drawn for them: another one was made by hand. */
  rules: z.record(z.string(), z.unknown()).default({}),
  /** The rules of waitlists that were drawn with it and written down. */
  waitlist: z.record(z.string(), z.number()).optional(),
  /** What the template keeps of it for its next drawings. */
  kept: z.record(z.string(), z.string()).default({}),
  /** Tells whether the graph is as it was drawn. */
  print: z.string().optional(),
  /** Unix milliseconds. */
  firstMs: z.number(),
});
export type DrawnBy = z.infer<typeof drawnBy>;

export function drawnByOf(graph: JourneyGraph): DrawnBy | null {
  const read = drawnBy.safeParse(graph.drawnBy);
  return read.success ? read.data : null;
}

/** Of a graph but for what it remembers of its drawing, and notes, which no drawing takes away. */
function printOf({ drawnBy: _, notes: __, ...graph }: JourneyGraph): string {
  return createHash('sha256').update(canonicalJson(graph)).digest('hex');
}

/** A graph that remembers how it was drawn. */
export const rememberDrawing = (graph: JourneyGraph, by: DrawnBy): JourneyGraph => ({
  ...graph,
  drawnBy: { ...by, print: printOf(graph) },
});

/** Whether somebody changed it on the canvas, notes aside; of what an older Signalbox drew that is not known, and assumed. */
export const isChangedByHand = (graph: JourneyGraph): boolean => drawnByOf(graph)?.print !== printOf(graph);

/**
 * How a copy is drawn anew: by the same answers, with segments and journeys of its own.
 * @returns `null` for a copy of one that came with another: by itself it is no drawing
 */
export const ofCopy = ({ part, answers, print }: DrawnBy, nowMs: number): DrawnBy | null =>
  part === MAIN
    ? { set: randomUUID(), part, answers, segments: {}, rules: {}, kept: {}, print, firstMs: nowMs }
    : null;

/**
 * A graph as a new journey may have it: of those that were drawn together there is one of each part, and what is the
 * second of its part is a copy.
 */
export async function asNewJourney(
  database: Database,
  graph: JourneyGraph,
  nowMs: number,
): Promise<JourneyGraph> {
  const by = drawnByOf(graph);
  if (!by || (await firstOfPart(database, by)) === null) return graph;
  const { drawnBy: _, ...rest } = graph;
  const own = ofCopy(by, nowMs);
  return own ? { ...rest, drawnBy: own } : (rest as JourneyGraph);
}

/** The id of the journey that was first of its set and part; `null` if there is none. */
export async function firstOfPart(
  database: Database,
  { set, part }: Pick<DrawnBy, 'set' | 'part'>,
): Promise<string | null> {
  const together = await journeysDrawnTogether(database, set);
  return together.find(({ draft }) => drawnByOf(draft)?.part === part)?.id ?? null;
}
