import { sql } from 'kysely';
import type { Tx } from '../database.js';

/** Removes a person from files that were taken in and from what shops' webhooks said. To be called while their events are there. */
export async function forgetMentions(tx: Tx, contactId: string, phones: string[]): Promise<void> {
  const { rows } = await sql<{ email: string }>`
    select value as email from contact_identities where contact_id = ${contactId} and kind = 'email'
    union select lower(email) from contacts where id = ${contactId} and email is not null`.execute(tx);
  const emails = rows.map(({ email }) => email.toLowerCase());
  // A file may write a number without its country and with spaces in it.
  const numbers = phones.map((phone) => phone.slice(1).slice(-8));
  const says = (text: ReturnType<typeof sql>) => sql<boolean>`exists (
    select from unnest(${emails}::text[]) word where position(word in lower(${text})) > 0
    union all
    select from unnest(${numbers}::text[]) word where position(word in translate(${text}, ' ().-/', '')) > 0)`;
  await sql`
    with gone as (delete from import_rows where ${says(sql`cells`)} returning job_id, row_no)
    delete from import_bad_rows b using gone where b.job_id = gone.job_id and b.row_no = gone.row_no`.execute(
    tx,
  );
  await sql`
    update webhook_deliveries set payload = '', detail = null
    where event_ids && array(select id from events where contact_id = ${contactId})
      or ${says(sql`payload || coalesce(detail, '')`)}`.execute(tx);
  await sql`
    delete from bulk_people where job_id = any (array(select id from people_jobs)) and contact_id in (
      select ${contactId}::uuid union all select contact_id from contact_aliases where survivor_id = ${contactId})`.execute(
    tx,
  );
}
