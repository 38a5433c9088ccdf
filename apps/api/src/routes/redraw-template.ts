import { randomUUID } from 'node:crypto';
import type { JourneyGraph } from '@signalbox/engine/graph';
import {
  createJourney,
  freeSuffix,
  getJourney,
  journeysDrawnTogether,
  keepReplacedDraft,
  saveDraft,
  type Database,
  type JourneyRow,
} from '@signalbox/store';
import { namesIn, withIds, type Drawn } from '@signalbox/templates';
import { drawnByOf, isChangedByHand, MAIN, rememberDrawing, type DrawnBy } from './drawn-by.js';
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

interface Redrawn {
  id: string;
  name: string;
  /** The revision under which what was changed by hand is kept. */
  kept: number | null;
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
      graph: rememberDrawing({ ...withIds(one.graph, segments), template }, by),
      nowMs,
    });
    journeys.push({ id, name });
  }
  return journeys;
}

/**
 * Draws journeys that were made together once more: their drafts are replaced, with segments that nothing else asks for, so
 * that nothing is live before it is published. One that was changed on the canvas is kept as it was, and so are its segments.
 * What other answers need no more stays as it is.
 * @param journeyId one of them
 */
export async function redraw(
  database: Database,
  journeyId: string,
  { template, drawn, answers, mayManage, nowMs }: Making,
  before: DrawnBy,
): Promise<Redrawn[]> {
  const known = await journeysDrawnTogether(database, before.set);
  const own = [journeyId, ...known.map(({ id }) => id)];
  // First: the segments of a draft that is kept are not written over.
  for (const id of new Set(own)) {
    const current = await getJourney(database, id);
    if (current) await keepIfChanged(database, current, nowMs);
  }
  const made = await segmentsAnew(database, drawn, before, { redrawn: own, nowMs });
  const waitlist = await followWaitlist(database, drawn, { mayManage, before });
  const journeys: Redrawn[] = [];
  for (const [index, one] of [drawn, ...drawn.companions].entries()) {
    const part = partOf(one, index);
    const by: DrawnBy = { ...before, part, answers, ...made, ...waitlist, kept: drawn.keeps ?? {} };
    const graph = rememberDrawing({ ...withIds(one.graph, made.segments), template }, by);
    const id =
      part === before.part ? journeyId : known.find(({ draft }) => drawnByOf(draft)?.part === part)?.id;
    if (id !== undefined) {
      const replaced = await replaceDraft(database, id, graph, nowMs);
      if (replaced) journeys.push({ id, ...replaced });
    } else {
      const name = `${one.name}${await freeSuffix(database, [one.name])}`;
      journeys.push({ id: (await createJourney(database, { name, graph, nowMs })).id, name, kept: null });
    }
  }
  return journeys.sort((a, b) => Number(b.id === journeyId) - Number(a.id === journeyId));
}

/** @returns the revision under which it is kept; `null` if its answers draw it as it is */
async function keepIfChanged(
  database: Database,
  { id, revision, draft }: Pick<JourneyRow, 'id' | 'revision' | 'draft'>,
  nowMs: number,
): Promise<number | null> {
  if (!isChangedByHand(draft)) return null;
  await keepReplacedDraft(database, { journeyId: id, revision, graph: draft, nowMs });
  return revision;
}

/**
 * Notes that people wrote on the canvas stay.
 * @returns `null` if the journey is gone
 */
async function replaceDraft(
  database: Database,
  id: string,
  graph: JourneyGraph,
  nowMs: number,
): Promise<Omit<Redrawn, 'id'> | null> {
  for (;;) {
    const current = await getJourney(database, id);
    if (!current) return null;
    const kept = await keepIfChanged(database, current, nowMs);
    const { notes } = current.draft;
    const drawn = notes === undefined ? graph : { ...graph, notes };
    const saved = await saveDraft(database, { id, revision: current.revision, graph: drawn, nowMs });
    if (saved === null || saved.saved) return { name: current.name, kept };
  }
}
