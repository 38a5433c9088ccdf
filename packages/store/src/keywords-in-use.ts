import type { Plan } from '@signalbox/engine/graph';
import { isRuleGroup } from '@signalbox/nodes/kernel';
import { sql } from 'kysely';
import type { Database } from './database.js';

/**
 * The words by which a text starts something, with the name of what: journeys that take people in, and sign-up forms.
 * @param exceptJourneyId the journey that asks
 */
export async function keywordsInUse(
  { kysely }: Pick<Database, 'kysely'>,
  exceptJourneyId: string | null,
): Promise<{ word: string; by: string }[]> {
  const { rows: journeys } = await sql<{ name: string; where: Plan['trigger']['where'] }>`
    select j.name, p.plan #> '{trigger,where}' as "where"
    from journeys j
    join journey_versions v on v.journey_id = j.id and v.version = j.live_version
    join plans p on p.hash = v.plan_hash
    where j.status in ('live', 'paused') and p.plan #>> '{trigger,event}' = 'SMS Received'
      and j.id is distinct from ${exceptJourneyId}::uuid
    order by j.name`.execute(kysely);
  const forms = await kysely
    .selectFrom('sign_up_forms')
    .select(['name', 'keyword'])
    .where('keyword', 'is not', null)
    .execute();
  return [
    ...journeys.flatMap(({ name, where }) =>
      (where?.rules ?? []).flatMap((rule) =>
        !isRuleGroup(rule) && rule.path === 'keyword' && Array.isArray(rule.value)
          ? rule.value.map((word) => ({ word: String(word), by: name }))
          : [],
      ),
    ),
    ...forms.map(({ name, keyword }) => ({ word: keyword!, by: name })),
  ];
}
