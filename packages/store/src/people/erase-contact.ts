import { sql } from 'kysely';
import { date, type Database, type Tx } from '../database.js';
import { notify } from '../listen.js';
import { forgetMentions } from './forget-mentions.js';
import { forgetNumber, forgetTexts } from './forget-number.js';
import { phoneHashes } from './phone-hashes.js';
import { tablesOfPeople } from './tables-of-people.js';

/**
 * Removes a person: what was said of them, what they did, what was written to them. Counts of journeys stay, and name
 * nobody. Of each number a keyed hash stays, so that who had said STOP is not texted when an old list brings them back.
 * @returns false if there is no such person
 */
export function eraseContact(database: Database, id: string, { nowMs }: { nowMs: number }): Promise<boolean> {
  return database.kysely.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: string; phone: string | null }>`
      select id, phone from contacts where id = current_contact(${id}) for update`.execute(tx);
    const person = rows[0];
    if (!person) return false;
    const phones = await keepHashes(tx, person, nowMs);
    await forgetMentions(tx, person.id, phones);
    await sql`
      update attribute_types set example = '' where (name, example) in (
        select key, left(value #>> '{}', 80) from contacts, jsonb_each(attributes) where id = ${person.id}
        union
        select substr(field, 12), left(before #>> '{}', 80) from contact_changes
        where contact_id = ${person.id} and field like 'attributes.%')`.execute(tx);
    await endRuns(tx, person.id, nowMs);
    await forgetSteps(tx, person.id);
    await forgetConversation(tx, person.id);
    await forgetEvents(tx, person.id);
    for (const { table, column, isNullable } of await tablesOfPeople(tx)) {
      if (isNullable)
        await sql`update ${sql.table(table)} set ${sql.ref(column)} = null where ${sql.ref(column)} = ${person.id}`.execute(
          tx,
        );
      else await sql`delete from ${sql.table(table)} where ${sql.ref(column)} = ${person.id}`.execute(tx);
    }
    await tx.deleteFrom('contacts').where('id', '=', person.id).execute();
    await notify(tx, 'outbox');
    await notify(tx, 'live', { kind: 'contact', contactId: person.id });
    return true;
  });
}

/** @returns all numbers that are or were theirs alone */
async function keepHashes(
  tx: Tx,
  person: { id: string; phone: string | null },
  nowMs: number,
): Promise<string[]> {
  const { rows } = await sql<{ phone: string; stopped: boolean; isShared: boolean }>`
    select p.phone, exists (select 1 from suppressions s where s.phone = p.phone) as stopped,
      exists (select 1 from contacts o where o.phone = p.phone and o.id <> ${person.id}) as "isShared"
    from (select ${person.phone}::text as phone
      union select value from contact_identities where contact_id = ${person.id} and kind = 'phone'
      union select phone from consents where contact_id = ${person.id}) p
    where p.phone is not null`.execute(tx);
  if (rows.length === 0) return [];
  const hashOf = await phoneHashes(tx);
  for (const { phone, stopped, isShared } of rows) {
    await sql`
      insert into erased_phones (hash, stopped, at) values (${hashOf(phone)}, ${stopped}, ${date(nowMs)})
      on conflict (hash) do update set stopped = erased_phones.stopped or excluded.stopped, at = excluded.at`.execute(
      tx,
    );
    if (!isShared) await forgetNumber(tx, phone, hashOf(phone));
  }
  return rows.filter(({ isShared }) => !isShared).map(({ phone }) => phone);
}

/** Runs end where they are; what is not yet told to Temporal is told no more than that. */
async function endRuns(tx: Tx, contactId: string, nowMs: number): Promise<void> {
  await sql`
    insert into outbox (run_id, kind, payload, next_attempt_at, created_at)
    select id, 'interrupt', '{"kind":"end","outcome":"erased"}', ${date(nowMs)}, ${date(nowMs)}
    from runs where contact_id = ${contactId} and ended_at is null`.execute(tx);
  await sql`
    delete from run_subscriptions using runs
    where runs.id = run_subscriptions.run_id and runs.contact_id = ${contactId}`.execute(tx);
  // What the run was started by said things about the person.
  await sql`
    update outbox set payload = case kind when 'start' then jsonb_set(payload, '{entryEvent,properties}', '{}')
      else jsonb_set(payload, '{event,properties}', '{}') end
    from runs where runs.id = outbox.run_id and runs.contact_id = ${contactId} and outbox.kind in ('start', 'event')`.execute(
    tx,
  );
  await sql`
    update runs set start = jsonb_set(start, '{entryEvent,properties}', '{}'), vars = null where contact_id = ${contactId}`.execute(
    tx,
  );
}

/** What conditions saw of them on their way. */
async function forgetSteps(tx: Tx, contactId: string): Promise<void> {
  await sql`
    update run_steps set compared = null from runs
    where runs.id = run_steps.run_id and runs.contact_id = ${contactId} and compared is not null`.execute(tx);
}

async function forgetConversation(tx: Tx, contactId: string): Promise<void> {
  await forgetTexts(tx, sql`contact_id = ${contactId}`);
  for (const table of ['inbound_messages', 'reply_reviews', 'links'] as const)
    await tx.deleteFrom(table).where('contact_id', '=', contactId).execute();
}

/** Events go; one that a run began with stays, empty, as the run's count rests on it. */
async function forgetEvents(tx: Tx, contactId: string): Promise<void> {
  // An example of what such events say may have been theirs; the next event gives another.
  await sql`
    update seen_properties set example = null
    where event_name in (select distinct name from events where contact_id = ${contactId})`.execute(tx);
  await sql`
    update events set properties = '{}', keys = '{}', contact_id = null
    where contact_id = ${contactId} and exists (select 1 from runs where runs.entry_event_id = events.id)`.execute(
    tx,
  );
  await sql`
    delete from thing_events using events where events.id = event_id and contact_id = ${contactId}`.execute(
    tx,
  );
  await sql`delete from events where contact_id = ${contactId}`.execute(tx);
}

export interface ErasedNumbers {
  /** `null` if nobody with this number was erased. */
  (phone: string): { stopped: boolean } | null;
}

const NOBODY: ErasedNumbers = () => null;

/** Tells of numbers whether their owner was erased. Cheap while nobody was. */
export async function erasedNumbers(tx: Tx, phones: string[]): Promise<ErasedNumbers> {
  if (phones.length === 0) return NOBODY;
  const any = await tx.selectFrom('erased_phones').select('hash').limit(1).executeTakeFirst();
  if (!any) return NOBODY;
  const hashOf = await phoneHashes(tx);
  const { rows } = await sql<{ hash: string; stopped: boolean }>`
    select hash, stopped from erased_phones where hash = any (${phones.map(hashOf)}::text[])`.execute(tx);
  const byHash = new Map(rows.map((row) => [row.hash, row]));
  return (phone) => byHash.get(hashOf(phone)) ?? null;
}

/** A number that comes back on its own: if its owner had said STOP before they were erased, that still holds. */
export async function recallStop(tx: Tx, phone: string, atMs: number): Promise<void> {
  const erased = await erasedNumbers(tx, [phone]);
  if (!erased(phone)?.stopped) return;
  await tx
    .insertInto('suppressions')
    .values({ phone, reason: 'Had replied STOP before they were erased', at: date(atMs) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
