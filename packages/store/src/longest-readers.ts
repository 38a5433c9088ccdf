import { sql, type RawBuilder } from 'kysely';
import { readable, type ContactFacts } from './contact-facts.js';
import type { Database } from './database.js';

/** Somebody whose values make a text long, or who lacks one. */
export interface Reader {
  contactId: string | null;
  facts: ContactFacts;
  properties: Record<string, unknown>;
}

export interface LongestReaders {
  among: 'people' | 'events';
  /** How many were looked through. */
  count: number;
  /** For each field, how many of them lack it. */
  missing: number[];
  readers: Reader[];
}

/** As segments: `['contact', 'first_name']`, `['event', 'items', 0, 'title']`. */
export type FieldPath = (string | number)[];

const MOST_PEOPLE = 50_000;
const MOST_EVENTS = 5_000;
/** Of each language, country and alphabet: the longest. */
const OF_EACH = 5;
const MOST_TRIED = 300;

/** What a text may read of a person by its own column; all else is an attribute. */
const COLUMNS = new Set([
  'first_name',
  'last_name',
  'email',
  'phone',
  'language',
  'country',
  'time_zone',
  'order_count',
]);

/** GSM 03.38 with its extension: what is not in it makes a text wide. */
const NARROW =
  '^[@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\\\[\\]~|€\n\r-]*$';

const valueOf = ([source, ...path]: FieldPath, hasEvent: boolean): RawBuilder<string | null> => {
  const [first] = path;
  if (source === 'event' && path.length > 0 && hasEvent)
    return sql`e.properties #>> ${sql.val(path.map(String))}::text[]`;
  if (source !== 'contact' || first === undefined) return sql`null::text`;
  if (COLUMNS.has(String(first))) return sql`c.${sql.ref(String(first))}::text`;
  const within = String(first) === 'attributes' ? path.slice(1) : path;
  return within.length === 0 ? sql`null::text` : sql`c.attributes #>> ${sql.val(within.map(String))}::text[]`;
};

/**
 * Those among the newest people, or the newest of an event, whose values of some fields are the longest: whoever gets the
 * longest text is among them. A bounded look, however many there are.
 * @param event what lets people in; `null`: all people, who all lack the fields of an event
 */
export async function longestReaders(
  database: Database,
  { fields, event }: { fields: FieldPath[]; event: string | null },
): Promise<LongestReaders> {
  const values = fields.map((field) => valueOf(field, event !== null));
  const all = values.length > 0 ? sql.join(values) : sql`''`;
  const among = event === null ? 'people' : 'events';
  const newest =
    event === null
      ? sql`select c.id as key, c.id as contact_id, c.language, c.country, array[${all}]::text[] as values
          from contacts c where c.phone is not null order by c.id desc limit ${MOST_PEOPLE}`
      : sql`select e.id as key, c.id as contact_id, c.language, c.country, array[${all}]::text[] as values
          from (select id, contact_id, properties, occurred_at from events
            where name = ${event} and contact_id is not null order by occurred_at desc limit ${MOST_EVENTS}) e
          join contacts c on c.id = e.contact_id where c.phone is not null`;
  const { rows } = await sql<{
    key: string;
    contact_id: string;
    total: number;
    missing: number[] | null;
  }>`
    with newest as materialized (${newest}),
    measured as (
      select key, contact_id, language, country, values,
        concat_ws('', variadic values) as told, array_position(values, null) as first_missing
      from newest),
    ranked as (
      select key, contact_id, char_length(told) as length, row_number() over (
        partition by language, country, told ~ ${NARROW}, first_missing order by char_length(told) desc, key) as place
      from measured),
    lacking as (
      select ${
        fields.length > 0
          ? sql`array[${sql.join(fields.map((_, index) => sql`count(*) filter (where coalesce(values[${sql.lit(index + 1)}], '') = '')`))}]::int[]`
          : sql`'{}'::int[]`
      } as missing, count(*)::int as total from newest)
    select ranked.key, ranked.contact_id, lacking.total, lacking.missing
    from ranked cross join lacking where place <= ${OF_EACH}
    order by length desc, key limit ${MOST_TRIED}`.execute(database.kysely);

  const ids = [...new Set(rows.map((row) => row.contact_id))];
  if (ids.length === 0) return { among, count: 0, missing: fields.map(() => 0), readers: [] };
  const contacts = await database.kysely.selectFrom('contacts').selectAll().where('id', 'in', ids).execute();
  const facts = new Map(contacts.map((contact) => [contact.id, readable(contact)]));
  const properties = new Map<string, Record<string, unknown>>();
  if (event !== null) {
    const events = await database.kysely
      .selectFrom('events')
      .select(['id', 'properties'])
      .where(
        'id',
        'in',
        rows.map(({ key }) => key),
      )
      .execute();
    for (const one of events) properties.set(one.id, one.properties);
  }
  return {
    among,
    count: rows[0]!.total,
    missing: rows[0]!.missing ?? [],
    readers: rows.map(({ key, contact_id }) => ({
      contactId: contact_id,
      facts: facts.get(contact_id) ?? {},
      properties: properties.get(key) ?? {},
    })),
  };
}
