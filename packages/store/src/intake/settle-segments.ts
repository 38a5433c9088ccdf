import { eventId } from '@signalbox/engine/run-id';
import { sql } from 'kysely';
import { v4 as uuid } from 'uuid';
import { date, type Database, type Tx } from '../database.js';
import { notify } from '../listen.js';
import type { MemberChange } from '../segments/judge.js';
import { isAnybodyListening, nextDue, settleDue, settlePeople, sweepOrphans } from '../segments/marks.js';
import type { IncomingEvent } from './incoming-event.js';
import { markGoalsOfAll } from './mark-goals.js';
import { receivedAt } from './received-at.js';
import { learn, takingIn } from './seen.js';

/** The source of the events that tell who has entered or left a segment. */
export const SEGMENTS = 'segments';

type TakeIn = (tx: Tx, incoming: IncomingEvent, nowMs: number, place: number) => Promise<unknown>;

/**
 * Brings one person's segments up to date; entering and leaving are events like others: they start journeys and end waits.
 * @param place of the message that changed them, with which they are received
 */
export const tellSegments = (
  tx: Tx,
  takeIn: TakeIn,
  contactId: string,
  nowMs: number,
  place: number,
): Promise<void> => tellSegmentsOfAll(tx, takeIn, new Map([[contactId, place]]), nowMs);

/** `tellSegments` of several by their ids, all of whose rows the caller holds. */
export async function tellSegmentsOfAll(
  tx: Tx,
  takeIn: TakeIn,
  places: ReadonlyMap<string, number>,
  nowMs: number,
): Promise<void> {
  await tell(tx, takeIn, await settlePeople(tx, [...places.keys()], nowMs), places, nowMs);
}

async function tell(
  tx: Tx,
  takeIn: TakeIn,
  changes: MemberChange[],
  places: ReadonlyMap<string, number>,
  nowMs: number,
): Promise<void> {
  const placeOf = (contactId: string) => places.get(contactId) ?? 0;
  if (changes.length === 0) return;
  const ids = [...new Set(changes.map(({ segmentId }) => segmentId))];
  const rows = await tx.selectFrom('segments').select(['id', 'name']).where('id', 'in', ids).execute();
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const events = changes.map(({ segmentId, contactId, change }) => ({
    source: SEGMENTS,
    messageId: uuid(),
    name: change === 'entered' ? 'Segment Entered' : 'Segment Left',
    occurredAtMs: nowMs,
    contactId,
    identities: [],
    properties: { segment_id: segmentId, segment_name: names.get(segmentId) ?? '' },
    keys: [],
    isHistory: false,
  }));
  if (events.length > 1 && !(await isAnybodyListening(tx))) return writeDown(tx, events, placeOf, nowMs);
  for (const event of events) await takeIn(tx, event, nowMs, placeOf(event.contactId));
}

/** Events that no run begins with or waits for: for people's timelines, for other segments, and for goals. */
async function writeDown(
  tx: Tx,
  events: (IncomingEvent & { name: string; contactId: string })[],
  placeOf: (contactId: string) => number,
  nowMs: number,
): Promise<void> {
  const rows = events.map((event) => ({ ...event, id: eventId(event.source, event.messageId) }));
  for (const event of events) learn(tx, event);
  await tx
    .insertInto('event_ids')
    .values(rows.map(({ id, source, messageId }) => ({ source, message_id: messageId, event_id: id })))
    .execute();
  await tx
    .insertInto('events')
    .values(
      rows.map(({ id, source, messageId, name, contactId, properties }) => ({
        id,
        source,
        message_id: messageId,
        name,
        contact_id: contactId,
        occurred_at: date(nowMs),
        received_at: sql`${receivedAt(nowMs, placeOf(contactId))}::timestamptz`,
        properties: JSON.stringify(properties),
        keys: [],
        is_history: false,
      })),
    )
    .execute();
  // Runs that nothing waits for any more may have their goal in it: those that are over, and those of older versions.
  await markGoalsOfAll(
    tx,
    rows.map(({ contactId, ...event }) => ({ contactId, event })),
  );
}

/** So many are judged in one transaction, whose rows are locked until it ends: fewer where each may start journeys. */
const BATCH = 2_000;
const BATCH_HEARD = 100;

/**
 * Judges all whom something has changed of outside intake, and all whose time has come, batch by batch.
 * @param budgetMs after this long what is left waits for the next call
 * @returns how many were judged
 */
export async function settleMarks(
  database: Database,
  takeIn: TakeIn,
  nowMs: number,
  { budgetMs = 5_000 }: { budgetMs?: number } = {},
): Promise<number> {
  const beganAt = performance.now();
  let total = 0;
  await sweepOrphans(database.kysely);
  while (performance.now() - beganAt < budgetMs) {
    const judged = await takingIn(database, nowMs, async (tx) => {
      const due = await nextDue(tx, (await isAnybodyListening(tx)) ? BATCH_HEARD : BATCH, nowMs);
      if (!due) return 0;
      const settled = await settleDue(tx, due, nowMs);
      await tell(tx, takeIn, settled.changes, new Map(), nowMs);
      if (settled.changes.length > 0) await notify(tx, 'live', { kind: 'segment', segmentId: due.segmentId });
      return settled.judged;
    });
    if (judged === 0) break;
    total += judged;
  }
  return total;
}
