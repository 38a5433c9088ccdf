import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../testing.js';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('marked_changes');
});
afterAll(() => database?.drop());

/** What a segment may look at, each by a segment of its own. */
const READS = [
  ['field', 'country'],
  ['field', 'order_count'],
  ['field', 'last_order_at'],
  ['field', 'total_spent'],
  ['field', 'updated_at'],
  ['field', 'attributes'],
  ['attribute', 'club'],
  ['attribute', 'size'],
  ['tag', ''],
  ['event', 'Product Viewed'],
] as const;

const anyChange = fc.record({
  country: fc.constantFrom('DK', 'SE', null),
  order_count: fc.constantFrom(0, 1),
  last_order_at: fc.constantFrom(null, '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'),
  total_spent: fc.constantFrom({}, { DKK: 5 }, { DKK: 5, EUR: 1 }),
  updated_at: fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-03T00:00:00Z'),
  attributes: fc.record(
    { club: fc.constantFrom(true, false, null), size: fc.constantFrom(38, '38') },
    { requiredKeys: [] },
  ),
  tags: fc.constantFrom([], ['vip'], ['vip', 'new']),
});
type Change = typeof anyChange extends fc.Arbitrary<infer T> ? T : never;

test('a person is marked for just those segments that look at what changed of them', async () => {
  const { pool } = database;
  for (const [place, [kind, name]] of READS.entries()) {
    const id = `00000000-0000-0000-0000-00000000000${place}`;
    await pool.query(
      `insert into segments (id, name, rule, created_at, updated_at) values ($1, $2, '{}', now(), now())`,
      [id, `${kind} ${name}`],
    );
    await pool.query('insert into segment_reads values ($1, $2, $3)', [id, kind, name]);
  }
  const ids = ['00000000-0000-0000-0001-000000000001', '00000000-0000-0000-0001-000000000002'];
  for (const id of ids)
    await pool.query('insert into contacts (id, created_at, updated_at) values ($1, now(), now())', [id]);
  const write = (people: Change[]) =>
    pool.query(
      `update contacts c set country = n.country, order_count = n.order_count, last_order_at = n.last_order_at,
         total_spent = n.total_spent, updated_at = n.updated_at, attributes = n.attributes, tags = n.tags
       from jsonb_to_recordset($1) n (id uuid, country text, order_count int, last_order_at timestamptz, total_spent jsonb,
         updated_at timestamptz, attributes jsonb, tags text[]) where c.id = n.id`,
      [JSON.stringify(people.map((one, place) => ({ id: ids[place], ...one })))],
    );
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(anyChange, anyChange),
      fc.tuple(anyChange, anyChange),
      async (before, after) => {
        await write(before);
        await pool.query('delete from segment_marks');
        await write(after);
        const { rows } = await pool.query<{ marks: string[] }>(`
        select array(select s.name from segment_marks m join segments s on s.id = m.segment_id where m.contact_id = c.id
          order by s.name) as marks from contacts c order by id`);
        expect(rows.map(({ marks }) => marks)).toEqual(
          before.map((one, place) => changed(one, after[place]!)),
        );
      },
    ),
    { numRuns: 150 },
  );
});

function changed(before: Change, after: Change): string[] {
  const differs = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other);
  return [
    ...(['country', 'order_count', 'last_order_at', 'total_spent'] as const)
      .filter((field) => differs(before[field], after[field]))
      .map((field) => `field ${field}`),
    ...(['club', 'size'] as const)
      .filter((name) => differs(before.attributes[name], after.attributes[name]))
      .map((name) => `attribute ${name}`),
    ...(differs(before.tags, after.tags) ? ['tag '] : []),
  ].sort();
}
