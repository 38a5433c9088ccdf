import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from } from 'pg-copy-streams';
import type { Database } from '../../packages/store/src/index.js';
import { peopleOf, type MadePerson } from './plausible-shop.js';

interface PoolClient {
  query(sql: string): Promise<unknown>;
  query<Stream extends NodeJS.WritableStream>(copy: Stream): Stream;
  release(): void;
}

const CHUNK = 10_000;

/** How far a database has been filled. */
export interface Loaded {
  people: number;
  events: number;
  /** Time spent on it so far, in milliseconds. */
  tookMs: number;
  isDone: boolean;
}

/**
 * Fills a database with a made-up shop by COPY, without a look at triggers. One that was broken off goes on where it was,
 * and of one that is full nothing is done: the database itself says how far it is.
 */
export async function loadShop(
  database: Database,
  {
    people,
    eventsEach,
    nowMs,
    seed = 20261124,
    onProgress = () => {},
  }: {
    people: number;
    eventsEach: number;
    nowMs: number;
    seed?: number;
    onProgress?: (loaded: Loaded) => void;
  },
): Promise<Loaded> {
  const client = (await database.pool.connect()) as unknown as PoolClient;
  const loaded = await soFar(client);
  if (loaded.isDone) {
    client.release();
    return loaded;
  }
  const before = loaded.tookMs;
  const beganAt = performance.now();
  const note = async () => {
    loaded.tookMs = before + performance.now() - beganAt;
    await client.query(
      `update bench.loaded set people = ${loaded.people}, events = ${loaded.events}, took_ms = ${loaded.tookMs}, is_done = ${loaded.isDone}`,
    );
  };
  await client.query('set session_replication_role = replica');
  // Until a commit is written down a vacuum can mark nothing as seen by all, and counts would read whole tables.
  await client.query('set synchronous_commit = on');
  await client.query(`insert into tags (name, created_at) values ('vip', now()) on conflict do nothing`);
  await dropIndexes(client);
  let chunk: MadePerson[] = [];
  const fill = async () => {
    await client.query('begin');
    await copyAll(client, chunk, nowMs);
    loaded.people += chunk.length;
    loaded.events += chunk.reduce((sum, { events }) => sum + events.length, 0);
    await note();
    await client.query('commit');
    chunk = [];
    onProgress(loaded);
  };
  let skip = loaded.people;
  for (const person of peopleOf(people, { seed, eventsEach, nowMs })) {
    if (skip-- > 0) continue;
    chunk.push(person);
    if (chunk.length === CHUNK) await fill();
  }
  await fill();
  await client.query(`set maintenance_work_mem = '512MB'`);
  await makeIndexes(client);
  await client.query('reset maintenance_work_mem');
  await client.query('vacuum (analyze) contacts, contact_identities, contact_tags, events, event_ids');
  loaded.isDone = true;
  await note();
  await client.query('reset synchronous_commit');
  await client.query('set session_replication_role = default');
  client.release();
  return loaded;
}

async function soFar(client: PoolClient): Promise<Loaded> {
  await client.query(`
    create schema if not exists bench;
    create table if not exists bench.loaded (people int, events bigint, took_ms float8, is_done boolean);
    create table if not exists bench.indexes (making text);
    insert into bench.loaded select 0, 0, 0, false where not exists (select from bench.loaded)`);
  const { rows } = (await client.query(
    'select people, events, took_ms as "tookMs", is_done as "isDone" from bench.loaded',
  )) as { rows: Loaded[] };
  return rows[0]!;
}

const FILLED = ['contacts', 'contact_identities', 'contact_tags', 'events', 'event_ids'];

/** Drops the indexes that promise nothing: made anew over what is there they take a fraction of the time. */
async function dropIndexes(client: PoolClient): Promise<void> {
  const { rows } = (await client.query(`
    select c.relname as name, pg_get_indexdef(i.indexrelid) as making
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = any ('{${FILLED.join(',')}}'::regclass[]) and not i.indisunique
    order by c.relname`)) as { rows: { name: string; making: string }[] };
  for (const { name, making } of rows)
    await client.query(
      `begin; insert into bench.indexes values ($making$${making}$making$); drop index ${name}; commit`,
    );
}

async function makeIndexes(client: PoolClient): Promise<void> {
  const { rows } = (await client.query('select making from bench.indexes order by making')) as {
    rows: { making: string }[];
  };
  for (const { making } of rows)
    await client.query(
      `begin; ${making}; delete from bench.indexes where making = $making$${making}$making$; commit`,
    );
}

async function copyAll(client: PoolClient, people: MadePerson[], nowMs: number): Promise<void> {
  const at = (ms: number) => new Date(ms).toISOString();
  await copy(
    client,
    'contacts (id, first_name, last_name, email, phone, country, language, attributes, tags, created_at, updated_at, order_count, total_spent, last_order_at)',
    people.map((person) => {
      const orders = person.events.filter(({ name }) => name === 'Order Completed');
      const spent = orders.reduce((sum, { properties }) => sum + Number(properties.total) * 100, 0);
      return [
        person.id,
        person.firstName,
        person.lastName,
        person.email,
        person.phone,
        person.country,
        person.language,
        JSON.stringify(person.attributes),
        `{${person.tags.join(',')}}`,
        at(person.createdAtMs),
        at(person.createdAtMs),
        orders.length,
        JSON.stringify(spent > 0 ? { DKK: spent } : {}),
        orders.length > 0 ? at(Math.max(...orders.map(({ atMs }) => atMs))) : null,
      ];
    }),
  );
  await copy(
    client,
    'contact_identities (kind, value, contact_id)',
    people.flatMap(({ id, phone, email }) => [
      ['user', `made-${id}`, id],
      ['phone', phone, id],
      ['email', email, id],
    ]),
  );
  await copy(
    client,
    'contact_tags (contact_id, tag, source, at)',
    people.flatMap(({ id, tags, createdAtMs }) => tags.map((tag) => [id, tag, 'import', at(createdAtMs)])),
  );
  const events = people.flatMap((person) => person.events.map((event) => ({ person, event })));
  await copy(
    client,
    'events (id, source, message_id, name, contact_id, occurred_at, received_at, properties, keys, is_history)',
    events.map(({ person, event }) => [
      event.id,
      'segment',
      event.messageId,
      event.name,
      person.id,
      at(event.atMs),
      at(nowMs),
      JSON.stringify(event.properties),
      '{}',
      't',
    ]),
  );
  await copy(
    client,
    'event_ids (source, message_id, event_id)',
    events.map(({ event }) => ['segment', event.messageId, event.id]),
  );
}

/** Rows in the text form of COPY. */
async function copy(client: PoolClient, into: string, rows: (string | number | null)[][]): Promise<void> {
  const lines = function* () {
    for (let at = 0; at < rows.length; at += 1_000)
      yield rows
        .slice(at, at + 1_000)
        .map((row) => `${row.map(field).join('\t')}\n`)
        .join('');
  };
  await pipeline(Readable.from(lines()), client.query(from(`copy ${into} from stdin`)));
}

const field = (value: string | number | null): string =>
  value === null
    ? '\\N'
    : String(value).replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n');
