import { isDeepStrictEqual } from 'node:util';
import { readRule, type SegmentRule } from '@signalbox/engine/segments';
import {
  freeSuffix,
  isAskedForBesides,
  listSegments,
  saveSegment,
  SegmentChanged,
  type Database,
  type SegmentRow,
} from '@signalbox/store';
import { namesIn, type Drawn } from '@signalbox/templates';
import type { DrawnBy } from './drawn-by.js';

type Made = Pick<DrawnBy, 'segments' | 'rules'>;

const askedSegments = ({ segments, companions, graph }: Drawn) => {
  const asked = new Set([graph, ...companions.map((one) => one.graph)].flatMap(namesIn));
  return segments.filter(({ key }) => asked.has(key));
};

/** As it comes back from where it is stored. */
const stored = (rule: unknown) => JSON.parse(JSON.stringify(rule)) as SegmentRule;

/** The segments that a drawing asks for. @returns what tells all that is made with them apart from what has the same name */
export async function makeSegments(
  database: Database,
  drawn: Drawn,
  nowMs: number,
): Promise<Made & { suffix: string }> {
  const asked = askedSegments(drawn);
  const suffix = await freeSuffix(
    database,
    [drawn, ...drawn.companions, ...asked].map(({ name }) => name),
  );
  const made: Made = { segments: {}, rules: {} };
  for (const { key, name, rule } of asked) {
    made.rules[key] = stored(readRule(rule));
    made.segments[key] = await saveSegment(
      database,
      { name: `${name}${suffix}`, rule: readRule(rule) },
      nowMs,
    );
  }
  return { ...made, suffix };
}

/**
 * The segments of a drawing by other answers. One whose people the answers do not change stays, with what somebody changed of
 * it by hand. Another is written over only if it is as it was drawn and asked for by nothing but the drafts that are drawn
 * anew; else the drafts get one of their own, and what is live keeps its people.
 * @param redrawn ids of the journeys whose drafts are drawn anew
 */
export async function segmentsAnew(
  database: Database,
  drawn: Drawn,
  before: DrawnBy,
  { redrawn, nowMs }: { redrawn: string[]; nowMs: number },
): Promise<Made> {
  const made: Made = { segments: { ...before.segments }, rules: { ...before.rules } };
  for (const { key, name, rule: given } of askedSegments(drawn)) {
    const rule = readRule(given);
    const drawnNow = stored(rule);
    const drawnLast = before.rules[key];
    made.rules[key] = drawnNow;
    const id = before.segments[key];
    const row = id === undefined ? undefined : (await listSegments(database, id))[0];
    if (row && (isDeepStrictEqual(drawnNow, drawnLast) || isDeepStrictEqual(drawnNow, row.rule))) continue;
    const isAsDrawn = row && isDeepStrictEqual(row.rule, drawnLast);
    if (isAsDrawn && !(await isAskedForBesides(database, row.id, redrawn)))
      if (await writeOver(database, row, rule, nowMs)) continue;
    const own = { name: `${name}${await freeSuffix(database, [name])}`, rule };
    made.segments[key] = await saveSegment(database, own, nowMs);
  }
  return made;
}

/** @returns `false` if somebody else changed it just now */
async function writeOver(
  database: Database,
  { id, name, updatedAt }: SegmentRow,
  rule: SegmentRule,
  nowMs: number,
): Promise<boolean> {
  try {
    await saveSegment(database, { id, name, rule, seenAt: updatedAt }, nowMs);
    return true;
  } catch (error) {
    if (error instanceof SegmentChanged) return false;
    throw error;
  }
}
