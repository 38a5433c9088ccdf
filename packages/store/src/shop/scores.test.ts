import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../testing.js';
import { scorePeople } from './scores.js';

const PEOPLE = 2_500;

let database: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  database = await createTestDatabase('store');
  // Somebody who has never bought, and others who buy the oftener, the earlier they last did.
  await database.pool.query(`
    insert into contacts (id, created_at, updated_at, order_count, last_order_at, total_spent)
    select gen_random_uuid(), now(), now(), n, case when n > 0 then '2026-11-01'::timestamptz - n * interval '1 hour' end,
      case when n > 0 then jsonb_build_object(case when n % 5 = 0 then 'SEK' else 'DKK' end, n * 100) else '{}' end
    from generate_series(0, ${PEOPLE}) n`);
});
afterAll(() => database.drop());

const scores = async () =>
  (
    await database.pool.query<{ n: number; scores: string }>(
      `select order_count as n, concat(rfm_recency, rfm_frequency, rfm_monetary) as scores from contacts order by order_count`,
    )
  ).rows.map(({ scores }) => scores);

test('everybody who has bought is scored against everybody else, however many they are', async () => {
  expect(await scorePeople(database)).toBe(PEOPLE);
  const scored = await scores();
  expect(scored[0]).toBe('');
  expect(scored[1]).toBe('512');
  expect(scored[PEOPLE / 2 + 1]!.slice(0, 2)).toBe('33');
  // Of what is paid in another currency than most pay in, nothing counts.
  expect(scored[PEOPLE]).toBe('151');
  expect(scored[PEOPLE - 1]).toBe('155');
});

test('what has not changed is not written again, and whoever has not bought any more loses the scores', async () => {
  expect(await scorePeople(database)).toBe(0);
  await database.pool.query(
    `update contacts set order_count = 0, last_order_at = null, total_spent = '{}' where order_count = 1`,
  );
  expect(await scorePeople(database)).toBeGreaterThan(0);
  expect((await scores()).slice(0, 2)).toEqual(['', '']);
});
