import { sql } from 'kysely';
import { date, type Database } from './database.js';
import { notify } from './listen.js';
import { learnAttributes } from './people/attributes.js';
import { matching, type ContactFilter } from './people/contact-filter.js';
import { putTags, takeTags } from './people/tags.js';
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
    ...filter
  }: ContactFilter & { before?: { createdAt: Date; id: string }; limit?: number; nowMs?: number },
): Promise<{ contacts: ContactRow[]; total: number; isMore: boolean }> {
  const which = matching(filter, nowMs);
  const isAll = Object.values(filter).every((value) => value === undefined || value === '');
  const counted = isAll
    ? sql<{ total: number }>`select count(*) as total from contacts`
    : sql<{ total: number }>`select count(*) as total from (
        select 1 from contacts where ${which} limit ${COUNTED_UP_TO + 1}) counted`;
  const [contacts, { rows }] = await Promise.all([
    contactRows(database)
      .where(which)
      .$if(before !== undefined, (query) =>
        query.where(sql<boolean>`(created_at, contacts.id) < (${before!.createdAt}, ${before!.id}::uuid)`),
      )
      .orderBy('created_at', 'desc')
      .orderBy('contacts.id', 'desc')
      .limit(limit)
      .execute(),
    counted.execute(database.kysely),
  ]);
  const { total } = rows[0]!;
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
  { atMs, source = 'step' }: { atMs: number; source?: string },
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
    await takeTags(tx, [id], change.removeTags ?? []);
    await putTags(tx, [id], change.addTags ?? [], { source, atMs });
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
