import { isPurchaseKey } from '@signalbox/engine/graph';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { wakeForPhone } from '../awaited-phone.js';
import { date, type Tx } from '../database.js';
import { recallStop } from '../people/erase-contact.js';
import { mergeWithin } from '../people/merge-contacts.js';
import { nameOf, ownersOf } from '../people/names.js';
import { hearTags } from '../people/tags.js';
import { writingAs } from '../people/writing-as.js';
import { ownerOfOrder, ownerOfPurchase, tokensOf } from '../shop/purchase-owner.js';
import type { ContactData, Identity, IncomingEvent } from './incoming-event.js';
import { PersonMoved, whose, type ContactRow } from './whose.js';
import { writeNames } from './write-names.js';

export interface Person {
  id: string;
  phone: string | null;
  /** The message says nothing of them but that they were heard of, which is still to be written down. */
  isUnwritten?: boolean;
}

/**
 * Finds the person whom an incoming message is about, or makes one, and brings their data up to date.
 * Data older than what is stored only fills gaps. An identity that belongs to somebody else stays theirs, unless both
 * turn out to be one (`whose`).
 */
export async function findOrCreateContact(
  tx: Tx,
  incoming: IncomingEvent,
  nowMs: number,
): Promise<Person | null> {
  if (incoming.contactId) return findContact(tx, incoming.contactId);
  const identities = identitiesOf(incoming);
  if (identities.length === 0) {
    const owner = await ownerOfPurchase(tx, incoming.keys);
    return owner ? findContact(tx, owner) : null;
  }
  const { contactId: named, free, ownerOf, row } = await whose(tx, identities, nowMs);
  const known = named ?? (await ownerOfOrder(tx, incoming.keys));
  const id = known ?? uuid();
  const mine = (kind: string, value: string | null | undefined) =>
    value === null || value === undefined
      ? value
      : [null, id].includes(ownerOf(kind, kind === 'email' ? value.toLowerCase() : value))
        ? value
        : undefined;
  const { tags, ...attributes } = incoming.contact?.attributes ?? {};
  const data: ContactData = {
    ...incoming.contact,
    email: mine('email', incoming.contact?.email),
    phone: mine('phone', incoming.contact?.phone),
    // Tags have a table of their own; what is no list is an attribute like others.
    attributes: tags === undefined || Array.isArray(tags) ? attributes : { ...attributes, tags },
  };

  if (row && incoming.name !== null && free.length === 0 && !incoming.formerly && saysNothing(incoming))
    return { id, phone: row.phone, isUnwritten: true };
  await writingAs(tx, incoming.source);
  const phone = known
    ? await refresh(tx, id, row, data, incoming, nowMs)
    : await create(tx, id, data, incoming.occurredAtMs, nowMs);
  await writeNames(
    tx,
    free.map((identity) => ({ ...identity, contactId: id })),
  );
  for (const { kind, value } of free) if (kind === 'phone') await recallStop(tx, value, nowMs);
  if (incoming.formerly) await takeOver(tx, id, incoming.formerly, nowMs);
  const words = (Array.isArray(tags) ? tags : [])
    .filter((tag) => typeof tag === 'string' || typeof tag === 'number')
    .map(String);
  const { addTags = [], removeTags = [], allTags } = incoming.contact ?? {};
  const heard = { add: [...words, ...addTags], remove: removeTags, ...(allTags ? { all: allTags } : {}) };
  await hearTags(tx, id, heard, { source: incoming.source, atMs: incoming.occurredAtMs });
  return { id, phone };
}

/** Whether a message brings nothing to be known of its person. */
export const saysNothing = ({ contact = {} }: IncomingEvent): boolean =>
  Object.values(contact).every((value) => value === undefined || value === null);

/** Makes a person of whoever had these names, and the names theirs. */
async function takeOver(tx: Tx, id: string, formerly: Identity[], nowMs: number): Promise<void> {
  const owners = await ownersOf(tx, formerly);
  for (const mergedId of new Set(owners.values()))
    await mergeWithin(tx, { survivorId: id, mergedId, reason: 'alias' }, nowMs);
  // What is still to come under the old names is theirs, too.
  const free = new Map(
    formerly.filter((one) => !owners.has(nameOf(one))).map((one) => [nameOf(one), one] as const),
  );
  await writeNames(
    tx,
    [...free.values()].map((one) => ({ ...one, contactId: id })),
  );
}

async function findContact(tx: Tx, id: string): Promise<Person | null> {
  const row = await tx
    .selectFrom('contacts')
    .select(['id', 'phone'])
    .where('id', '=', sql<string>`current_contact(${id})`)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** What names the person: the source's own identities, phone, e-mail address, and beside those a cart's tokens. */
export function identitiesOf(incoming: IncomingEvent): Identity[] {
  let own = found.get(incoming);
  if (!own) found.set(incoming, (own = readIdentities(incoming)));
  return own;
}

/** Messages do not change, and of one this is asked time and again. */
const found = new WeakMap<IncomingEvent, Identity[]>();

function readIdentities(incoming: IncomingEvent): Identity[] {
  const { email, phone } = incoming.contact ?? {};
  const named = [
    ...incoming.identities,
    ...(phone ? [{ kind: 'phone', value: phone }] : []),
    ...(email ? [{ kind: 'email', value: email }] : []),
  ];
  // A cart alone names nobody: it would make a person of every visitor.
  const all = (named.length === 0 ? [] : [...named, ...tokensOf(incoming)]).map(({ kind, value }) => ({
    kind,
    value: kind === 'email' ? value.toLowerCase() : value,
  }));
  return [...new Map(all.map((identity) => [`${identity.kind}/${identity.value}`, identity])).values()];
}

async function create(
  tx: Tx,
  id: string,
  data: ContactData,
  occurredAtMs: number,
  nowMs: number,
): Promise<string | null> {
  await tx
    .insertInto('contacts')
    .values({
      id,
      first_name: data.firstName ?? null,
      last_name: data.lastName ?? null,
      email: data.email ?? null,
      phone: data.phone ?? null,
      attributes: JSON.stringify(data.attributes ?? {}),
      language: data.language ?? null,
      time_zone: data.timeZone ?? null,
      country: data.country ?? null,
      total_spent: '{}',
      is_demo: data.isDemo ?? false,
      created_at: date(nowMs),
      updated_at: date(occurredAtMs),
    })
    .execute();
  return data.phone ?? null;
}

async function refresh(
  tx: Tx,
  id: string,
  locked: ContactRow | null,
  data: ContactData,
  incoming: IncomingEvent,
  nowMs: number,
): Promise<string | null> {
  const { occurredAtMs } = incoming;
  const before =
    locked ??
    (await tx.selectFrom('contacts').selectAll().where('id', '=', id).forUpdate().executeTakeFirst());
  if (!before) throw new PersonMoved();
  const isNews = occurredAtMs >= before.updated_at.getTime();
  const newest = <T>(stored: T | null, given: T | null | undefined): T | null =>
    given === undefined || given === null ? stored : stored === null || isNews ? given : stored;
  const isKept =
    data.phone && before.phone && data.phone !== before.phone && isPurchase(incoming)
      ? await hasAgreed(tx, before.phone)
      : false;
  const after = {
    first_name: newest(before.first_name, data.firstName),
    last_name: newest(before.last_name, data.lastName),
    email: newest(before.email, data.email),
    // Whom a parcel is announced to need not be who agreed to be texted.
    phone: isKept ? before.phone : newest(before.phone, data.phone),
    language: newest(before.language, data.language),
    time_zone: newest(before.time_zone, data.timeZone),
    country: newest(before.country, data.country),
  };
  const attributes = isNews
    ? { ...before.attributes, ...data.attributes }
    : { ...data.attributes, ...before.attributes };
  await tx
    .updateTable('contacts')
    .set({
      ...after,
      attributes: JSON.stringify(attributes),
      updated_at: date(Math.max(occurredAtMs, before.updated_at.getTime())),
    })
    .where('id', '=', id)
    .execute();
  if (before.phone === null && after.phone !== null) await wakeForPhone(tx, [id], nowMs);
  return after.phone;
}

/** An order or checkout that does not say itself that its number may be texted. */
const isPurchase = ({ keys, consents = [] }: IncomingEvent): boolean =>
  keys.some(isPurchaseKey) && !consents.some(({ state }) => state === 'granted');

async function hasAgreed(tx: Tx, phone: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from (
      select distinct on (purpose) state from consents where phone = ${phone} order by purpose, at desc, id desc) newest
    where state = 'granted' limit 1`.execute(tx);
  return rows.length > 0;
}
