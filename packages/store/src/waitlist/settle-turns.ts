import { sql } from 'kysely';
import { date, type Database, type Tx } from '../database.js';
import type { Line } from './settings.js';

/**
 * Brings the line up to date with what became of turns: told once the text is with the carrier; back in line, at the
 * old place, if it sold out before the text could leave; bought, or expired.
 * @param line all lines if absent
 */
export async function settleTurns(tx: Tx, nowMs: number, line?: Line): Promise<void> {
  const ours = line ? sql`w.shop = ${line.shop} and w.variant_id = ${line.variantId} and` : sql``;
  const now = date(nowMs);
  await sql`
    update waitlist w set state = 'told', told_at = sent.at, ended_at = sent.at
    from (select r.entry_event_id, min(coalesce(m.accepted_at, m.sending_at, m.planned_at)) as at
      from messages m join runs r on r.id = m.run_id
      where m.state in ('accepted', 'sent', 'delivered', 'undelivered', 'unknown') group by 1) sent
    where ${ours} w.state = 'claimed' and sent.entry_event_id = w.turn_event`.execute(tx);
  // The runs of a turn have ended, and no text has left: what is sold out again was never told of.
  await sql`
    update waitlist w set
      state = case when last.code is null then 'told' when last.code = 'out-of-stock' then 'waiting' else 'left' end,
      reason = case when last.code is null or last.code = 'out-of-stock' then null else last.reason end,
      told_at = case when last.code is null then ${now} end,
      ended_at = case when last.code = 'out-of-stock' then null else ${now} end,
      claimed_at = case when last.code = 'out-of-stock' then null else w.claimed_at end,
      turn_event = case when last.code = 'out-of-stock' then null else w.turn_event end
    from waitlist t
    left join lateral (
      select coalesce(m.reason_code, m.state) as code, m.reason from messages m join runs r on r.id = m.run_id
      where r.entry_event_id = t.turn_event order by m.planned_at desc limit 1) last on true
    where ${ours} w.state = 'claimed' and t.id = w.id
      and exists (select 1 from runs r where r.entry_event_id = w.turn_event)
      and not exists (select 1 from runs r where r.entry_event_id = w.turn_event and r.ended_at is null)`.execute(
    tx,
  );
  // Whoever has the number counts: the shop may know the buyer by another name.
  await sql`
    update waitlist w set state = 'bought', ended_at = ${now}
    where ${ours} (w.state in ('waiting', 'claimed') or (w.state = 'told' and w.told_at > ${date(nowMs - BOUGHT_WITHIN_MS)}))
      and exists (select 1 from orders o
        join order_lines l on l.shop = o.shop and l.order_id = o.order_id
        join contacts b on b.id = o.contact_id
        where (o.contact_id = w.contact_id or b.phone = w.phone) and o.placed_at >= w.asked_at
          and o.cancelled_at is null and coalesce(l.variant_id, l.product_id) = w.variant_id)`.execute(tx);
  await sql`
    update waitlist w set state = 'expired', ended_at = ${now}
    where ${ours} w.state = 'waiting' and w.expires_at <= ${now}`.execute(tx);
  await spendConsents(tx, now);
}

/** An order that long after the text still counts as its fruit. */
const BOUGHT_WITHIN_MS = 7 * 86_400_000;

/** Asking permits one text. Once it has come, and nothing else is waited for, the permission is used up. */
async function spendConsents(tx: Tx, now: Date): Promise<void> {
  await sql`
    insert into consents (contact_id, phone, purpose, state, source, evidence, at, recorded_at)
    select distinct on (w.phone) w.contact_id, w.phone, 'back-in-stock', 'denied', 'waitlist',
      jsonb_build_object('reason', 'The one text that was asked for has come', 'ask', w.id), ${now}::timestamptz, ${now}::timestamptz
    from waitlist w
    where w.state = 'told' and w.told_at > ${date(now.getTime() - 86_400_000)}
      and not exists (select 1 from waitlist o where o.phone = w.phone and o.state in ('waiting', 'claimed'))
      and (select c.source = 'waitlist' and c.state = 'granted' from consents c
        where c.phone = w.phone and c.purpose = 'back-in-stock' order by c.at desc, c.id desc limit 1)`.execute(
    tx,
  );
}

/** Keeps all lines in step with what texts and orders say. */
export const keepWaitlists = (database: Database, nowMs: number): Promise<void> =>
  database.kysely.transaction().execute((tx) => settleTurns(tx, nowMs));
