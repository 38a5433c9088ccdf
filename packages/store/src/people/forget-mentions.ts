import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../database.js';

/** Removes a person from files that were taken in and from what shops' webhooks said. To be called while their events are there. */
export async function forgetMentions(tx: Tx, contactId: string, phones: string[]): Promise<void> {
  const { rows } = await sql<{ email: string }>`
    select lower(value) as email from contact_identities where contact_id = ${contactId} and kind = 'email'
    union select lower(email) from contacts where id = ${contactId} and email is not null`.execute(tx);
  const emails = rows.map(({ email }) => ({ word: email, pattern: wholeEmail(email) }));
  const numbers = phones.map((phone) => ({ word: phone.slice(-SUREST), pattern: wholeNumber(phone) }));
  const mentions = (text: RawBuilder<unknown>) => sql<boolean>`(
    ${anyOf(emails, sql`lower(${text})`)} or ${anyOf(numbers, sql`translate(${text}, ' ().-/', '')`)})`;
  await sql`
    update import_pages set lines = (
      select string_agg(case when ${mentions(sql`line`)} then '' else line end, e'\\n' order by place)
      from string_to_table(lines, e'\\n') with ordinality as l (line, place))
    where ${mentions(sql`lines`)}`.execute(tx);
  await sql`delete from import_bad_rows where ${mentions(sql`cells`)}`.execute(tx);
  await sql`
    update webhook_deliveries set payload = '', detail = null
    where event_ids && array(select id from events where contact_id = ${contactId})
      or ${mentions(sql`payload || ' ' || coalesce(detail, '')`)}`.execute(tx);
  for (const table of ['bulk_people', 'import_says'])
    await sql`
      delete from ${sql.table(table)} where job_id = any (array(select id from people_jobs)) and contact_id in (
        select ${contactId}::uuid union all select contact_id from contact_aliases where survivor_id = ${contactId})`.execute(
      tx,
    );
}

const SUREST = 7;

interface Sought {
  word: string;
  /** Tells whether the word stands by itself. */
  pattern: string;
}

/** The look for the word alone is the quick one. */
const anyOf = (sought: Sought[], text: RawBuilder<unknown>) => sql<boolean>`exists (
  select from unnest(${sought.map(({ word }) => word)}::text[], ${sought.map(({ pattern }) => pattern)}::text[]) s (word, pattern)
  where position(word in ${text}) > 0 and ${text} ~ pattern)`;

/** `ann@x.dk` is not in `joann@x.dk`. */
const wholeEmail = (email: string): string =>
  `(^|[^a-z0-9._%+-])${email.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}($|[^a-z0-9-])`;

/** As a number may stand in a file: with its country or without, after a zero or two. */
function wholeNumber(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  const country = [...digits.slice(0, 3)].map((digit) => `${digit}?`).join('');
  return `(^|[^0-9])0{0,2}${country}${digits.slice(3)}($|[^0-9])`;
}
