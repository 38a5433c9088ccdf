import { randomUUID } from 'node:crypto';
import type { JourneyGraph } from '@signalbox/engine/graph';
import {
  createJourney,
  freeSuffix,
  getJourney,
  journeysDrawnTogether,
  saveDraft,
  type Database,
} from '@signalbox/store';
import { namesIn, withIds, type Drawn } from '@signalbox/templates';
import { drawnByOf, MAIN, type DrawnBy } from './drawn-by.js';
import { makeSegments, segmentsAnew } from './segments-of-drawing.js';
import { followWaitlist } from './waitlist-of-drawing.js';

interface Making {
  template: string;
  drawn: Drawn;
  answers: Record<string, unknown>;
  /** Whether whoever asks may change settings. */
  mayManage: boolean;
  nowMs: number;
}

/** What a journey of a drawing is for, whatever else is answered: the first of them, or what it begins with. */
function partOf({ graph }: { graph: JourneyGraph }, index: number): string {
  if (index === 0) return MAIN;
  const trigger = graph.nodes.find(({ type }) => type.endsWith('-trigger'));
  const { event = '' } = (trigger?.data.config ?? {}) as { event?: string };
  return [trigger?.type, event, ...namesIn({ ...graph, nodes: trigger ? [trigger] : [] })].join('/');
}

/** Makes what was drawn: drafts, with the segments that they ask for. */
export async function makeDrawn(database: Database, { template, drawn, answers, mayManage, nowMs }: Making) {
  const { suffix, segments, rules } = await makeSegments(database, drawn, nowMs);
  const waitlist = await followWaitlist(database, drawn, { mayManage });
  const set = randomUUID();
  const kept = drawn.keeps ?? {};
  const journeys: { id: string; name: string }[] = [];
  for (const [index, one] of [drawn, ...drawn.companions].entries()) {
    const name = `${one.name}${suffix}`;
    const part = partOf(one, index);
    const by: DrawnBy = { set, part, answers, segments, rules, ...waitlist, kept, firstMs: nowMs };
    const { id } = await createJourney(database, {
      name,
      graph: { ...withIds(one.graph, segments), template, drawnBy: by },
      nowMs,
    });
    journeys.push({ id, name });
  }
  return journeys;
}

/**
 * Draws journeys that were made together once more: their drafts are replaced, with segments that nothing else asks for, so
 * that nothing is live before it is published. What other answers need no more stays as it is.
 * @param journeyId one of them
 */
export async function redraw(
  database: Database,
  journeyId: string,
  { template, drawn, answers, mayManage, nowMs }: Making,
  before: DrawnBy,
): Promise<{ id: string; name: string }[]> {
  const known = await journeysDrawnTogether(database, before.set);
  const own = [journeyId, ...known.map(({ id }) => id)];
  const made = await segmentsAnew(database, drawn, before, { redrawn: own, nowMs });
  const waitlist = await followWaitlist(database, drawn, { mayManage, before });
  const journeys: { id: string; name: string }[] = [];
  for (const [index, one] of [drawn, ...drawn.companions].entries()) {
    const part = partOf(one, index);
    const by: DrawnBy = { ...before, part, answers, ...made, ...waitlist, kept: drawn.keeps ?? {} };
    const graph: JourneyGraph = { ...withIds(one.graph, made.segments), template, drawnBy: by };
    const id =
      part === before.part ? journeyId : known.find(({ draft }) => drawnByOf(draft)?.part === part)?.id;
    if (id !== undefined) {
      const name = await replaceDraft(database, id, graph, nowMs);
      if (name !== null) journeys.push({ id, name });
    } else {
      const name = `${one.name}${await freeSuffix(database, [one.name])}`;
      journeys.push({ id: (await createJourney(database, { name, graph, nowMs })).id, name });
    }
  }
  return journeys.sort((a, b) => Number(b.id === journeyId) - Number(a.id === journeyId));
}

/**
 * Notes that people wrote on the canvas stay.
 * @returns the journey's name, or `null` if it is gone
 */
async function replaceDraft(
  database: Database,
  id: string,
  graph: JourneyGraph,
  nowMs: number,
): Promise<string | null> {
  for (;;) {
    const current = await getJourney(database, id);
    if (!current) return null;
    const { notes } = current.draft;
    const drawn = notes === undefined ? graph : { ...graph, notes };
    const saved = await saveDraft(database, { id, revision: current.revision, graph: drawn, nowMs });
    if (saved === null || saved.saved) return current.name;
  }
}
