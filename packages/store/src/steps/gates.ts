import { sql } from 'kysely';
import { date, lockNames, type Database, type Tx } from '../database.js';

/** A run at a step of a journey. */
export interface StepKey {
  journeyId: string;
  nodeId: string;
  /** `run/node/visit`: asked for again under the same key, the same is given. */
  key: string;
}

interface Rate {
  count: number;
  everyMs: number;
  /** Given by whoever gives up a place that they are too late for: `null` if they had none yet. */
  placeMs?: number | null;
}

/** So late a worker that is busy may bring somebody to their turn. */
const BUSY_MS = 60_000;
/** Together with those who are late by less than this at most a twentieth more go on than the pace lets. */
const LATE_PART = 1 / 20;

/** How long after their turn somebody still goes on: within one gap between two places only one more goes. */
const lateByMs = ({ count, everyMs }: Rate): number =>
  Math.max(BUSY_MS, everyMs / count, everyMs * LATE_PART);

/**
 * A place in a queue that lets `count` through every `everyMs`, evenly spaced, first come, first served. Nobody queues
 * behind those who have left, and whoever was moved to another rate with the rest is given a new place in the same order.
 * Whoever missed their turn, by more than a minute and than a twentieth of `everyMs`, is given a place behind all others, as the pace would not hold if many
 * went on at once after a pause; those of version 1 say no `placeMs` and go on.
 * @param step its plan tells who was moved along
 * @returns when it is this one's turn, Unix milliseconds
 */
export function reserveSlot(
  database: Database,
  { planHash, ...step }: StepKey & { planHash?: string },
  rate: Rate,
  nowMs: number,
): Promise<number> {
  const { journeyId, nodeId, key } = step;
  const { placeMs } = rate;
  const apartMs = rate.everyMs / rate.count;
  return database.kysely.transaction().execute(async (tx) => {
    await lockNames(tx, [`gate/${journeyId}/${nodeId}`]);
    const own = await tx
      .selectFrom('gate_slots')
      .select(['at', 'every_ms'])
      .where('journey_id', '=', journeyId)
      .where('node_id', '=', nodeId)
      .where('place', '=', key)
      .executeTakeFirst();
    const isAsBefore = own && (own.every_ms === null || own.every_ms === apartMs);
    const hasMissed = own && placeMs !== undefined && own.at.getTime() < nowMs - lateByMs(rate);
    if (own && !hasMissed && (isAsBefore || own.at.getTime() <= nowMs)) return own.at.getTime();
    if (!own || hasMissed) await giveUpLeft(tx, step, nowMs);
    const { last } = await tx
      .selectFrom('gate_slots')
      .select(sql<Date | null>`max(at)`.as('last'))
      .where('journey_id', '=', journeyId)
      .where('node_id', '=', nodeId)
      .where((where) =>
        where.or([
          where('every_ms', 'is', null),
          where('every_ms', '=', apartMs),
          where('at', '<=', date(nowMs)),
        ]),
      )
      .executeTakeFirstOrThrow();
    const atMs = Math.max(nowMs, last ? Math.ceil(last.getTime() + apartMs) : 0);
    if (hasMissed) {
      await tx
        .updateTable('gate_slots')
        .set({ at: date(atMs), every_ms: apartMs })
        .where('journey_id', '=', journeyId)
        .where('node_id', '=', nodeId)
        .where('place', '=', key)
        .execute();
      return atMs;
    }
    if (own) return giveAnew(tx, { ...step, planHash }, { fromMs: atMs, apartMs }, nowMs);
    await tx
      .insertInto('gate_slots')
      .values({ journey_id: journeyId, node_id: nodeId, place: key, at: date(atMs), every_ms: apartMs })
      .execute();
    return atMs;
  });
}

/** The run that a place belongs to; none for a place of another kind. */
const RUN = sql`case when place ~ '^[0-9a-f-]{36}/' then substr(place, 1, 36)::uuid end`;
/** As many of the last places are looked at in one go. */
const LOOKED_AT = 200;

/** Gives up the last places as long as whoever held them has left: the journey, or the step before its turn. */
async function giveUpLeft(tx: Tx, { journeyId, nodeId }: StepKey, nowMs: number): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ place: string; hasLeft: boolean }>`
      select place, exists (
        select from runs r where r.id = ${RUN} and (r.ended_at is not null or exists (
          select from run_steps s where s.run_id = r.id and s.node_id = gate_slots.node_id
            and s.visit = substring(place from '[0-9]+$')::int and s.left_at is not null))) as "hasLeft"
      from gate_slots where journey_id = ${journeyId} and node_id = ${nodeId} and at > ${date(nowMs)}
      order by at desc limit ${LOOKED_AT}`.execute(tx);
    const held = rows.findIndex(({ hasLeft }) => !hasLeft);
    const left = held === -1 ? rows : rows.slice(0, held);
    if (left.length === 0) return;
    await tx
      .deleteFrom('gate_slots')
      .where('journey_id', '=', journeyId)
      .where('node_id', '=', nodeId)
      .where(
        'place',
        'in',
        left.map(({ place }) => place),
      )
      .execute();
    if (held !== -1) return;
  }
}

/** New places at another rate for all who were moved to it, in the order in which they came. @returns the asker's own */
async function giveAnew(
  tx: Tx,
  { journeyId, nodeId, key, planHash = '' }: StepKey & { planHash?: string },
  { fromMs, apartMs }: { fromMs: number; apartMs: number },
  nowMs: number,
): Promise<number> {
  await sql`
    update gate_slots set every_ms = ${apartMs}::float8,
      at = ${date(fromMs)}::timestamptz + (moved.before * ${apartMs}::float8) * interval '1 millisecond'
    from (
      select place, row_number() over (order by at, place) - 1 as before from gate_slots
      where journey_id = ${journeyId} and node_id = ${nodeId} and at > ${date(nowMs)}
        and every_ms is distinct from ${apartMs}::float8
        and (place = ${key} or exists (select from runs r where r.id = ${RUN} and r.ended_at is null
          and (r.plan_hash = ${planHash} or r.moving_to = ${planHash})))
    ) moved
    where journey_id = ${journeyId} and node_id = ${nodeId} and gate_slots.place = moved.place`.execute(tx);
  const { at } = await tx
    .selectFrom('gate_slots')
    .select('at')
    .where('journey_id', '=', journeyId)
    .where('node_id', '=', nodeId)
    .where('place', '=', key)
    .executeTakeFirstOrThrow();
  return at.getTime();
}
