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

/** Fills an empty database with a made-up shop by COPY, without a look at triggers. @returns how many events there are */
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
    onProgress?: (people: number, events: number) => void;
  },
): Promise<number> {
  const client = (await database.pool.connect()) as unknown as PoolClient;
  await client.query('set session_replication_role = replica');
  // Until a commit is written down a vacuum can mark nothing as seen by all, and counts would read whole tables.
  await client.query('set synchronous_commit = on');
  await client.query(`insert into tags (name, created_at) values ('vip', now()) on conflict do nothing`);
  const indexes = await withoutIndexes(client);
  let [made, events] = [0, 0];
  let chunk: MadePerson[] = [];
  for (const person of peopleOf(people, { seed, eventsEach, nowMs })) {
    chunk.push(person);
    events += person.events.length;
    if (chunk.length === CHUNK) {
      await copyAll(client, chunk, nowMs);
      onProgress((made += chunk.length), events);
      chunk = [];
    }
  }
  await copyAll(client, chunk, nowMs);
  await client.query(`set maintenance_work_mem = '512MB'`);
  for (const index of indexes) await client.query(index);
  await client.query('reset maintenance_work_mem');
  await client.query('vacuum (analyze) contacts, contact_identities, contact_tags, events, event_ids');
  await client.query('reset synchronous_commit');
  await client.query('set session_replication_role = default');
  client.release();
  return events;
}

const FILLED = ['contacts', 'contact_identities', 'contact_tags', 'events', 'event_ids'];

/** Drops the indexes that promise nothing: made anew over what is there they take a fraction of the time. @returns how to make them */
async function withoutIndexes(client: PoolClient): Promise<string[]> {
  const { rows } = (await client.query(`
    select c.relname as name, pg_get_indexdef(i.indexrelid) as making
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = any ('{${FILLED.join(',')}}'::regclass[]) and not i.indisunique
    order by c.relname`)) as { rows: { name: string; making: string }[] };
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ making }) => making);
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
