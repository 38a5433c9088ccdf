import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openCampaign } from './campaigns.js';
import { NEXT_BY_TURNS } from './outbox-turns.js';
import { claimOutbox, type OutboxRow } from './outbox.js';
import { createTestDatabase, publishDrawn, waitsAndTexts } from './testing.js';

const NOW = Date.parse('2026-11-27T09:00:00Z');
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let crowd: string;
let few: string;

beforeAll(async () => {
  database = await createTestDatabase('outbox');
  const publish = async (name: string) =>
    (await publishDrawn(database, waitsAndTexts('marketing'), { name, nowMs: NOW })).id;
  crowd = await publish('Flash sale');
  few = await publish('Back in stock');
});
beforeEach(() => database.pool.query('truncate outbox'));
afterAll(() => database?.drop());

/** People whose runs of a journey wait to be started. */
async function wait(journeyId: string, count: number, at = new Date(NOW)): Promise<void> {
  await database.pool.query(
    `with people as (
       insert into contacts (id, created_at, updated_at)
       select gen_random_uuid(), $3, $3 from generate_series(1, $2::int) returning id
     ), event as (
       insert into events (id, name, source, message_id, occurred_at, received_at, properties, keys)
       values (gen_random_uuid(), 'Journey Started', 'test', gen_random_uuid(), $3, $3, '{}', '{}') returning id
     ), entries as (
       insert into runs (id, journey_id, version, plan_hash, contact_id, entry_event_id, start, entry_key, started_at)
       select gen_random_uuid(), $1, 1, (select plan_hash from journey_versions where journey_id = $1), id, (select id from event), '{}', '', $3
       from people returning id
     )
     insert into outbox (run_id, kind, payload, next_attempt_at, created_at)
     select id, 'start', '{}', $3, $3 from entries`,
    [journeyId, count, at],
  );
}

const journeyOf = async ({ runId }: OutboxRow): Promise<string> =>
  (await database.pool.query<{ journey_id: string }>('select journey_id from runs where id = $1', [runId]))
    .rows[0]!.journey_id;

/** The journeys of the rows of one batch. */
async function claim(limit: number): Promise<string[]> {
  const rows: OutboxRow[] = [];
  await claimOutbox(database, { limit, nowMs: NOW }, async (row) => {
    rows.push(row);
    return 'done';
  });
  return Promise.all(rows.map(journeyOf));
}

test('somebody of another journey, who came after a crowd, is carried with the next batch', async () => {
  await wait(crowd, 200);
  await wait(few, 1);
  const first = await claim(50);
  expect(first.filter((journey) => journey === few)).toHaveLength(1);
  expect(first.filter((journey) => journey === crowd)).toHaveLength(25);
});

test('a crowd alone has the whole batch, also beside a journey whose rows are not due', async () => {
  await wait(crowd, 200);
  await wait(few, 5, new Date(NOW + 60_000));
  expect(await claim(50)).toEqual(Array.from({ length: 50 }, () => crowd));
});

test('all of everybody is carried, each row once', async () => {
  await wait(crowd, 30);
  await wait(few, 70);
  const carried: string[] = [];
  const lane = async () => {
    for (let batch = await claim(8); batch.length > 0; batch = await claim(8)) carried.push(...batch);
  };
  await Promise.all([lane(), lane()]);
  expect(carried.filter((journey) => journey === crowd)).toHaveLength(30);
  expect(carried.filter((journey) => journey === few)).toHaveLength(70);
});

test('is told whose journey lets people in by campaigns', async () => {
  await openCampaign(
    database,
    { journeyId: few, version: 1, occurrence: '2026-12-01T10:00', dueMs: NOW },
    NOW,
  );
  await wait(few, 3);
  await wait(crowd, 30);
  const found = new Set<string>();
  await claimOutbox(database, { limit: 50, nowMs: NOW }, async (row) => {
    if (row.hasCampaigns) found.add(await journeyOf(row));
    return 'done';
  });
  expect([...found]).toEqual([few]);
});

/** Pages that finding the next ten rows touches. */
async function cost(): Promise<number> {
  await database.pool.query('vacuum analyze outbox, runs');
  const plan = `explain (analyze, buffers, format json) execute next_rows('${new Date(NOW).toISOString()}', 10)`;
  const client = await database.pool.connect();
  try {
    // As the worker's is, which is prepared once and asked for years.
    await client.query(
      `set plan_cache_mode = force_generic_plan; prepare next_rows(timestamptz, int) as ${NEXT_BY_TURNS}`,
    );
    const { rows } = await client.query<{
      'QUERY PLAN': { Plan: { 'Shared Hit Blocks': number; 'Shared Read Blocks': number } }[];
    }>(plan);
    const { Plan } = rows[0]!['QUERY PLAN'][0]!;
    return Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'];
  } finally {
    client.release(true);
  }
}

test('to find whose turn it is costs no more beside a crowd a hundred times as large', async () => {
  await wait(few, 10);
  await wait(crowd, 100);
  const small = await cost();
  await wait(crowd, 10_000);
  expect(await cost()).toBeLessThan(small * 1.5);
});
