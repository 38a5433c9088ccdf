import { randomUUID } from 'node:crypto';
import type { JourneyGraph } from '@signalbox/engine/graph';
import { readRule } from '@signalbox/engine/segments';
import {
  createJourney,
  freeSuffix,
  getJourney,
  journeysDrawnTogether,
  saveDraft,
  saveSegment,
  saveWaitlistSettings,
  waitlistSettings,
  type Database,
} from '@signalbox/store';
import { namesIn, withIds, type Drawn } from '@signalbox/templates';
import * as z from 'zod';

/** What a journey's graph remembers of how it was drawn: enough to draw it once more by other answers. */
const drawnBy = z.object({
  /** The same for all journeys that were made together. */
  set: z.string(),
  /** Which of them it is. */
  part: z.string(),
  answers: z.record(z.string(), z.unknown()),
  /** The segments that came with it, by their keys. */
  segments: z.record(z.string(), z.string()),
  /** Unix milliseconds. */
  firstMs: z.number(),
});
export type DrawnBy = z.infer<typeof drawnBy>;

export function drawnByOf(graph: JourneyGraph): DrawnBy | null {
  const read = drawnBy.safeParse(graph.drawnBy);
  return read.success ? read.data : null;
}

interface Making {
  template: string;
  drawn: Drawn;
  answers: Record<string, unknown>;
  nowMs: number;
}

/** What a journey of a drawing is for, whatever else is answered: the first of them, or what it begins with. */
function partOf({ graph }: { graph: JourneyGraph }, index: number): string {
  if (index === 0) return 'main';
  const trigger = graph.nodes.find(({ type }) => type.endsWith('-trigger'));
  const { event = '' } = (trigger?.data.config ?? {}) as { event?: string };
  return [trigger?.type, event, ...namesIn({ ...graph, nodes: trigger ? [trigger] : [] })].join('/');
}

const askedSegments = ({ segments, companions, graph }: Drawn) => {
  const asked = new Set([graph, ...companions.map((one) => one.graph)].flatMap(namesIn));
  return segments.filter(({ key }) => asked.has(key));
};

/** Makes what was drawn: drafts, with the segments that they ask for. */
export async function makeDrawn(database: Database, { template, drawn, answers, nowMs }: Making) {
  const all = [drawn, ...drawn.companions];
  const segments = askedSegments(drawn);
  // Used once more, it is told apart from what it made before.
  const suffix = await freeSuffix(
    database,
    [...all, ...segments].map(({ name }) => name),
  );
  const ids: Record<string, string> = {};
  for (const { key, name, rule } of segments)
    ids[key] = await saveSegment(database, { name: `${name}${suffix}`, rule: readRule(rule) }, nowMs);
  await followWaitlist(database, drawn);
  const set = randomUUID();
  const journeys: { id: string; name: string }[] = [];
  for (const [index, one] of all.entries()) {
    const name = `${one.name}${suffix}`;
    const by: DrawnBy = { set, part: partOf(one, index), answers, segments: ids, firstMs: nowMs };
    const { id } = await createJourney(database, {
      name,
      graph: { ...withIds(one.graph, ids), template, drawnBy: by },
      nowMs,
    });
    journeys.push({ id, name });
  }
  return journeys;
}

/**
 * Draws journeys that were made together once more: their drafts are replaced, their segments follow, and nothing is live
 * before it is published. What other answers need no more stays as it is.
 * @param journeyId one of them
 */
export async function redraw(
  database: Database,
  journeyId: string,
  { template, drawn, answers, nowMs }: Making,
  before: DrawnBy,
): Promise<{ id: string; name: string }[]> {
  const known = await journeysDrawnTogether(database, before.set);
  const ids = { ...before.segments };
  for (const { key, name, rule } of askedSegments(drawn)) {
    const suffix = await freeSuffix(database, [name]);
    ids[key] = await saveSegment(
      database,
      { ...(ids[key] && { id: ids[key] }), name: `${name}${suffix}`, rule: readRule(rule) },
      nowMs,
    );
  }
  await followWaitlist(database, drawn);
  const journeys: { id: string; name: string }[] = [];
  for (const [index, one] of [drawn, ...drawn.companions].entries()) {
    const by: DrawnBy = { ...before, part: partOf(one, index), answers, segments: ids };
    const graph: JourneyGraph = { ...withIds(one.graph, ids), template, drawnBy: by };
    const own = known
      .filter(({ draft }) => drawnByOf(draft)?.part === by.part)
      .sort((a, b) => Number(b.id === journeyId) - Number(a.id === journeyId))[0];
    if (own) {
      await replaceDraft(database, own.id, graph, nowMs);
      journeys.push({ id: own.id, name: own.name });
    } else {
      const name = `${one.name}${await freeSuffix(database, [one.name])}`;
      journeys.push({ id: (await createJourney(database, { name, graph, nowMs })).id, name });
    }
  }
  return journeys.sort((a, b) => Number(b.id === journeyId) - Number(a.id === journeyId));
}

/** Notes that people wrote on the canvas stay. */
async function replaceDraft(
  database: Database,
  id: string,
  graph: JourneyGraph,
  nowMs: number,
): Promise<void> {
  for (;;) {
    const current = await getJourney(database, id);
    if (!current) return;
    const { notes } = current.draft;
    const drawn = notes === undefined ? graph : { ...graph, notes };
    const saved = await saveDraft(database, { id, revision: current.revision, graph: drawn, nowMs });
    if (saved === null || saved.saved) return;
  }
}

async function followWaitlist(database: Database, { waitlist }: Drawn): Promise<void> {
  if (waitlist)
    await saveWaitlistSettings(database, { ...(await waitlistSettings(database.kysely)), ...waitlist });
}
