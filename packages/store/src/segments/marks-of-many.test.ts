import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../testing.js';
import { saveSegment } from './segments.js';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('marks_of_many');
});
afterAll(() => database?.drop());

const MANY = 2_000;

test('many people who change at once are marked as fast in a session in which one alone has changed before', async () => {
  await saveSegment(
    database,
    {
      name: 'VIP',
      rule: {
        version: 2,
        root: { kind: 'group', match: 'all', conditions: [{ kind: 'tag', op: 'has', tag: 'vip' }] },
      },
    },
    0,
  );
  const client = await database.pool.connect();
  try {
    await client.query(`
      insert into contacts (id, attributes, created_at, updated_at)
      select gen_random_uuid(), '{}', now(), now() from generate_series(1, ${MANY})`);
    await client.query(
      `update contacts set first_name = 'Anna' where id = (select id from contacts limit 1)`,
    );
    await client.query('delete from segment_marks');
    // Paired row by row, 500 take more than that on an idle machine.
    await client.query(`set statement_timeout = '25s'`);
    await client.query(`insert into tags (name, created_at) values ('vip', now())`);
    await client.query(`
      insert into contact_tags (contact_id, tag, source, at) select id, 'vip', 'test', now() from contacts`);
    const { rows } = await client.query<{ marked: number }>(
      'select count(*)::int as marked from segment_marks',
    );
    expect(rows[0]!.marked).toBe(MANY);
  } finally {
    client.release(true);
  }
});
