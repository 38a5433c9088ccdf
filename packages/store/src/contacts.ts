import { sql } from 'kysely';
import { date, type Database } from './database.js';
import { notify } from './listen.js';
import { learnAttributes } from './people/attributes.js';
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

export async function searchContacts(
  database: Database,
  {
    search = '',
    before,
    limit = 50,
  }: { search?: string; before?: { createdAt: Date; id: string }; limit?: number },
): Promise<{ contacts: ContactRow[]; total: number }> {
  const words = search.trim().split(/\s+/).filter(Boolean).slice(0, 5);
  const matching = sql<boolean>`${sql.join(
    [
      sql`true`,
      ...words.map((word) => {
        const part = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;
        return sql`concat_ws(' ', first_name, last_name, email, contacts.phone) ilike ${part}`;
      }),
    ],
    sql` and `,
  )}`;
  const [contacts, { total }] = await Promise.all([
    contactRows(database)
      .where(matching)
      .$if(before !== undefined, (query) =>
        query.where(sql<boolean>`(created_at, contacts.id) < (${before!.createdAt}, ${before!.id}::uuid)`),
      )
      .orderBy('created_at', 'desc')
      .orderBy('contacts.id', 'desc')
      .limit(limit)
      .execute(),
    database.kysely
      .selectFrom('contacts')
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .where(matching)
      .executeTakeFirstOrThrow(),
  ]);
  return { contacts, total };
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
