import { evaluateGroup } from '@signalbox/engine/conditions';
import type { Plan } from '@signalbox/engine/graph';
import type { ReplayEvent } from '@signalbox/engine/simulate';
import { daysDue, FIRST_ZONE, occurrences, type DateOfPerson, type Schedule } from '@signalbox/nodes/clocks';
import { contactsByDate, pastAudience, type Audience, type PastReading } from '@signalbox/store';
import type { ReplayedPerson } from './past-person.js';

/** People whom the clock would have let in at an instant. */
export interface ClockStart {
  atMs: number;
  /** Without a zone: `2026-12-01T10:00`. */
  occurrence: string;
  contactIds: string[];
  /** Of them, only who belonged to it then. */
  audience: Audience;
}

const DAY = 86_400_000;
const WEEK = 7 * DAY;
/** How far ahead the first zone is. */
const FIRST_AHEAD_MS = 14 * 3_600_000;

/**
 * When a journey that keeps time would have taken people in, the earliest first.
 * @param asDrawn leaves a campaign on its own date, for a stretch in which it was live
 */
export async function* clockStarts(
  tx: PastReading,
  { trigger, nodes }: Plan,
  {
    fromMs,
    toMs,
    shopTimeZone,
    asDrawn = false,
  }: { fromMs: number; toMs: number; shopTimeZone: string; asDrawn?: boolean },
): AsyncGenerator<ClockStart> {
  const { config } = nodes[trigger.nodeId]!;
  if (trigger.clock === 'schedule') {
    const schedule = config as unknown as Schedule & { audience: Audience; clock: 'shop' | 'contact' };
    const { audience } = schedule;
    const isNobody = !audience.everyone && !audience.segment && !audience.where?.rules.length;
    const contactIds = isNobody ? [] : await pastAudience(tx, audience.segment);
    const zone = schedule.clock === 'contact' ? FIRST_ZONE : shopTimeZone;
    const date = asDrawn ? schedule.date : dateInThePast(schedule, { fromMs, toMs });
    const times = occurrences({ ...schedule, date }, zone, { afterMs: fromMs - 1, untilMs: toMs });
    for (const { local, atMs } of times) yield { atMs, occurrence: local, contactIds, audience };
  } else if (trigger.clock === 'contact-date') {
    const { field, time, ...when } = config as unknown as DateOfPerson & { field: string; time: string };
    for (let dayMs = Date.parse(dayOf(fromMs)); dayMs < toMs; dayMs += DAY) {
      const atMs = dayMs - FIRST_AHEAD_MS;
      if (atMs < fromMs) continue;
      const day = dayOf(dayMs);
      const dates = daysDue(when, atMs).find((due) => due.day === day)?.dates ?? [];
      const contactIds = await contactsByDate({ kysely: tx }, { field, dates, yearly: when.yearly });
      yield { atMs, occurrence: `${day}T${time}`, contactIds, audience: { everyone: true } };
    }
  }
}

/** What lets one of them in. */
export const startOf = (contactId: string, { occurrence, atMs }: ClockStart): ReplayEvent => ({
  id: `${occurrence}/${contactId}`,
  name: 'Journey Started',
  atMs,
  occurredAtMs: atMs,
  properties: { occurrence },
  keys: [],
  startsJourney: true,
});

/** Whether somebody belonged to the audience at the instant of a start. */
export function belonged(
  person: ReplayedPerson,
  { audience: { segment, where }, atMs }: ClockStart,
): boolean {
  const known = person.knownAt?.(atMs);
  if (segment && known?.segment?.[segment] !== true) return false;
  return evaluateGroup(where, { contact: { ...person.contact, ...known?.contact } });
}

/**
 * A campaign is tried as if it had been there in the stretch that is replayed: one that repeats since long before, one
 * that comes once on the same weekday, a week before the end.
 */
function dateInThePast(
  { date, repeat }: Schedule,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): string {
  const dateMs = Date.parse(date);
  if (repeat === 'monthly') return `${Number(date.slice(0, 4)) - 12}${date.slice(4)}`;
  const latestMs = repeat === 'never' ? Math.max(fromMs, toMs - 2 * WEEK) : fromMs - DAY;
  if (dateMs <= latestMs && (repeat !== 'never' || dateMs >= fromMs)) return date;
  return dayOf(dateMs - Math.floor((dateMs - latestMs) / WEEK) * WEEK);
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
