import { sql } from 'kysely';
import type { Tx } from '../database.js';

/** Tables that know a number, and nobody whose it is. */
export const BY_NUMBER = [
  'suppressions',
  'contact_preferences',
  'recipient_pages',
  'opt_in_requests',
  'conversation_reads',
  'unreachable_phones',
];

/** Removes what is kept by a number, not by a person: also what was texted before anybody was known by it. */
export async function forgetNumber(tx: Tx, phone: string, hash: string): Promise<void> {
  for (const table of BY_NUMBER)
    await sql`delete from ${sql.table(table)} where phone = ${phone}`.execute(tx);
  for (const table of ['inbound_messages', 'reply_reviews', 'links'] as const)
    await tx.deleteFrom(table).where('phone', '=', phone).where('contact_id', 'is', null).execute();
  await forgetTexts(tx, sql`contact_id is null and phone = ${phone}`);
  await sql`
    delete from event_ids where source = 'sign-up' and (position(${`/${phone}/`} in message_id) > 0
      or position(${`/${hash}/`} in message_id) > 0)`.execute(tx);
}

/** Texts stay to be counted. One that nobody has begun to send goes nowhere. */
export async function forgetTexts(tx: Tx, which: ReturnType<typeof sql<boolean>>): Promise<void> {
  await sql`
    update messages set phone = null, body = null,
      send_key = case when send_key like 'opt-in/%' then 'erased/' || id else send_key end,
      state = case when run_id is null and state = 'planned' then 'suppressed' else state end,
      reason_code = case when run_id is null and state = 'planned' then 'no-phone' else reason_code end,
      reason = case when run_id is null and state = 'planned' then 'They have no phone number' else reason end
    where ${which}`.execute(tx);
}
