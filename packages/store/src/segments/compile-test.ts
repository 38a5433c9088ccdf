import { instantMs, spanMs, type PropertyTest, type ValueTest } from '@signalbox/engine/segments';
import { sql, type RawBuilder } from 'kysely';
import { date } from '../database.js';

export type Sql<T = unknown> = RawBuilder<T>;

/** A value as each kind of comparison reads it: all SQL, and all of it without a word of the rule's. */
export interface Readings {
  known: Sql;
  text: Sql;
  number: Sql;
  boolean: Sql;
  date: Sql;
  list: Sql;
}

export const ofJson = (json: Sql): Readings => ({
  known: sql`segment_known(${json})`,
  text: sql`segment_text(${json})`,
  number: sql`segment_number(${json})`,
  boolean: sql`segment_text(${json})`,
  date: sql`segment_date(${json})`,
  list: sql`segment_list(${json})`,
});

/** What stands at a path into an object; for one step there is an operator that is twice as fast. */
export const jsonAt = (object: Sql, path: string[]): Sql =>
  path.length === 1 ? sql`(${object} -> ${path[0]!}::text)` : sql`(${object} #> ${path}::text[])`;

/** A column of text, number or date. */
export const ofColumn = (column: Sql, type: ValueTest['type']): Readings => ({
  known: type === 'text' ? sql`nullif(btrim(${column}), '') is not null` : sql`${column} is not null`,
  text: sql`nullif(lower(btrim(${column})), '')`,
  number: column,
  boolean: sql`${column}::text`,
  date: column,
  list: sql`segment_list(to_jsonb(${column}))`,
});

/** A comparison; what is not known may make it null, which stands for false. */
export function compileTest(test: ValueTest, value: Readings, nowMs: number): Sql<boolean> {
  if (test.op === 'known') return sql`${value.known}`;
  if (test.op === 'unknown') return sql`not ${value.known}`;
  if (test.type === 'text') {
    const { text } = value;
    if (Array.isArray(test.value)) {
      const among = sql<boolean>`${text} = any (array(select lower(btrim(v)) from unnest(${test.value}::text[]) v))`;
      return test.op === 'one-of' ? among : sql`not coalesce(${among}, false)`;
    }
    const given = sql`lower(btrim(${test.value ?? ''}::text))`;
    if (test.op === 'is') return sql`${text} = ${given}`;
    if (test.op === 'is-not') return sql`${text} is distinct from ${given}`;
    if (test.op === 'starts-with') return sql`starts_with(${text}, ${given})`;
    return test.op === 'contains'
      ? sql`position(${given} in ${text}) > 0`
      : sql`not coalesce(position(${given} in ${text}) > 0, false)`;
  }
  if (test.type === 'number') {
    const { number } = value;
    const given = sql`${String(test.value ?? 0)}::numeric`;
    if (test.op === 'is') return sql`${number} = ${given}`;
    if (test.op === 'is-not') return sql`${number} is distinct from ${given}`;
    if (test.op === 'more-than') return sql`${number} > ${given}`;
    if (test.op === 'at-least') return sql`${number} >= ${given}`;
    if (test.op === 'less-than') return sql`${number} < ${given}`;
    if (test.op === 'at-most') return sql`${number} <= ${given}`;
    return sql`${number} between ${given} and ${String(test.to ?? 0)}::numeric`;
  }
  if (test.type === 'boolean') return sql`${value.boolean} = ${String(test.value)}::text`;
  if (test.type === 'list') {
    const has = sql<boolean>`exists (select from jsonb_array_elements_text(${value.list}) item
      where lower(btrim(item)) = lower(btrim(${test.value ?? ''}::text)))`;
    return test.op === 'has' ? has : sql`not ${has}`;
  }
  const given = (text: string | undefined) => instantOrNull(instantMs(text ?? ''));
  if (test.op === 'before') return sql`${value.date} < ${given(test.value)}`;
  if (test.op === 'after') return sql`${value.date} >= ${given(test.value)}`;
  if (test.op === 'between')
    return sql`${value.date} >= ${given(test.value)} and ${value.date} < ${given(test.to)}`;
  const now = date(nowMs);
  const span = spanMs(test);
  if (test.op === 'in-last') return sql`${value.date} > ${date(nowMs - span)} and ${value.date} <= ${now}`;
  if (test.op === 'in-next') return sql`${value.date} > ${now} and ${value.date} <= ${date(nowMs + span)}`;
  return sql`${value.date} <= ${date(nowMs - span)}`;
}

/** What is no day compares with nothing. */
const instantOrNull = (ms: number): Sql => sql`${Number.isFinite(ms) ? date(ms) : null}::timestamptz`;

/** The instants at which time alone changes what `compileTest` says. */
export function turningPoints(test: ValueTest, value: Readings, nowMs: number): Sql<Date | null>[] {
  if (test.type !== 'date') return [];
  const later = (ms: number) =>
    sql<Date | null>`case when ${value.date} > ${date(nowMs - ms)} then ${value.date} + make_interval(secs => ${ms / 1_000}) end`;
  const span = spanMs(test);
  if (test.op === 'in-last') return [later(0), later(span)];
  if (test.op === 'over-ago') return [later(span)];
  return test.op === 'in-next' ? [later(0), later(-span)] : [];
}

/** All of the tests on one event's properties. */
export function compileProperties(where: PropertyTest[], nowMs: number): Sql<boolean>[] {
  return where.map(({ path, test }) => {
    const parts = path.split('.');
    const star = parts.indexOf('*');
    if (star < 0) return compileTest(test, ofJson(jsonAt(sql`e.properties`, parts)), nowMs);
    const list = sql`e.properties #> ${parts.slice(0, star)}::text[]`;
    const item = sql`item.value #> ${parts.slice(star + 1)}::text[]`;
    return sql`exists (select from jsonb_array_elements(case jsonb_typeof(${list}) when 'array' then ${list} else '[]' end) item
      where ${compileTest(test, ofJson(item), nowMs)})`;
  });
}
