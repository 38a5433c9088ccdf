import { afterAll, beforeAll, expect, test } from 'vitest';
import { seenEvents, takeEach, takeEvent, type IncomingEvent } from '../index.js';
import { createTestDatabase } from '../testing.js';

const NOW = Date.parse('2026-11-02T12:00:00Z');
const own = {
  nowMs: NOW,
  isOwnFault: (error: unknown) => /^(22|54)/.test(String((error as { code?: string }).code)),
};
let database: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  database = await createTestDatabase('seen');
});
afterAll(() => database?.drop());

let messages = 0;
const message = (name: string, more: Partial<IncomingEvent> = {}): IncomingEvent => ({
  source: 'segment',
  messageId: `${++messages}`,
  name,
  occurredAtMs: NOW,
  identities: [{ kind: 'user', value: `u${messages}` }],
  properties: { size: 1 },
  keys: [],
  isHistory: false,
  ...more,
});
/** No index holds it. */
const unkeepable = () =>
  Array.from({ length: 20_000 }, () =>
    String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 20_000)),
  ).join('');
const named = async (prefix: string) =>
  (await seenEvents(database)).filter(({ name }) => name.startsWith(prefix));

test('what a batch looks like is learnt, although one message of it cannot be kept', async () => {
  const bad = message('Bad', {
    identities: [{ kind: 'user', value: unkeepable() }],
    contact: { firstName: 'Bo' },
  });
  const taken = await takeEach(
    database,
    [...['Kept A', 'Kept B', 'Kept C', 'Kept A'].map((name) => message(name)), bad],
    own,
  );
  expect(taken.at(-1)).toBeNull();
  const seen = await named('Kept');
  expect(seen.map(({ name }) => name)).toEqual(['Kept A', 'Kept B', 'Kept C']);
  expect(seen[0]!.properties).toMatchObject([{ path: 'size', types: ['number'], example: '1' }]);
});

test('properties of one name that differ within a batch are all learnt', async () => {
  await takeEach(
    database,
    [
      message('Varied', { properties: { size: 1 } }),
      message('Varied', { properties: { size: 'large' } }),
      message('Varied', { properties: { colour: 'red' } }),
      message('Varied', { properties: { size: true, colour: 'red' } }),
    ],
    own,
  );
  await takeEvent(database, message('Varied', { properties: { size: ['S'] } }), own);
  const [varied] = await named('Varied');
  expect(Object.fromEntries(varied!.properties.map(({ path, types }) => [path, types]))).toMatchObject({
    colour: ['text'],
    size: ['number', 'text', 'yes-no', 'list'],
  });
});

test('nobody waits for a batch because it is the first to say a name', async () => {
  const keys = ['purchase:segment/checkout/held'];
  await takeEvent(database, message('Checkout Started', { identities: [], keys }), own);
  const holding = await database.pool.connect();
  try {
    await holding.query('begin');
    await holding.query(`select from events where name = 'Checkout Started' for update`);
    const batch = takeEach(
      database,
      [...Array.from({ length: 5 }, () => message('Said first')), message('Checkout Updated', { keys })],
      own,
    );
    await expect
      .poll(async () => {
        const waiting = await database.pool.query(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return waiting.rowCount;
      })
      .toBe(1);
    await takeEvent(database, message('Said first'), own);
    expect(await named('Said first')).toHaveLength(1);
    await holding.query('commit');
    await batch;
  } finally {
    holding.release();
  }
});

test('of more names than are kept, those that come first are', async () => {
  const before = (await seenEvents(database)).length;
  const names = Array.from({ length: 1_010 - before }, (_, n) => `Many ${String(n).padStart(4, '0')}`);
  await takeEach(
    database,
    names.map((name) => message(name)),
    own,
  );
  expect(await seenEvents(database)).toHaveLength(1_000);
}, 60_000);
