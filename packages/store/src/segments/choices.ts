import { sql } from 'kysely';
import type { Database } from '../database.js';
import type { AttributeType } from '../schema.js';

export interface SegmentChoices {
  attributes: { path: string; type: 'text' | 'number' | 'boolean' | 'date' | 'list'; examples: string[] }[];
  tags: string[];
  currencies: string[];
  reasons: { code: string; reason: string }[];
}

/** As many attributes as a list takes. */
const MOST_ATTRIBUTES = 1_000;

/** So many of the newest people, and texts that were not sent, tell what there is to ask for. */
const LOOKED_AT = 5_000;

/** What rules may ask for, learnt from what is there. */
export async function segmentChoices(database: Database): Promise<SegmentChoices> {
  const { kysely } = database;
  const newest = sql`(select attributes, total_spent from contacts order by id desc limit ${LOOKED_AT}) c`;
  const [newestAttributes, learnt, tags, currencies, reasons] = await Promise.all([
    sql<{ path: string; type: string; isDate: boolean; examples: string[] }>`
      select path, mode() within group (order by jsonb_typeof(value)) as type,
        bool_and(segment_date(value) is not null) as "isDate",
        (array_agg(distinct left(value #>> '{}', 40)))[1:5] as examples
      from ${newest}, lateral (
        select key as path, value from jsonb_each(c.attributes)
        union all
        select o.key || '.' || i.key, i.value from jsonb_each(c.attributes) o,
          jsonb_each(case jsonb_typeof(o.value) when 'object' then o.value else '{}' end) i
      ) a
      where jsonb_typeof(value) not in ('null', 'object')
      group by path order by count(*) desc, path limit 200`.execute(kysely),
    sql<{ path: string; type: Exclude<AttributeType, 'object'>; example: string }>`
      select distinct on (name) name as path, type, example from attribute_types
      where type <> 'object' order by name, first_seen, type limit ${MOST_ATTRIBUTES}`.execute(kysely),
    sql<{ tag: string }>`
      select name as tag from tags order by name limit 1000`.execute(kysely),
    sql<{ currency: string }>`
      select currency from ${newest}, jsonb_object_keys(c.total_spent) currency
      group by currency order by count(*) desc, currency`.execute(kysely),
    sql<{ code: string; reason: string }>`
      select reason_code as code, min(reason) as reason from (
        select reason_code, reason from messages where state = 'suppressed' and reason_code is not null
        order by planned_at desc limit ${LOOKED_AT}) m
      group by reason_code order by count(*) desc`.execute(kysely),
  ]);
  const kinds = { string: 'text', number: 'number', boolean: 'boolean', array: 'list' } as const;
  const attributes: SegmentChoices['attributes'] = newestAttributes.rows.map(
    ({ path, type, isDate, examples }) => ({
      path,
      type: isDate ? 'date' : (kinds[type as keyof typeof kinds] ?? 'text'),
      examples: (examples ?? []).filter(Boolean),
    }),
  );
  const isListed = new Set(attributes.map(({ path }) => path));
  for (const { path, type, example } of learnt.rows)
    if (!isListed.has(path)) attributes.push({ path, type, examples: example === '' ? [] : [example] });
  return {
    attributes,
    tags: tags.rows.map(({ tag }) => tag),
    currencies: currencies.rows.map(({ currency }) => currency),
    reasons: reasons.rows,
  };
}
