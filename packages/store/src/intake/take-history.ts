import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type pg from 'pg';
import { arrayAsText, copyRows } from '../copy-rows.js';
import { date, type Tx } from '../database.js';
import { settlePoints } from '../loyalty/settle-orders.js';
import { takeOrders } from '../shop/orders.js';
import { nameOf, ownersOf, type Name } from '../people/names.js';
import { identitiesOf, saysNothing } from './find-contact.js';
import type { Identity, IncomingEvent } from './incoming-event.js';
import { receivedAt } from './received-at.js';
import { learn } from './seen.js';
import { writeNames } from './write-names.js';

/** Only events of people, marked as history, that carry nothing about the person or their consent. */
export const isPlainHistory = (incoming: IncomingEvent): boolean =>
  incoming.isHistory &&
  incoming.name !== null &&
  identitiesOf(incoming).length > 0 &&
  (incoming.consents ?? []).length === 0 &&
  saysNothing(incoming);

/** A message of the past, with what is reckoned of it once. */
export interface HistoryEvent {
  incoming: IncomingEvent;
  id: string;
  keys: string[];
}

/**
 * Takes many plain events of the past in at once: the same result as one by one, in a handful of statements.
 * The caller holds the locks of all people and purchases concerned.
 * @param place how many came before them in the same call
 * @returns whose each is; one that was taken before is missing
 */
export async function takeHistory(
  { tx, client }: { tx: Tx; client: pg.PoolClient },
  batch: HistoryEvent[],
  nowMs: number,
  place: number,
): Promise<Map<HistoryEvent, string>> {
  // As lists, not as rows of parameters: a statement that never changes is written and read in no time.
  const { rows } = await sql<{ event_id: string }>`
    insert into event_ids (source, message_id, event_id)
    select * from unnest(
      ${batch.map(({ incoming }) => incoming.source)}::text[],
      ${batch.map(({ incoming }) => incoming.messageId)}::text[], ${batch.map(({ id }) => id)}::uuid[])
    on conflict do nothing returning event_id`.execute(tx);
  const fresh = new Set(rows.map((row) => row.event_id));
  const taken = new Map<HistoryEvent, string>();
  const news = batch.filter(({ id }) => fresh.delete(id));
  if (news.length === 0) return taken;

  const messages = news.map(({ incoming }) => incoming);
  const owners = await ownersOf(tx, messages.flatMap(identitiesOf));
  await createMissing(tx, messages, owners, nowMs);
  const stored = news.map((one) => {
    const { source, name, occurredAtMs, properties } = one.incoming;
    const contactId = identitiesOf(one.incoming)
      .map((identity) => owners.get(nameOf(identity)))
      .find((id) => id !== undefined)!;
    taken.set(one, contactId);
    return { id: one.id, source, name: name!, contactId, occurredAtMs, properties };
  });
  const places = new Map(batch.map((one, n) => [one, place + n]));
  await copyRows(
    client,
    'events (id, source, message_id, name, contact_id, occurred_at, received_at, properties, keys, is_history)',
    news.map((one, index) => {
      const { id, incoming, keys } = one;
      return [
        ...[id, incoming.source, incoming.messageId, incoming.name, stored[index]!.contactId],
        ...[date(incoming.occurredAtMs), receivedAt(nowMs, places.get(one)!)],
        ...[JSON.stringify(incoming.properties), arrayAsText(keys), true],
      ];
    }),
  );
  await settlePoints(tx, await takeOrders(tx, stored), stored, nowMs);
  for (const event of stored) learn(tx, event);
  return taken;
}

/** People of whom nothing was known; several messages of one share them through any identity in common. */
async function createMissing(
  tx: Tx,
  batch: IncomingEvent[],
  owners: Map<Name, string>,
  nowMs: number,
): Promise<void> {
  const people: { id: string; occurredAtMs: number }[] = [];
  const identities: (Identity & { contactId: string })[] = [];
  for (const incoming of batch) {
    const own = identitiesOf(incoming);
    let contactId = own.map((identity) => owners.get(nameOf(identity))).find((id) => id !== undefined);
    if (contactId === undefined) {
      contactId = uuid();
      people.push({ id: contactId, occurredAtMs: incoming.occurredAtMs });
    }
    for (const identity of own) {
      if (owners.has(nameOf(identity))) continue;
      owners.set(nameOf(identity), contactId);
      identities.push({ ...identity, contactId });
    }
  }
  if (people.length > 0) {
    await tx
      .insertInto('contacts')
      .values(
        people.map(({ id, occurredAtMs }) => ({
          id,
          attributes: '{}',
          total_spent: '{}',
          created_at: date(nowMs),
          updated_at: date(occurredAtMs),
        })),
      )
      .execute();
  }
  await writeNames(tx, identities);
}
