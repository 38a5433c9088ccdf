import { sql } from 'kysely';
import { date, lockNames, type Database, type Tx } from '../database.js';
import { livePlans } from '../intake/live-plans.js';
import { takingIn } from '../intake/seen.js';
import { takeWithin } from '../intake/take-event.js';
import { notify } from '../listen.js';
import { variantFacts } from '../shop/product-facts.js';
import { lineOrder } from './order.js';
import { settingsOfLine, type Line, type WaitlistSettings } from './settings.js';
import { settleTurns } from './settle-turns.js';

export const TURN = 'Back In Stock Turn';
/** So many are told in one transaction; a larger round goes on at once. */
const AT_ONCE = 200;
const MINUTE = 60_000;
/** Of the time between rounds: a text leaves a moment after its round, and must not be in the way of the next. */
const HELD_FOR = 0.9;

/** What a round did, and when the next is; `null` ends the rounds until the stock changes. */
export interface RoundAnswer {
  told: number;
  waiting: number;
  available: number | null;
  nextInMs: number | null;
  why: 'told' | 'held' | 'no-stock' | 'below-minimum' | 'empty' | 'paused' | 'no-journey';
}

/**
 * One round: the next of the line, in order, as far as the stock reaches. Each one's turn is an event, written in the
 * transaction that claims it, so that nobody is told twice or lost; a round that is asked for again is answered as before.
 */
export function waitlistRound(
  database: Database,
  line: Line & { roundKey: string },
  nowMs: number,
): Promise<RoundAnswer> {
  const { shop, variantId, roundKey } = line;
  return takingIn(database, nowMs, async (tx) => {
    await lockNames(tx, [`waitlist/${shop}/${variantId}`]);
    const known = await tx
      .selectFrom('waitlist_lines')
      .selectAll()
      .where('shop', '=', shop)
      .where('variant_id', '=', variantId)
      .executeTakeFirst();
    if (known?.round_key === roundKey && known.round_answer) return known.round_answer;

    await settleTurns(tx, nowMs, line);
    const settings = await settingsOfLine(tx, line);
    const answer = await oneRound(tx, line, settings, known?.is_paused ?? false, nowMs);
    const row = {
      round_key: roundKey,
      round_answer: JSON.stringify(answer),
      round_at: date(nowMs),
      next_round_at: answer.nextInMs === null ? null : date(nowMs + answer.nextInMs),
    };
    await tx
      .insertInto('waitlist_lines')
      .values({ shop, variant_id: variantId, ...row })
      .onConflict((conflict) => conflict.columns(['shop', 'variant_id']).doUpdateSet(row))
      .execute();
    return answer;
  });
}

async function oneRound(
  tx: Tx,
  line: Line,
  settings: WaitlistSettings,
  isPaused: boolean,
  nowMs: number,
): Promise<RoundAnswer> {
  const { shop, variantId } = line;
  const facts = await variantFacts({ kysely: tx } as Pick<Database, 'kysely'>, { shop, variantId });
  const { rows } = await sql<{ waiting: number; held: number }>`
    select count(*) filter (where state = 'waiting')::int as waiting,
      coalesce(sum(quantity) filter (where state = 'claimed'
        or (state = 'told' and told_at > ${date(nowMs - HELD_FOR * settings.roundMinutes * MINUTE)})), 0)::int as held
    from waitlist where shop = ${shop} and variant_id = ${variantId}`.execute(tx);
  const { waiting, held } = rows[0]!;
  const available = facts?.available ?? null;
  const ends = (why: RoundAnswer['why']): RoundAnswer => ({
    told: 0,
    waiting,
    available,
    nextInMs: null,
    why,
  });
  if (waiting === 0) return ends('empty');
  if (isPaused) return ends('paused');
  // What is sold before there is any is no news to who waits for it.
  if (!facts?.in_stock || facts.pre_order) return ends('no-stock');
  if (available !== null && available < settings.minimum) return ends('below-minimum');
  const journeys = await livePlans.startedBy(tx, { name: TURN });
  if (journeys.length === 0) return ends('no-journey');

  const nextInMs = settings.roundMinutes * MINUTE;
  const pieces =
    available === null ? settings.uncounted - held : Math.floor(settings.rate * (available - held));
  const told = pieces > 0 ? await tellNext(tx, line, facts, pieces, nowMs) : { people: 0, isCut: false };
  const left = waiting - told.people;
  return {
    told: told.people,
    waiting: left,
    available,
    nextInMs: left === 0 ? null : told.isCut ? 0 : nextInMs,
    why: told.people > 0 ? 'told' : 'held',
  };
}

async function tellNext(
  tx: Tx,
  { shop, variantId }: Line,
  facts: NonNullable<Awaited<ReturnType<typeof variantFacts>>>,
  pieces: number,
  nowMs: number,
): Promise<{ people: number; isCut: boolean }> {
  const { rows } = await sql<{
    id: string;
    contact_id: string;
    quantity: number;
    asked_at: Date;
    turns: number;
  }>`
    select w.id, w.contact_id, w.quantity, w.asked_at, w.turns
    from waitlist w join contacts c on c.id = w.contact_id
    where w.shop = ${shop} and w.variant_id = ${variantId} and w.state = 'waiting' and w.quantity <= ${pieces}
      and (w.not_before is null or w.not_before <= ${date(nowMs)})
    order by ${await lineOrder(tx)} limit ${AT_ONCE + 1} for update of w`.execute(tx);
  let rest = pieces;
  let people = 0;
  for (const next of rows.slice(0, AT_ONCE)) {
    // Who wants several waits for several, and holds up nobody.
    if (next.quantity > rest) continue;
    rest -= next.quantity;
    people++;
    const { started } = await takeWithin(
      tx,
      {
        source: 'waitlist',
        messageId: `${next.id}/turn/${next.turns + 1}`,
        name: TURN,
        occurredAtMs: nowMs,
        contactId: next.contact_id,
        identities: [],
        properties: {
          shop,
          variant_id: variantId,
          product_id: facts.product_id,
          name: facts.name,
          variant: facts.variant,
          sku: facts.sku,
          price: facts.price,
          currency: facts.currency,
          url: facts.url,
          image_url: facts.image_url,
          category: facts.category,
          available: facts.available,
          place: people,
          quantity: next.quantity,
          asked_at: next.asked_at.toISOString(),
        },
        keys: [],
        isHistory: false,
      },
      nowMs,
    );
    await tx
      .updateTable('waitlist')
      .set({
        turns: next.turns + 1,
        turn_runs: started,
        claimed_at: date(nowMs),
        not_before: null,
        // A journey may let only some in: then nobody will tell this one.
        ...(started.length > 0
          ? { state: 'claimed' as const }
          : { state: 'left' as const, reason: 'No live journey took them in', ended_at: date(nowMs) }),
      })
      .where('id', '=', next.id)
      .execute();
  }
  await notify(tx, 'outbox');
  return { people, isCut: rest > 0 && rows.length > AT_ONCE };
}
