import { sql } from 'kysely';
import { again, date, type Database, type Tx } from '../database.js';

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
/** By whose database it is: what looks like what, and when that was written down. */
const remembered = new WeakMap<object, Map<string, number>>();

interface Look {
  name: string;
  source: string;
  paths: [path: string, type: SeenType, example: string | null][];
}

/** What the events of one transaction look like. */
export type Looks = Map<string, Look>;
const collecting = new WeakMap<Tx, Looks>();

/**
 * Does `work`, which takes messages in, in a transaction. What their events look like is learnt once they are kept: the
 * names are everybody's, and whoever writes one of them down would keep all others waiting until the end.
 */
export async function takingIn<T>(
  database: Database,
  nowMs: number,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const looks: Looks = new Map();
  const result = await database.kysely.transaction().execute((tx) => {
    collect(tx, looks);
    return work(tx);
  });
  await learnAll(database, looks, nowMs);
  return result;
}

/** Says where `learn` keeps what it sees in this transaction, for `learnAll` after it. */
export const collect = (tx: Tx, looks: Looks): void => void collecting.set(tx, looks);

/** Notes what an event looks like. @throws if nobody collects it */
export function learn(
  tx: Tx,
  event: { name: string; source: string; properties: { [key: string]: unknown } },
): void {
  const looks = collecting.get(tx);
  if (!looks) throw new Error('A transaction that takes messages in is begun by `takingIn`.');
  const paths = [...pathsOf(event.properties)].slice(0, MOST_PATHS);
  const shape = `${event.name}\n${paths.map(([path, type]) => `${path}:${type}`).join('\n')}`;
  if (!looks.has(shape)) looks.set(shape, { name: event.name, source: event.source, paths });
}

/**
 * Learns what events of each name look like, in a transaction of its own. Counts are kept by the way it is written: a
 * process adds up what it sees within a minute.
 */
export async function learnAll(database: Database, looks: Looks, nowMs: number): Promise<void> {
  let known = remembered.get(database.pool);
  if (!known) remembered.set(database.pool, (known = new Map()));
  const fresh = [...looks].filter(([shape]) => {
    const seenAt = known.get(shape);
    return seenAt === undefined || nowMs - seenAt >= FRESH_MS || nowMs < seenAt;
  });
  if (fresh.length === 0) return;
  const news = fresh.map(([, look]) => look);
  await again(() => database.kysely.transaction().execute((tx) => writeDown(tx, news, nowMs)));
  if (known.size > MOST_REMEMBERED) known.clear();
  for (const [shape] of fresh) known.set(shape, nowMs);
}

/** All in one order, so that two who write down the same never wait for one another. */
async function writeDown(tx: Tx, looks: readonly Look[], nowMs: number): Promise<void> {
  const byName = new Map<string, Look[]>();
  for (const look of looks) byName.set(look.name, [...(byName.get(look.name) ?? []), look]);
  const asked = [...byName.values()];
  const { rows } = await sql<{ name: string }>`
    with asked as (
      select a.*, s.name is not null as is_known,
        count(*) filter (where s.name is null) over (order by a.name collate "C") as nth_new
      from unnest(${[...byName.keys()]}::text[], ${asked.map((own) => own.at(-1)!.source)}::text[],
        ${asked.map((own) => own.length)}::int[]) a (name, source, times)
      left join seen_events s on s.name = a.name)
    insert into seen_events (name, source, first_seen_at, last_seen_at, count)
    select name, source, ${date(nowMs)}, ${date(nowMs)}, times from asked
    where is_known or nth_new + (select count(*) from seen_events) <= ${MOST_NAMES}
    order by name collate "C"
    on conflict (name) do update set source = excluded.source, count = seen_events.count + excluded.count,
      last_seen_at = greatest(seen_events.last_seen_at, excluded.last_seen_at)
    returning name`.execute(tx);
  const properties = rows.flatMap(({ name }) => propertiesOf(name, byName.get(name)!));
  if (properties.length === 0) return;
  await sql`
    insert into seen_properties (event_name, path, types, example, last_seen_at)
    select name, path, types::text[], example, ${date(nowMs)}
    from unnest(${properties.map(({ name }) => name)}::text[], ${properties.map(({ path }) => path)}::text[],
      ${properties.map(({ types }) => `{${[...types].join(',')}}`)}::text[],
      ${properties.map(({ example }) => example)}::text[]) as seen (name, path, types, example)
    order by name collate "C", path collate "C"
    on conflict (event_name, path) do update set
      types = seen_properties.types || array(select t from unnest(excluded.types) t where t <> all (seen_properties.types)),
      example = coalesce(excluded.example, seen_properties.example), last_seen_at = excluded.last_seen_at`.execute(
    tx,
  );
}

interface Property {
  name: string;
  path: string;
  types: Set<SeenType>;
  example: string | null;
}

function propertiesOf(name: string, looks: readonly Look[]): Property[] {
  const found = new Map<string, Property>();
  for (const [path, type, example] of looks.flatMap(({ paths }) => paths)) {
    const own = found.get(path) ?? { name, path, types: new Set(), example: null };
    own.types.add(type);
    own.example = example ?? own.example;
    found.set(path, own);
  }
  return [...found.values()];
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
