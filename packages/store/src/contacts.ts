import { sql } from 'kysely';
import { date, type Database } from './database.js';
import { notify } from './listen.js';
import { learnAttributes } from './people/attributes.js';
import { matching, type ContactFilter } from './people/contact-filter.js';
import { letGo } from './intake/come-back.js';
import { BY_STEP, putTags, takeTags } from './people/tags.js';
import { writingAs } from './people/writing-as.js';

export type SmsConsent = 'granted' | 'denied' | 'none' | 'stopped';

export interface ContactRow {
  id: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  country: string | null;
  language: string | null;
  timeZone: string | null;
  attributes: { [key: string]: unknown };
  tags: string[];
  orderCount: number;
  totalSpent: Record<string, number>;
  lastOrderAt: Date | null;
  isDemo: boolean;
  createdAt: Date;
  /** For marketing texts. */
  smsConsent: SmsConsent;
}

const contactRows = (database: Database) =>
  database.kysely.selectFrom('contacts').select([
    'contacts.id',
    'first_name as firstName',
    'last_name as lastName',
    'email',
    'contacts.phone',
    'country',
    'language',
    'time_zone as timeZone',
    'attributes',
    'tags',
    'order_count as orderCount',
    'total_spent as totalSpent',
    'last_order_at as lastOrderAt',
    'is_demo as isDemo',
    'created_at as createdAt',
    sql<SmsConsent>`case
      when exists (select 1 from suppressions s where s.phone = contacts.phone) then 'stopped'
      else coalesce((select c.state from consents c where c.phone = contacts.phone and c.purpose = 'marketing'
        order by c.at desc, c.id desc limit 1), 'none') end`.as('smsConsent'),
  ]);

export async function getContact(database: Database, id: string): Promise<ContactRow | null> {
  return (
    (await contactRows(database)
      .where('contacts.id', '=', sql<string>`current_contact(${id})`)
      .executeTakeFirst()) ?? null
  );
}

/** The person who has this number, the one last heard of if several do. */
export async function findContactByPhone(database: Database, phone: string): Promise<ContactRow | null> {
  return (
    (await contactRows(database)
      .where('contacts.phone', '=', phone)
      .orderBy('updated_at', 'desc')
      .executeTakeFirst()) ?? null
  );
}

/** More people than this are counted as "more than". */
const COUNTED_UP_TO = 10_000;

/** People whom a filter matches, the newest first. */
export async function searchContacts(
  database: Database,
  {
    before,
    limit = 50,
    nowMs = Date.now(),
    isCounted = true,
    ...filter
  }: ContactFilter & {
    before?: { at: Date; id: string };
    limit?: number;
    nowMs?: number;
    /** Whoever reads page after page needs no count with each. */
    isCounted?: boolean;
  },
): Promise<{ contacts: ContactRow[]; total: number; isMore: boolean }> {
  const { kysely } = database;
  const which = matching(filter, nowMs);
  const isAll = Object.values(filter).every((value) => value === undefined || value === '');
  const page = sql`${before ? sql`and (created_at, contacts.id) < (${before.at}, ${before.id}::uuid)` : sql``}
    order by created_at desc, contacts.id desc limit ${limit}`;
  // The few of whom there are few are sorted; of very many, the newest are met soon on the way from newest to oldest.
  const { rows } = await (
    isAll || !isCounted
      ? sql<{ ids: string[]; total: number }>`
        select ${isCounted ? sql`(select count(*) from contacts)` : sql`0`} as total,
          array(select id from contacts where ${which} ${page}) as ids`
      : sql<{ ids: string[]; total: number }>`
        with few as materialized (select id, created_at from contacts where ${which} limit ${COUNTED_UP_TO + 1}),
          counted as materialized (select count(*) as total from few)
        select total, case when total <= ${COUNTED_UP_TO} then array(select id from few contacts where true ${page})
          else array(select id from contacts where ${which} ${page}) end as ids
        from counted`
  ).execute(kysely);
  const { ids, total } = rows[0]!;
  const contacts =
    ids.length === 0
      ? []
      : await contactRows(database)
          .where('contacts.id', 'in', ids)
          .orderBy('created_at', 'desc')
          .orderBy('contacts.id', 'desc')
          .execute();
  return isAll || total <= COUNTED_UP_TO
    ? { contacts, total, isMore: false }
    : { contacts, total: COUNTED_UP_TO, isMore: true };
}

export interface ContactChange {
  firstName?: string;
  lastName?: string;
  language?: string;
  timeZone?: string;
  addTags?: string[];
  removeTags?: string[];
  attributes?: { [key: string]: unknown };
}

/** Writes a step's values onto a person. */
export async function updateContactFields(
  database: Database,
  id: string,
  change: ContactChange,
  { atMs, source = BY_STEP }: { atMs: number; source?: string },
): Promise<void> {
  await learnAttributes(database, [change.attributes], atMs);
  await database.kysely.transaction().execute(async (tx) => {
    await writingAs(tx, source);
    await tx
      .updateTable('contacts')
      .set({
        ...(change.firstName === undefined ? {} : { first_name: change.firstName }),
        ...(change.lastName === undefined ? {} : { last_name: change.lastName }),
        ...(change.language === undefined ? {} : { language: change.language }),
        ...(change.timeZone === undefined ? {} : { time_zone: change.timeZone }),
        ...(change.attributes === undefined
          ? {}
          : { attributes: sql<string>`attributes || ${JSON.stringify(change.attributes)}::jsonb` }),
        updated_at: sql<Date>`greatest(updated_at, ${date(atMs)})`,
      })
      .where('id', '=', sql<string>`current_contact(${id})`)
      .execute();
    await takeTags(tx, [id], change.removeTags ?? [], { source, atMs });
    await putTags(tx, [id], change.addTags ?? [], { source, atMs });
    if (source === BY_STEP) await letGo(tx, id, change.addTags ?? [], atMs);
    await notify(tx, 'live', { kind: 'contact', contactId: id });
  });
}

/** How sources name a person. */
export function listIdentities(
  database: Database,
  contactId: string,
): Promise<{ kind: string; value: string }[]> {
  return database.kysely
    .selectFrom('contact_identities')
    .select(['kind', 'value'])
    .where('contact_id', '=', contactId)
    .orderBy('kind')
    .orderBy('value')
    .limit(200)
    .execute();
}
