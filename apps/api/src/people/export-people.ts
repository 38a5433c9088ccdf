import {
  accountsOf,
  attributesOfPeople,
  searchContacts,
  type ContactFilter,
  type ContactRow,
  type Database,
} from '@signalbox/store';
import { allRows, csvHead, csvLine } from '../http/files.js';
import { writeAttribute } from './attribute-cells.js';

export const ACCOUNT_KIND = 'user';
/** Before the name of an attribute in a column's header, so that none is taken for a field of the same name. */
export const ATTRIBUTE_PREFIX = 'attributes.';

/** The people that a filter matches, line by line, as a file that an import knows again. */
export async function* exportPeople(
  database: Database,
  filter: ContactFilter,
  format: 'csv' | 'ndjson',
  nowMs: number,
): AsyncGenerator<string> {
  const attributes = format === 'csv' ? await attributesOfPeople(database, filter, nowMs) : [];
  if (format === 'csv')
    yield csvHead([
      ...Object.keys(fieldsOf({} as ContactRow)),
      ...attributes.map((name) => ATTRIBUTE_PREFIX + name),
    ]);
  for await (const person of allRows<ExportedRow>((last, limit) =>
    page(database, filter, last, limit, nowMs),
  )) {
    const fields = fieldsOf(person);
    yield format === 'ndjson'
      ? `${JSON.stringify({ ...fields, attributes: person.attributes })}\n`
      : csvLine([
          ...Object.values({ ...fields, tags: tagsCell(person.tags) }),
          ...attributes.map((name) => writeAttribute(person.attributes[name])),
        ]);
  }
}

type ExportedRow = ContactRow & { userId: string | null };

async function page(
  database: Database,
  filter: ContactFilter,
  last: ContactRow | undefined,
  limit: number,
  nowMs: number,
): Promise<ExportedRow[]> {
  const before = last && { at: last.createdAt, id: last.id };
  const { contacts } = await searchContacts(database, { ...filter, before, limit, isCounted: false, nowMs });
  if (contacts.length === 0) return [];
  const ids = contacts.map(({ id }) => id);
  const accounts = await accountsOf(database, ACCOUNT_KIND, ids);
  return contacts.map((row) => ({ ...row, userId: accounts.get(row.id) ?? null }));
}

const fieldsOf = (row: Partial<ExportedRow>) => ({
  signalbox_id: row.id,
  user_id: row.userId,
  first_name: row.firstName,
  last_name: row.lastName,
  email: row.email,
  phone: row.phone,
  country: row.country,
  language: row.language,
  time_zone: row.timeZone,
  sms_consent: row.smsConsent,
  order_count: row.orderCount,
  last_order_at: row.lastOrderAt?.toISOString() ?? null,
  tags: row.tags,
  created_at: row.createdAt?.toISOString(),
});

/** A tag that holds what tags are parted by makes the cell a JSON list. */
export const tagsCell = (tags: string[]): string =>
  tags.some((tag) => /[,;]/.test(tag)) ? JSON.stringify(tags) : tags.join(',');
