import { sql, type RawBuilder } from 'kysely';
import { date, type Database, type Tx } from '../database.js';
import { REFUSED, STOPPED } from './leave-all-lines.js';
import type { Line } from './settings.js';

/** Sold out again: the round heeds the stock before it tells them anew. */
const SOLD_OUT = 'out-of-stock';
/** Too late by night hours and holidays: no fault of theirs. */
const TOO_LATE = ['expired', 'would-arrive-expired'];
/** So long others have their turn where no lawful hour is known; no part of a day, so that the next comes at another hour. */
const LATER_MS = 5 * 3_600_000;
/** Four days of such turns: over a Sunday and the holidays beside it. */
const MOST_LATE_TURNS = 20;

/** An order that long after the text still counts as its fruit. */
const BOUGHT_WITHIN_MS = 7 * 86_400_000;

/**
 * Brings the line up to date with what became of turns: told once the text is with the carrier; back in line, at the
 * old place, if it sold out before the text could leave, if the journey was ended, or, some hours later and not without
 * end, if the text came too late; bought, expired, or left by whom no text may reach any more.
 * @param line all lines if absent; of those who wait only one line's are asked whether they have bought
 */
export async function settleTurns(tx: Tx, nowMs: number, line?: Line): Promise<void> {
  const ours = line ? sql`w.shop = ${line.shop} and w.variant_id = ${line.variantId}` : sql`true`;
  const now = sql`${date(nowMs)}::timestamptz`;
  await sql`
    update waitlist w set state = 'told', told_at = sent.at, ended_at = sent.at
    from (select t.id, min(coalesce(m.accepted_at, m.sending_at, m.planned_at)) as at
      from waitlist t join messages m on m.run_id = any (t.turn_runs)
      where t.state = 'claimed' and m.state in ('accepted', 'sent', 'delivered', 'undelivered', 'unknown')
      group by 1) sent
    where sent.id = w.id and w.state = 'claimed' and ${ours}`.execute(tx);
  // The runs of a turn have ended and no text has left: whom nothing but the hour, the stock or the house kept from it waits on.
  await sql`
    update waitlist w set
      state = case when ended.code is null then 'told' when ended.keeps then 'waiting' else 'left' end,
      reason = case when ended.keeps then null else ended.reason end,
      told_at = case when ended.code is null then ${now} end,
      ended_at = case when ended.keeps then null else ${now} end,
      claimed_at = case when ended.keeps then null else w.claimed_at end,
      late_turns = w.late_turns + ended.late::int,
      not_before = case when ended.late then coalesce(w.not_before, ${date(nowMs + LATER_MS)}::timestamptz) end
    from (select t.id, m.code, m.reason, coalesce(m.code = any (${TOO_LATE}::text[]), false) as late,
        coalesce(m.code = ${SOLD_OUT}
          or m.code = any (${TOO_LATE}::text[]) and t.late_turns + 1 < ${MOST_LATE_TURNS}
          or m.code = 'left-first' and exists (select 1 from runs r join journeys j on j.id = r.journey_id
            where r.id = any (t.turn_runs) and r.outcome = 'ended' and (j.status in ('ended', 'archived') or r.version <> j.live_version)),
        false) as keeps
      from waitlist t
      left join lateral (
        select coalesce(m.reason_code, m.state) as code, m.reason from messages m
        where m.run_id = any (t.turn_runs) order by m.planned_at desc limit 1) m on true
      where t.state = 'claimed'
        and exists (select 1 from runs r where r.id = any (t.turn_runs))
        and not exists (select 1 from runs r where r.id = any (t.turn_runs) and r.ended_at is null)) ended
    where ended.id = w.id and w.state = 'claimed' and ${ours}`.execute(tx);
  // Whoever has the number counts: the shop may know the buyer by another name.
  await sql`
    update waitlist w set state = 'bought', ended_at = ${now}
    where ${ours}
      and (w.state = 'claimed' or (w.state = 'told' and w.told_at > ${date(nowMs - BOUGHT_WITHIN_MS)})
        ${line ? sql`or w.state = 'waiting'` : sql``})
      and exists (select 1 from orders o
        join order_lines l on l.shop = o.shop and l.order_id = o.order_id
        where o.contact_id in (select b.id from contacts b where b.phone = w.phone union all select w.contact_id)
          and o.placed_at >= w.asked_at and o.cancelled_at is null
          and coalesce(l.variant_id, l.product_id) = w.variant_id)`.execute(tx);
  await sql`
    update waitlist w set state = 'expired', ended_at = ${now}
    where w.state = 'waiting' and w.expires_at <= ${now} and ${ours}`.execute(tx);
  if (line) await letRefusingGo(tx, nowMs, ours);
  await spendConsents(tx, nowMs);
}

/** Whoever would get no text any more takes no place: most have left as they said so, but not by every door. */
async function letRefusingGo(tx: Tx, nowMs: number, ours: RawBuilder<unknown>): Promise<void> {
  await sql`
    update waitlist w set state = 'left', ended_at = ${date(nowMs)}::timestamptz, reason = case
      when exists (select 1 from suppressions s where s.phone = w.phone) then ${STOPPED} else ${REFUSED} end
    where w.state = 'waiting' and ${ours}
      and (exists (select 1 from suppressions s where s.phone = w.phone)
        or (select c.state = 'denied' from consents c
          where c.phone = w.phone and c.purpose = 'back-in-stock' order by c.at desc, c.id desc limit 1)
        or exists (select 1 from contact_preferences p
          where p.phone = w.phone and p.topic = 'back-in-stock' and p.choice = 'no' and p.until is null
            and p.at >= w.asked_at))`.execute(tx);
}

/** Asking permits one text. Once it has come, and nothing else is waited for, the permission is used up. */
async function spendConsents(tx: Tx, nowMs: number): Promise<void> {
  const now = sql`${date(nowMs)}::timestamptz`;
  await sql`
    insert into consents (contact_id, phone, purpose, state, source, evidence, at, recorded_at)
    select distinct on (w.phone) w.contact_id, w.phone, 'back-in-stock', 'denied', 'waitlist',
      jsonb_build_object('reason', 'The one text that was asked for has come', 'ask', w.id), ${now}, ${now}
    from waitlist w
    where w.state = 'told' and w.told_at > ${date(nowMs - 86_400_000)}
      and not exists (select 1 from waitlist o where o.phone = w.phone and o.state in ('waiting', 'claimed'))
      and (select c.source = 'waitlist' and c.state = 'granted' from consents c
        where c.phone = w.phone and c.purpose = 'back-in-stock' order by c.at desc, c.id desc limit 1)`.execute(
    tx,
  );
}

/** Keeps all lines in step with what texts and orders say. */
export const keepWaitlists = (database: Database, nowMs: number): Promise<void> =>
  database.kysely.transaction().execute((tx) => settleTurns(tx, nowMs));
