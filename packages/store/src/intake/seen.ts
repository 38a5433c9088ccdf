import { sql } from 'kysely';
import { date, type Database, type Tx } from '../database.js';

/** What a value is, in the words of the pickers. */
export type SeenType = 'text' | 'number' | 'date' | 'yes-no' | 'list' | 'object';

export interface SeenEvent {
  name: string;
  source: string;
  count: number;
  firstSeenAt: Date;
  lastSeenAt: Date;
  properties: { path: string; types: SeenType[]; example: string | null; lastSeenAt: Date }[];
}

const DEEPEST = 3;
const MOST_PATHS = 60;
const MOST_NAMES = 1_000;
const LONGEST_PATH = 100;
const LONGEST_EXAMPLE = 80;
/** What was written down this lately is not written again: a busy shop's events look alike. */
const FRESH_MS = 60_000;
const MOST_REMEMBERED = 5_000;
const remembered = new Map<string, number>();

/**
 * Learns from an event what events of its name look like. Counts are kept by the way it is written: a process adds up
 * what it sees within a minute.
 */
export async function learn(
  tx: Tx,
  event: { name: string; source: string; properties: { [key: string]: unknown } },
  nowMs: number,
): Promise<void> {
  const paths = [...pathsOf(event.properties)].slice(0, MOST_PATHS);
  const shape = `${event.name}\n${paths.map(([path, type]) => `${path}:${type}`).join('\n')}`;
  const seenAt = remembered.get(shape);
  if (seenAt !== undefined && nowMs - seenAt < FRESH_MS && nowMs >= seenAt) return;
  const { rows } = await sql`
    insert into seen_events (name, source, first_seen_at, last_seen_at, count)
    select ${event.name}, ${event.source}, ${date(nowMs)}, ${date(nowMs)}, 1
    where exists (select 1 from seen_events where name = ${event.name}) or (select count(*) from seen_events) < ${MOST_NAMES}
    on conflict (name) do update set source = excluded.source, count = seen_events.count + 1,
      last_seen_at = greatest(seen_events.last_seen_at, excluded.last_seen_at)
    returning name`.execute(tx);
  if (rows.length === 0) return;
  if (paths.length > 0)
    await sql`
      insert into seen_properties (event_name, path, types, example, last_seen_at)
      select ${event.name}, path, array[type], example, ${date(nowMs)}
      from unnest(${paths.map(([path]) => path)}::text[], ${paths.map(([, type]) => type)}::text[],
        ${paths.map(([, , example]) => example)}::text[]) as seen (path, type, example)
      order by path
      on conflict (event_name, path) do update set
        types = case when seen_properties.types @> excluded.types then seen_properties.types
          else seen_properties.types || excluded.types end,
        example = coalesce(excluded.example, seen_properties.example), last_seen_at = excluded.last_seen_at`.execute(
      tx,
    );
  if (remembered.size > MOST_REMEMBERED) remembered.clear();
  remembered.set(shape, nowMs);
}

/** Paths into objects and the first item of lists, as conditions read them: `products.0.name`. */
export function* pathsOf(
  properties: object,
  prefix = '',
  depth = 1,
): Generator<[path: string, type: SeenType, example: string | null]> {
  for (const [key, value] of Object.entries(properties)) {
    const path = `${prefix}${key}`;
    if (value === null || value === undefined || path.length > LONGEST_PATH || key.includes('.')) continue;
    const type = typeOf(value);
    const isWhole = type === 'list' || type === 'object';
    yield [path, type, isWhole ? null : String(value).slice(0, LONGEST_EXAMPLE)];
    if (!isWhole || depth >= DEEPEST) continue;
    yield* pathsOf(Array.isArray(value) ? { 0: value[0] } : (value as object), `${path}.`, depth + 1);
  }
}

function typeOf(value: unknown): SeenType {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object') return 'object';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'yes-no';
  return /^\d{4}-\d\d-\d\d(T|$)/.test(String(value)) ? 'date' : 'text';
}

/** Every name that was ever seen, with what its events carry. */
export async function seenEvents(database: Database): Promise<SeenEvent[]> {
  const [events, properties] = await Promise.all([
    database.kysely.selectFrom('seen_events').selectAll().orderBy('name').execute(),
    database.kysely.selectFrom('seen_properties').selectAll().orderBy('path').execute(),
  ]);
  const byName = new Map<string, typeof properties>();
  for (const property of properties) {
    const own = byName.get(property.event_name);
    if (own) own.push(property);
    else byName.set(property.event_name, [property]);
  }
  return events.map((event) => ({
    name: event.name,
    source: event.source,
    count: event.count,
    firstSeenAt: event.first_seen_at,
    lastSeenAt: event.last_seen_at,
    properties: (byName.get(event.name) ?? []).map(({ path, types, example, last_seen_at }) => ({
      path,
      types: types as SeenType[],
      example,
      lastSeenAt: last_seen_at,
    })),
  }));
}
