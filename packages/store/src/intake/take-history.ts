import { eventId } from '@signalbox/engine/run-id';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { arrayAsText } from '../copy-rows.js';
import { date, type Tx } from '../database.js';
import { settlePoints } from '../loyalty/settle-orders.js';
import { takeOrders } from '../shop/orders.js';
import { identitiesOf } from './find-contact.js';
import type { Identity, IncomingEvent } from './incoming-event.js';
import { learn } from './seen.js';

/** Only events of people, marked as history, that carry nothing about the person or their consent. */
export const isPlainHistory = (incoming: IncomingEvent): boolean =>
  incoming.isHistory &&
  incoming.name !== null &&
  identitiesOf(incoming).length > 0 &&
  (incoming.consents ?? []).length === 0 &&
  Object.values(incoming.contact ?? {}).every((value) => value === undefined || value === null);

const nameOf = ({ kind, value }: Identity) => `${kind}/${value}`;

/**
 * Takes many plain events of the past in at once: the same result as one by one, in a handful of statements.
 * The caller holds the locks of all people and purchases concerned.
 * @returns per message, whose it is; `null` for one that was taken before
 */
export async function takeHistory(
  tx: Tx,
  batch: IncomingEvent[],
  keysOf: (incoming: IncomingEvent) => string[],
  nowMs: number,
) {
  // Reckoned once: a hash for each message is not for nothing.
  const ids = new Map(batch.map((incoming) => [incoming, eventId(incoming.source, incoming.messageId)]));
  const idOf = (incoming: IncomingEvent) => ids.get(incoming)!;
  // As lists, not as rows of parameters: a statement that never changes is written and read in no time.
  const { rows } = await sql<{ event_id: string }>`
    insert into event_ids (source, message_id, event_id)
    select * from unnest(
      ${batch.map(({ source }) => source)}::text[], ${batch.map(({ messageId }) => messageId)}::text[],
      ${batch.map(idOf)}::uuid[])
    on conflict do nothing returning event_id`.execute(tx);
  const fresh = new Set(rows.map((row) => row.event_id));
  const taken = new Map<IncomingEvent, { id: string; contactId: string }>();
  const news = batch.filter((incoming) => fresh.delete(idOf(incoming)));
  if (news.length === 0) return taken;

  const owners = await ownersOf(tx, news);
  await createMissing(tx, news, owners, nowMs);
  for (const incoming of news) {
    const owner = identitiesOf(incoming)
      .map((identity) => owners.get(nameOf(identity)))
      .find((id) => id !== undefined)!;
    taken.set(incoming, { id: idOf(incoming), contactId: owner });
  }
  await sql`
    insert into events (id, source, message_id, name, contact_id, occurred_at, received_at, properties, keys, is_history)
    select id, source, message_id, name, contact_id, occurred_at, ${date(nowMs)}::timestamptz, properties, keys::text[], true
    from unnest(
      ${news.map(idOf)}::uuid[], ${news.map(({ source }) => source)}::text[],
      ${news.map(({ messageId }) => messageId)}::text[], ${news.map(({ name }) => name)}::text[],
      ${news.map((incoming) => taken.get(incoming)!.contactId)}::uuid[],
      ${news.map(({ occurredAtMs }) => date(occurredAtMs))}::timestamptz[],
      ${news.map(({ properties }) => JSON.stringify(properties))}::jsonb[],
      ${news.map((incoming) => arrayAsText(keysOf(incoming)))}::text[]
    ) as n (id, source, message_id, name, contact_id, occurred_at, properties, keys)`.execute(tx);
  const stored = news.map((incoming) => ({
    id: taken.get(incoming)!.id,
    source: incoming.source,
    name: incoming.name!,
    contactId: taken.get(incoming)!.contactId,
    occurredAtMs: incoming.occurredAtMs,
    properties: incoming.properties,
  }));
  await settlePoints(tx, await takeOrders(tx, stored), nowMs);
  for (const event of stored) await learn(tx, event, nowMs);
  return taken;
}

async function ownersOf(tx: Tx, batch: IncomingEvent[]): Promise<Map<string, string>> {
  const identities = batch.flatMap(identitiesOf);
  const { rows } = await sql<Identity & { contact_id: string }>`
    select i.kind, i.value, i.contact_id from contact_identities i
    join unnest(${identities.map(({ kind }) => kind)}::text[], ${identities.map(({ value }) => value)}::text[]) as asked (kind, value)
      on asked.kind = i.kind and asked.value = i.value`.execute(tx);
  return new Map(rows.map((row) => [nameOf(row), row.contact_id]));
}

/** People of whom nothing was known; several messages of one share them through any identity in common. */
async function createMissing(
  tx: Tx,
  batch: IncomingEvent[],
  owners: Map<string, string>,
  nowMs: number,
): Promise<void> {
  const people: { id: string; occurredAtMs: number }[] = [];
  const identities: { kind: string; value: string; contact_id: string }[] = [];
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
      identities.push({ ...identity, contact_id: contactId });
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
  if (identities.length > 0) await tx.insertInto('contact_identities').values(identities).execute();
}
