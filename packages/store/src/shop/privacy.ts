import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { date, type Database } from '../database.js';
import type { Identity } from '../intake/incoming-event.js';
import { dataOfContact } from '../people/data-of-contact.js';
import { eraseContact } from '../people/erase-contact.js';
import { keepRedacted } from './redacted-ids.js';

/** What privacy law asks for: a copy of what is held about a person, or that it be removed. */
export interface PrivacyRequest {
  /** The same request twice is one. */
  key: string;
  kind: 'access' | 'erase' | 'erase-shop';
  /** 'shopify/acme.myshopify.com' */
  shop: string;
  names: Identity[];
  /** The shop's own number of it. */
  reference: string | null;
  atMs: number;
}

export interface PrivacyRow {
  id: string;
  kind: PrivacyRequest['kind'];
  shop: string;
  reference: string | null;
  askedAt: Date;
  doneAt: Date | null;
  people: number;
  hasAnswer: boolean;
}

const PAGE = 100;
const DAY = 86_400_000;
const KEEP_ANSWER_DAYS = 30;

/** @returns false if it was asked for before */
export async function askForPrivacy(database: Database, request: PrivacyRequest): Promise<boolean> {
  const row = await database.kysely
    .insertInto('privacy_requests')
    .values({
      id: uuid(),
      key: request.key,
      kind: request.kind,
      shop: request.shop,
      names: JSON.stringify(request.names),
      reference: request.reference,
      asked_at: date(request.atMs),
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The people who go by any of these names. */
export async function contactsNamed(database: Database, names: Identity[]): Promise<string[]> {
  if (names.length === 0) return [];
  const rows = await database.kysely
    .selectFrom('contact_identities')
    .select('contact_id')
    .distinct()
    .where((where) => where.or(names.map(({ kind, value }) => where.and({ kind, value }))))
    .execute();
  return rows.map(({ contact_id }) => contact_id);
}

/** Does what is asked for, a page of a shop's people at a time. @returns whether anything is left */
export async function doPrivacyRequests(database: Database, nowMs: number): Promise<boolean> {
  const request = await database.kysely
    .selectFrom('privacy_requests')
    .selectAll()
    .where('done_at', 'is', null)
    .orderBy('asked_at')
    .limit(1)
    .executeTakeFirst();
  if (!request) return false;
  // First: what is taken before that is found below, and what is taken after it sees that it must not be.
  if (request.kind !== 'access') await keepRedacted(database, request.names, request.asked_at.getTime());
  const people =
    request.kind === 'erase-shop'
      ? await peopleOf(database, request.shop)
      : await contactsNamed(database, request.names);
  if (request.kind !== 'access') {
    for (const id of people) await eraseContact(database, id, { nowMs });
    await forgetDeliveries(database, request);
  }
  const answer =
    request.kind === 'access'
      ? await Promise.all(people.map((id) => dataOfContact(database, id)))
      : undefined;
  // A shop has been gone through when a page finds nobody.
  const isDone = request.kind !== 'erase-shop' || people.length === 0;
  await database.kysely
    .updateTable('privacy_requests')
    .set({
      people: request.people + people.length,
      ...(isDone ? { done_at: date(nowMs), names: '[]' } : {}),
      ...(answer ? { answer: JSON.stringify(answer) } : {}),
    })
    .where('id', '=', request.id)
    .execute();
  return true;
}

/** Those whom this shop alone has named: others are somebody else's customers too. */
async function peopleOf(database: Database, shop: string): Promise<string[]> {
  const [kind, ...host] = shop.split('/');
  const own = `${host.join('/').replaceAll(/[\\%_]/g, '\\$&')}/%`;
  const { rows } = await sql<{ contact_id: string }>`
    select distinct i.contact_id from contact_identities i
    where i.kind = ${kind} and i.value like ${own} and not exists (
      select 1 from contact_identities o where o.contact_id = i.contact_id and o.kind = ${kind} and o.value not like ${own})
    limit ${PAGE}`.execute(database.kysely);
  return rows.map(({ contact_id }) => contact_id);
}

/** What the shop's webhooks said of them goes, too. */
async function forgetDeliveries(
  database: Database,
  request: { kind: string; shop: string; names: Identity[] },
): Promise<void> {
  const said = request.names.map(({ kind, value }) =>
    kind === 'phone' || kind === 'email' ? value : value.split('/').pop()!,
  );
  await database.kysely
    .updateTable('webhook_deliveries')
    .set({ payload: '' })
    .where('integration', '=', request.shop.split('/')[0]!)
    .$if(request.kind === 'erase', (query) =>
      query.where(
        sql<boolean>`exists (select 1 from unnest(${said}::text[]) s where position(s in payload) > 0)`,
      ),
    )
    .execute();
}

export async function listPrivacyRequests(database: Database): Promise<PrivacyRow[]> {
  const rows = await database.kysely
    .selectFrom('privacy_requests')
    .select(['id', 'kind', 'shop', 'reference', 'asked_at', 'done_at', 'people'])
    .select(sql<boolean>`answer is not null`.as('hasAnswer'))
    .orderBy('asked_at', 'desc')
    .limit(200)
    .execute();
  return rows.map(({ asked_at, done_at, ...row }) => ({ ...row, askedAt: asked_at, doneAt: done_at }));
}

export async function privacyAnswer(database: Database, id: string): Promise<unknown> {
  const row = await database.kysely
    .selectFrom('privacy_requests')
    .select('answer')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.answer ?? null;
}

/** A copy of somebody's data is no longer kept once there was time to hand it over. */
export async function sweepPrivacyAnswers(database: Database, nowMs: number): Promise<void> {
  await database.kysely
    .updateTable('privacy_requests')
    .set({ answer: null })
    .where('answer', 'is not', null)
    .where('done_at', '<', date(nowMs - KEEP_ANSWER_DAYS * DAY))
    .execute();
}
