import { sql } from 'kysely';
import { date, type Database } from '../database.js';
import type { AttributeType } from '../schema.js';
import { matching, type ContactFilter } from './contact-filter.js';

const ISO_DATE = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/;

/** What an attribute's value is; `null` for one that says nothing. */
function typeOf(value: unknown): AttributeType | null {
  if (value === null || value === undefined || value === '') return null;
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'object') return 'object';
  return ISO_DATE.test(String(value)) && !Number.isNaN(Date.parse(String(value))) ? 'date' : 'text';
}

/** Seen by this process; the database is asked once for each name and type. */
const seen = new WeakMap<object, Set<string>>();
const MOST_NAMES = 2_000;

/** Notes which attributes people have and of what type. The schema only grows. */
export async function learnAttributes(
  database: Database,
  all: ({ [name: string]: unknown } | undefined)[],
  nowMs: number,
): Promise<void> {
  let known = seen.get(database.pool);
  if (!known) seen.set(database.pool, (known = new Set()));
  const fresh = new Map<string, { name: string; type: AttributeType; example: string }>();
  for (const attributes of all) {
    for (const [name, value] of Object.entries(attributes ?? {})) {
      const type = typeOf(value);
      const key = `${name}/${type}`;
      if (type === null || name === 'tags' || known.has(key) || name.length > 200) continue;
      const example = (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 80);
      fresh.set(key, { name, type, example });
    }
  }
  if (fresh.size === 0 || known.size > MOST_NAMES) return;
  const rows = [...fresh.values()].map((row) => ({ ...row, first_seen: date(nowMs) }));
  await database.kysely
    .insertInto('attribute_types')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  for (const key of fresh.keys()) known.add(key);
}

/** The names of all attributes that any of these people has. */
export async function attributesOfPeople(
  database: Database,
  filter: ContactFilter,
  nowMs: number,
): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct jsonb_object_keys(attributes) as name from contacts where ${matching(filter, nowMs)}
    order by name`.execute(database.kysely);
  return rows.map(({ name }) => name);
}

export interface AttributeRow {
  name: string;
  /** The one seen first; `text` holds whatever comes. */
  type: AttributeType;
  /** All types seen, with an example each; more than one is a conflict. */
  types: { type: AttributeType; example: string; firstSeen: string }[];
}

export async function listAttributes(database: Database): Promise<AttributeRow[]> {
  const { rows } = await sql<Omit<AttributeRow, 'type'>>`
    select name, jsonb_agg(jsonb_build_object('type', type, 'example', example, 'firstSeen', first_seen)
      order by first_seen, type) as types
    from attribute_types group by name order by name`.execute(database.kysely);
  return rows.map((row) => ({ ...row, type: row.types[0]!.type }));
}
