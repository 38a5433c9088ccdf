import type { Plan } from '@signalbox/engine/graph';
import type { SegmentRule } from '@signalbox/engine/segments';
import { sql, type RawBuilder } from 'kysely';
import { date, type Database } from './database.js';
import { COUNTED_STATES } from './messages.js';
import { compileRule } from './segments/compile-rule.js';
import { rulesWithin } from './segments/load-rules.js';
import { uuidOrNull } from './uuid-or-null.js';

/** A live campaign with a text that has an end time. */
export interface UrgentCampaign {
  journeyId: string;
  name: string;
  plan: Plan;
}

export async function urgentCampaigns(database: Database): Promise<UrgentCampaign[]> {
  const { rows } = await sql<UrgentCampaign>`
    select j.id as "journeyId", j.name, p.plan
    from journeys j
    join journey_versions v on v.journey_id = j.id and v.version = j.live_version
    join plans p on p.hash = v.plan_hash
    where j.status = 'live' and p.plan -> 'trigger' ->> 'clock' = 'schedule'
      and jsonb_path_exists(p.plan, '$.nodes.*.config.offerEndsAt ? (@ != "")')`.execute(database.kysely);
  return rows;
}

/** Whom a campaign is for: a segment by its rule or its id, or everybody. */
export type UrgentAudience = { rule: SegmentRule } | { segment: string } | 'everyone';

/** What a campaign before it will have brought: to whom, and how many texts each. */
export interface UrgentBefore {
  whom: UrgentAudience;
  texts: number;
}

/**
 * How many people would lose one more text with an end time: those who have had as many as they may since an instant,
 * together with what campaigns before it will have brought them.
 */
export async function losesUrgentText(
  database: Database,
  audience: UrgentAudience,
  {
    sinceMs,
    count,
    before,
    nowMs,
  }: { sinceMs: number; count: number; before: UrgentBefore[]; nowMs: number },
): Promise<number> {
  const who = await peopleOf(database, audience, nowMs);
  const planned = await Promise.all(
    before.map(async ({ whom, texts }) =>
      whom === 'everyone'
        ? sql`${texts}::int`
        : sql`${texts}::int * (select count(*) from (${await peopleOf(database, whom, nowMs)}) told where told.id = who.id)`,
    ),
  );
  const { rows } = await sql<{ people: number }>`
    select count(*)::int as people from (${who}) who
    where who.phone is not null and (
      select count(*) from messages m
      where m.phone = who.phone and m.is_urgent and m.state = any (${COUNTED_STATES}::text[])
        and m.sending_at > ${date(sinceMs)}
    ) + ${sql.join([sql`0`, ...planned], sql` + `)} >= ${count}`.execute(database.kysely);
  return rows[0]!.people;
}

async function peopleOf(
  database: Database,
  audience: UrgentAudience,
  nowMs: number,
): Promise<RawBuilder<unknown>> {
  if (audience === 'everyone') return sql`select id, phone from contacts`;
  if ('segment' in audience)
    return sql`select c.id, c.phone from contacts c
      join segment_members m on m.contact_id = c.id where m.segment_id = ${uuidOrNull(audience.segment)}::uuid`;
  const rules = await rulesWithin(database.kysely, audience.rule);
  const { joins, matches } = compileRule(audience.rule, { nowMs, rules, isCount: true });
  return sql`select c.id, c.phone from contacts c ${joins} where ${matches}`;
}
