import { sql } from 'kysely';
import { date, type Database } from '../database.js';
import { takingIn } from '../intake/seen.js';
import { takeWithin } from '../intake/take-event.js';
import { contactsByDate } from '../campaigns.js';
import { enterPoints, lockPoints, type PointsEntry } from './ledger.js';
import { happeningsOf, LOYALTY } from './happenings.js';
import { loyaltyProgramme, readProgramme, type Programme } from './programme.js';
import { settleTiers, tiersAtRisk } from './tiers.js';

const DAY = 86_400_000;
const PAGE = 200;
/** People are told of points that expire this many days before. */
const TOLD_DAYS = [30, 7, 1];
/** And of a tier that they are about to lose, so many days before. */
const AT_RISK_DAYS = 14;

/**
 * What time alone does to points and tiers. Asked now and then; each thing happens once, however often.
 * @param day the shop's, YYYY-MM-DD
 */
export async function keepLoyaltyTime(database: Database, { day, nowMs }: { day: string; nowMs: number }) {
  const programme = await loyaltyProgramme(database);
  if (programme?.kind !== 'ours') return;
  if (programme.birthday) await giveBirthdayPoints(database, programme, day, nowMs);
  await inPages(database, expiredBy(nowMs), (people) => expire(database, people, day, nowMs));
  if (programme.expiryDays !== undefined)
    for (const days of TOLD_DAYS)
      await inPages(database, expiringBetween(nowMs, nowMs + days * DAY), (people) =>
        tellExpiring(database, people, days, nowMs),
      );
  if (programme.tierDays === undefined) return;
  await inPages(database, inTier, (people) => settle(database, people, day, nowMs));
  await inPages(database, inTier, (people) => tellAtRisk(database, programme, people, nowMs));
}

type Finder = (database: Database, after: string | null) => Promise<string[]>;

async function inPages(database: Database, find: Finder, act: (people: string[]) => Promise<void>) {
  for (let after: string | null = null; ;) {
    const people: string[] = await find(database, after);
    if (people.length === 0) return;
    await act(people);
    after = people.at(-1)!;
  }
}

const page = async (rows: Promise<{ rows: { contact_id: string }[] }>) =>
  (await rows).rows.map(({ contact_id }) => contact_id);
const behind = (after: string | null) => sql`(${after}::uuid is null or contact_id > ${after}::uuid)`;

/** Those of whose points more have expired than they have spent, lost or had expire. */
const expiredBy =
  (nowMs: number): Finder =>
  (database, after) =>
    page(
      sql<{ contact_id: string }>`
        select contact_id from points_entries
        where ${behind(after)} and contact_id in (select contact_id from points_entries where expires_at <= ${date(nowMs)})
        group by contact_id
        having coalesce(sum(points) filter (where expires_at <= ${date(nowMs)}), 0) + coalesce(sum(points) filter (where points < 0), 0) > 0
        order by contact_id limit ${PAGE}`.execute(database.kysely),
    );

const expiringBetween =
  (fromMs: number, untilMs: number): Finder =>
  (database, after) =>
    page(
      sql<{ contact_id: string }>`
        select distinct contact_id from points_entries
        where ${behind(after)} and expires_at > ${date(fromMs)} and expires_at <= ${date(untilMs)}
        order by contact_id limit ${PAGE}`.execute(database.kysely),
    );

const inTier: Finder = (database, after) =>
  page(
    sql<{ contact_id: string }>`
      select id as contact_id from contacts where tier is not null and (${after}::uuid is null or id > ${after}::uuid)
      order by id limit ${PAGE}`.execute(database.kysely),
  );

/** What is used up is used from what expires first; so what expires now is what is left of the expired. */
async function expire(database: Database, people: string[], day: string, nowMs: number): Promise<void> {
  await takingIn(database, nowMs, async (tx) => {
    await lockPoints(tx, people);
    const { rows } = await sql<{ contact_id: string; left: number }>`
      select contact_id, (coalesce(sum(points) filter (where expires_at <= ${date(nowMs)}), 0)
        + coalesce(sum(points) filter (where points < 0), 0))::int as left
      from points_entries where contact_id = any (${people}::uuid[]) group by contact_id`.execute(tx);
    const entries = rows
      .filter(({ left }) => left > 0)
      .map(({ contact_id, left }): PointsEntry => ({
        key: `expired/${contact_id}/${nowMs}`,
        contactId: contact_id,
        points: -left,
        reason: 'Expired',
        kind: 'expired',
        atMs: nowMs,
      }));
    const balances = await enterPoints(tx, entries);
    const cause = { id: `expired/${nowMs}`, reason: 'Expired' };
    for (const event of await happeningsOf(tx, { balances, tiers: [] }, cause, nowMs))
      await takeWithin(tx, event, nowMs);
  });
}

async function tellExpiring(
  database: Database,
  people: string[],
  days: number,
  nowMs: number,
): Promise<void> {
  const until = date(nowMs + days * DAY);
  const { rows } = await sql<{ contact_id: string; left: number; balance: number; first: Date }>`
    select p.contact_id, c.points_balance as balance,
      min(p.expires_at) filter (where p.expires_at > ${date(nowMs)} and p.expires_at <= ${until}) as first,
      (coalesce(sum(p.points) filter (where p.expires_at <= ${until}), 0)
        + coalesce(sum(p.points) filter (where p.points < 0), 0))::int as left
    from points_entries p join contacts c on c.id = p.contact_id
    where p.contact_id = any (${people}::uuid[]) group by p.contact_id, c.points_balance`.execute(
    database.kysely,
  );
  for (const { contact_id, left, balance, first } of rows) {
    if (left <= 0) continue;
    // Told once for each day on which points expire, at each distance; a nearer one supersedes one that was missed.
    const nearer = TOLD_DAYS.filter((other) => other < days);
    if (nearer.some((other) => first.getTime() - nowMs <= other * DAY)) continue;
    await takingIn(database, nowMs, (tx) =>
      takeWithin(
        tx,
        {
          source: LOYALTY,
          messageId: `expiring/${contact_id}/${first.toISOString().slice(0, 10)}/${days}`,
          name: 'Points Expiring',
          occurredAtMs: nowMs,
          contactId: contact_id,
          identities: [],
          properties: { points: left, days, expires_at: first.toISOString(), balance },
          keys: [],
          isHistory: false,
        },
        nowMs,
      ),
    );
  }
}

/** Told once for each day on which a tier ends, with what is missing to keep it. */
async function tellAtRisk(
  database: Database,
  programme: Programme,
  people: string[],
  nowMs: number,
): Promise<void> {
  const atRisk = await tiersAtRisk(database.kysely, programme, people, {
    nowMs,
    untilMs: nowMs + AT_RISK_DAYS * DAY,
  });
  for (const { contactId, tier, endsAt, gap } of atRisk)
    await takingIn(database, nowMs, (tx) =>
      takeWithin(
        tx,
        {
          source: LOYALTY,
          messageId: `at-risk/${contactId}/${tier}/${endsAt.toISOString().slice(0, 10)}`,
          name: 'Tier At Risk',
          occurredAtMs: nowMs,
          contactId,
          identities: [],
          properties: {
            tier,
            ends_at: endsAt.toISOString(),
            gap,
            ...(programme.tierBy === 'spend' ? { currency: programme.currency } : {}),
          },
          keys: [],
          isHistory: false,
        },
        nowMs,
      ),
    );
}

async function giveBirthdayPoints(
  database: Database,
  programme: Programme,
  day: string,
  nowMs: number,
): Promise<void> {
  const { birthday, expiryDays } = programme;
  const { attribute, points } = birthday!;
  const dates = [day.slice(5)];
  // Who was born on 29 February has it on the 28th in other years.
  if (dates[0] === '02-28' && new Date(`${day.slice(0, 4)}-02-29T00:00:00Z`).getUTCDate() !== 29)
    dates.push('02-29');
  const people = await contactsByDate(database, { field: attribute, dates, yearly: true });
  for (const contactId of people)
    await takingIn(database, nowMs, async (tx) => {
      await lockPoints(tx, [contactId]);
      const balances = await enterPoints(tx, [
        {
          key: `birthday/${contactId}/${day.slice(0, 4)}`,
          contactId,
          points,
          reason: 'Happy birthday',
          kind: 'birthday',
          ...(expiryDays === undefined ? {} : { expiresAtMs: nowMs + expiryDays * DAY }),
          atMs: nowMs,
        },
      ]);
      const tiers = balances.length > 0 ? await settleTiers(tx, programme, [contactId], nowMs) : [];
      const cause = { id: `birthday/${day}`, reason: 'Happy birthday' };
      for (const event of await happeningsOf(tx, { balances, tiers }, cause, nowMs))
        await takeWithin(tx, event, nowMs);
    });
}

async function settle(database: Database, people: string[], day: string, nowMs: number): Promise<void> {
  await takingIn(database, nowMs, async (tx) => {
    const programme = await readProgramme(tx);
    if (!programme) return;
    await lockPoints(tx, people);
    const tiers = await settleTiers(tx, programme, people, nowMs);
    const cause = { id: `tiers/${day}`, reason: 'Time has passed' };
    for (const event of await happeningsOf(tx, { balances: [], tiers }, cause, nowMs))
      await takeWithin(tx, event, nowMs);
  });
}
