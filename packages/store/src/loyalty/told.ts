import { sql } from 'kysely';
import { date, type Database, type Tx } from '../database.js';
import { LOYALTY } from './happenings.js';
import { readProgramme } from './programme.js';

interface ToldEvent {
  id: string;
  name: string;
  source: string;
  occurredAtMs: number;
  properties: { [key: string]: unknown };
}

/** The events by which others tell something of a person that `keepTold` keeps. */
export const TOLD: ReadonlySet<string> = new Set([
  ...['Points Changed', 'Tier Changed', 'Reward Ready', 'Loyalty Points Changed'],
  ...['Reward Redeemed', 'Reward Returned', 'Support Case Opened', 'Support Case Closed'],
  ...['Back In Stock Cancelled', 'Contacted Elsewhere', 'Customer Referred'],
]);

/** Keeps what others tell of a person: their own points, a case at a help desk, who they brought. Older news undoes nothing. */
export async function keepTold(tx: Tx, contactId: string, event: ToldEvent): Promise<void> {
  const { name, source, properties } = event;
  const at = date(event.occurredAtMs);
  switch (name) {
    case 'Points Changed':
    case 'Tier Changed':
    case 'Reward Ready':
    case 'Loyalty Points Changed':
      if (source !== LOYALTY) await keepBalance(tx, contactId, properties, at);
      return;
    case 'Reward Redeemed':
    case 'Reward Returned':
      // Our own ledger knows better what is left.
      if ((await readProgramme(tx))?.kind !== 'ours') await keepBalance(tx, contactId, properties, at);
      return;
    case 'Support Case Opened':
    case 'Support Case Closed':
      return keepCase(tx, contactId, event, at);
    case 'Back In Stock Cancelled':
      await sql`
        update waitlist set state = 'left', reason = 'They took their wish back', ended_at = ${at}
        where contact_id = ${contactId} and variant_id = ${textOf(properties.variant_id) ?? ''}
          and state in ('waiting', 'claimed')`.execute(tx);
      return;
    case 'Contacted Elsewhere':
      await sql`update contacts set contacted_elsewhere_at = greatest(contacted_elsewhere_at, ${at}) where id = ${contactId}`.execute(
        tx,
      );
      return;
    case 'Customer Referred': {
      const referred = textOf(
        properties.referred_id ?? properties.referred ?? properties.email ?? properties.phone,
      );
      await tx
        .insertInto('referrals')
        .values({ source, referred: referred ?? `event/${event.id}`, contact_id: contactId, at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await countReferrals(tx, contactId);
    }
  }
}

/** Two people became one, and their rows are the survivor's: what is kept of them on the person is counted anew. */
export async function mergeTold(tx: Tx, survivorId: string, mergedId: string): Promise<void> {
  // The one case of each of them, at a help desk that numbers nothing, is now the one case of both.
  await sql`
    with former as (
      delete from support_cases where contact_id = ${survivorId} and case_id = ${onlyCaseOf(mergedId)}
      returning source, opened_at, closed_at)
    insert into support_cases as own (source, case_id, contact_id, opened_at, closed_at)
    select source, ${onlyCaseOf(survivorId)}, ${survivorId}::uuid, opened_at, closed_at from former
    on conflict (source, case_id) do update set
      opened_at = greatest(own.opened_at, excluded.opened_at),
      closed_at = greatest(own.closed_at, excluded.closed_at)`.execute(tx);
  await lookForOpenCase(tx, survivorId);
  await countReferrals(tx, survivorId);
}

const countReferrals = (tx: Tx, contactId: string) =>
  sql`
    update contacts set referral_count = (select count(*) from referrals where contact_id = ${contactId})
    where id = ${contactId}`.execute(tx);

async function keepBalance(
  tx: Tx,
  contactId: string,
  properties: { [key: string]: unknown },
  at: Date,
): Promise<void> {
  const balance = Number(properties.balance ?? properties.points_balance ?? NaN);
  if (Number.isSafeInteger(Math.round(balance)) && Math.abs(balance) < 2_000_000_000)
    await sql`
      update contacts set points_balance = ${Math.round(balance)}, points_at = ${at}
      where id = ${contactId} and (points_at is null or points_at <= ${at})`.execute(tx);
  const tier = textOf(properties.tier);
  if (tier !== null)
    await sql`
      update contacts set tier = ${tier}, tier_at = ${at}
      where id = ${contactId} and (tier_at is null or tier_at <= ${at})`.execute(tx);
}

/** What a programme answered that was asked: as if it had told by itself. */
export const keepAnsweredBalance = (
  database: Database,
  contactId: string,
  answer: { balance: number; tier: string | null },
  atMs: number,
): Promise<void> =>
  database.kysely
    .transaction()
    .execute((tx) => keepBalance(tx, contactId, { balance: answer.balance, tier: answer.tier }, date(atMs)));

async function keepCase(tx: Tx, contactId: string, event: ToldEvent, at: Date): Promise<void> {
  const isOpening = event.name === 'Support Case Opened';
  // A help desk that numbers nothing has one case a person.
  const caseId = textOf(event.properties.case_id ?? event.properties.ticket_id) ?? onlyCaseOf(contactId);
  const [opened, closed] = isOpening ? [at, null] : [null, at];
  await sql`
    insert into support_cases (source, case_id, contact_id, opened_at, closed_at)
    values (${event.source}, ${caseId}, ${contactId}, ${opened}, ${closed})
    on conflict (source, case_id) do update set
      opened_at = greatest(support_cases.opened_at, excluded.opened_at),
      closed_at = greatest(support_cases.closed_at, excluded.closed_at)`.execute(tx);
  await lookForOpenCase(tx, contactId);
}

const onlyCaseOf = (contactId: string) => `person/${contactId}`;

/** One that was opened again after it was closed is open. */
const lookForOpenCase = (tx: Tx, contactId: string) =>
  sql`
    update contacts set has_open_case = exists (
      select 1 from support_cases s where s.contact_id = ${contactId}
        and s.opened_at is not null and (s.closed_at is null or s.opened_at > s.closed_at))
    where id = ${contactId}`.execute(tx);

const textOf = (value: unknown): string | null =>
  (typeof value === 'string' && value.trim() !== '') || typeof value === 'number'
    ? String(value).trim().slice(0, 200)
    : null;
