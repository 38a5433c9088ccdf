import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeEach, type IncomingEvent } from '../index.js';
import { createTestDatabase } from '../testing.js';
import { furnish, NOW, versions } from './testing/furnished.js';

let database: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  database = await createTestDatabase('older_goals');
  await furnish(database);
});
afterAll(() => database?.drop());

test('who enter a segment at once reach the goal of an older version of their journey', async () => {
  const setLive = await versions(database);
  const people = ['a', 'b', 'c', 'd', 'e'];
  const all = (name: string) =>
    takeEach(
      database,
      people.map((user): IncomingEvent => ({
        source: 'segment',
        messageId: `${name}/${user}`,
        name,
        occurredAtMs: NOW,
        identities: [{ kind: 'user', value: user }],
        properties: {},
        keys: [],
        isHistory: false,
      })),
      { nowMs: NOW, isOwnFault: () => false },
    );
  const reached = async () => {
    const { rows } = await database.pool.query<{ n: number }>(
      `select count(goal_at)::int as n from runs r join journeys j on j.id = r.journey_id where j.name = 'Older'`,
    );
    return rows[0]!.n;
  };
  await all('Page Viewed');
  await setLive(1);
  await all('Seen');
  await setLive(2);
  expect(await reached()).toBe(0);
  await all('Product Viewed');
  expect(await reached()).toBe(people.length);
});
