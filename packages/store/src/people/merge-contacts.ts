import { sql } from 'kysely';
import { wakeForPhone } from '../awaited-phone.js';
import { date, type Database, type Tx } from '../database.js';
import { notify } from '../listen.js';
import { letGoTogether } from '../intake/come-back.js';
import { readProgramme } from '../loyalty/programme.js';
import { settleTiers } from '../loyalty/tiers.js';
import { mergeTold } from '../loyalty/told.js';
import { recountPeople } from '../shop/computed.js';
import { writingAs } from './writing-as.js';
import { tablesOfPeople } from './tables-of-people.js';

/** Tables that name a person without a foreign key. */
const WITHOUT_KEY = ['run_subscriptions', 'links'];

export interface Merge {
  survivorId: string;
  mergedId: string;
  /** 'hand', or the kind of identity that names both. */
  reason: string;
}

/**
 * Makes two people one: all that either did, has and waits for is the survivor's, and the other's id stays a name of
 * theirs. Where both are in the same journey for the same thing, the one that began first goes on.
 * @returns false if one of them is not there (any more)
 */
export async function mergeContacts(database: Database, merge: Merge, nowMs: number): Promise<boolean> {
  return database.kysely.transaction().execute((tx) => mergeWithin(tx, merge, nowMs));
}

export async function mergeWithin(
  tx: Tx,
  { survivorId, mergedId, reason }: Merge,
  nowMs: number,
): Promise<boolean> {
  if (survivorId === mergedId) return false;
  const both = await tx
    .selectFrom('contacts')
    .select('id')
    .where('id', 'in', [survivorId, mergedId])
    .orderBy('id')
    .forUpdate()
    .execute();
  if (both.length < 2) return false;
  await writingAs(tx, 'merge');
  await endLaterOfTwins(tx, survivorId, mergedId, nowMs);
  await letGoTogether(tx, { survivorId, mergedId });
  await toldTogether(tx, survivorId, mergedId);
  for (const table of WITHOUT_KEY)
    await sql`update ${sql.table(table)} set contact_id = ${survivorId} where contact_id = ${mergedId}`.execute(
      tx,
    );
  for (const { table, column, uniqueWith } of await tablesOfPeople(tx)) {
    const [own, person] = [sql.table(table), sql.ref(column)];
    for (const others of uniqueWith) {
      const same = others.map((name) => sql`s.${sql.ref(name)} is not distinct from m.${sql.ref(name)}`);
      await sql`
        delete from ${own} m using ${own} s
        where m.${person} = ${mergedId} and s.${person} = ${survivorId}
          and ${sql.join([sql`true`, ...same], sql` and `)}`.execute(tx);
    }
    await sql`update ${own} set ${person} = ${survivorId} where ${person} = ${mergedId}`.execute(tx);
  }
  await sql`
    insert into contact_aliases (contact_id, survivor_id, reason, was, merged_at)
    select id, ${survivorId}::uuid, ${reason}, to_jsonb(contacts), ${date(nowMs)} from contacts where id = ${mergedId}`.execute(
    tx,
  );
  const programme = await readProgramme(tx);
  await addData(tx, survivorId, mergedId, programme?.kind === 'theirs');
  await wakeForPhone(tx, [survivorId], nowMs);
  await recountPeople(tx, [survivorId]);
  await mergeTold(tx, survivorId, mergedId);
  if (programme?.kind === 'ours') await settleTiers(tx, programme, [survivorId], nowMs);
  await tx.deleteFrom('contacts').where('id', '=', mergedId).execute();
  await notify(tx, 'live', { kind: 'contact', contactId: survivorId });
  await notify(tx, 'outbox');
  return true;
}

/** Of two who are in the audience of one campaign, whoever was told counts: the one person is not told again. */
async function toldTogether(tx: Tx, survivorId: string, mergedId: string): Promise<void> {
  await sql`
    update campaign_people s set outcome = m.outcome, reason = m.reason, at = m.at
    from campaign_people m
    where m.contact_id = ${mergedId} and s.contact_id = ${survivorId} and s.campaign_id = m.campaign_id
      and m.outcome = 'started' and s.outcome is distinct from 'started'`.execute(tx);
}

/** Of two runs of one journey for the same thing, the one that began later ends as `merged`; of two of one batch, by the order in it. */
async function endLaterOfTwins(tx: Tx, survivorId: string, mergedId: string, nowMs: number): Promise<void> {
  const { rows } = await sql<{ keep: string; end: string }>`
    select case when is_first then a_id else b_id end as keep, case when is_first then b_id else a_id end as "end"
    from (select a.id as a_id, b.id as b_id,
        (a.started_at, ae.received_at, a.id) <= (b.started_at, be.received_at, b.id) as is_first
      from runs a join runs b on b.journey_id = a.journey_id and b.entry_key = a.entry_key
      join events ae on ae.id = a.entry_event_id join events be on be.id = b.entry_event_id
    where a.contact_id = ${survivorId} and b.contact_id = ${mergedId}
        and a.ended_at is null and a.replaced_by is null and b.ended_at is null and b.replaced_by is null) twins`.execute(
    tx,
  );
  for (const { keep, end } of rows) {
    await tx.updateTable('runs').set({ replaced_by: keep }).where('id', '=', end).execute();
    await tx
      .insertInto('outbox')
      .values({
        run_id: end,
        kind: 'interrupt',
        payload: JSON.stringify({ kind: 'end', outcome: 'merged' }),
        next_attempt_at: date(nowMs),
        created_at: date(nowMs),
      })
      .execute();
  }
}

/**
 * The survivor's own words stay, gaps are filled; what is counted of orders is counted anew. A balance or tier that the
 * shop's own programme told (`isTold`) is what it told last.
 */
async function addData(tx: Tx, survivorId: string, mergedId: string, isTold: boolean): Promise<void> {
  const isNewer = (at: string) => sql`(${isTold} and m.${sql.ref(at)} > s.${sql.ref(at)})`;
  await sql`
    update contacts s set
      first_name = coalesce(s.first_name, m.first_name), last_name = coalesce(s.last_name, m.last_name),
      email = coalesce(s.email, m.email), phone = coalesce(s.phone, m.phone),
      language = coalesce(s.language, m.language), time_zone = coalesce(s.time_zone, m.time_zone),
      country = coalesce(s.country, m.country), attributes = m.attributes || s.attributes,
      tier = case when ${isNewer('tier_at')} then m.tier else coalesce(s.tier, m.tier) end,
      tier_at = greatest(s.tier_at, m.tier_at),
      points_balance = case when ${isNewer('points_at')} then m.points_balance
        when ${isTold} and s.points_at is not null and m.points_at is not null then s.points_balance
        else s.points_balance + m.points_balance end,
      points_at = greatest(s.points_at, m.points_at),
      contacted_elsewhere_at = greatest(s.contacted_elsewhere_at, m.contacted_elsewhere_at),
      is_demo = s.is_demo and m.is_demo, created_at = least(s.created_at, m.created_at),
      updated_at = greatest(s.updated_at, m.updated_at)
    from contacts m where s.id = ${survivorId} and m.id = ${mergedId}`.execute(tx);
}

export interface MergePreview {
  survivor: { [field: string]: unknown };
  merged: { [field: string]: unknown };
  /** How many rows of what would move. */
  moves: { table: string; count: number }[];
  /** Journeys that both are in now: the later run ends. */
  twins: { journeyId: string; journeyName: string }[];
}

/** What a merge would do, without doing it. */
export async function previewMerge(
  database: Database,
  { survivorId, mergedId }: Omit<Merge, 'reason'>,
): Promise<MergePreview | null> {
  const { kysely } = database;
  const rows = await kysely
    .selectFrom('contacts')
    .selectAll()
    .where('id', 'in', [survivorId, mergedId])
    .execute();
  const survivor = rows.find(({ id }) => id === survivorId);
  const merged = rows.find(({ id }) => id === mergedId);
  if (!survivor || !merged) return null;
  const moves = await Promise.all(
    (await tablesOfPeople(kysely)).map(async ({ table, column }) => {
      const counted = await sql<{ count: number }>`
        select count(*) as count from ${sql.table(table)} where ${sql.ref(column)} = ${mergedId}`.execute(
        kysely,
      );
      return { table, count: counted.rows[0]!.count };
    }),
  );
  const twins = await sql<{ journeyId: string; journeyName: string }>`
    select distinct j.id as "journeyId", j.name as "journeyName"
    from runs a join runs b on b.journey_id = a.journey_id and b.entry_key = a.entry_key join journeys j on j.id = a.journey_id
    where a.contact_id = ${survivorId} and b.contact_id = ${mergedId}
      and a.ended_at is null and a.replaced_by is null and b.ended_at is null and b.replaced_by is null`.execute(
    kysely,
  );
  return { survivor, merged, moves: moves.filter(({ count }) => count > 0), twins: twins.rows };
}
