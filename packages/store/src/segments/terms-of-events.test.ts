import type { PropertyTest, SegmentRule, ValueTest } from '@signalbox/engine/segments';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../testing.js';
import { compileRule } from './compile-rule.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('terms');
});
afterAll(() => database?.drop());

const LONG = 'shoes '.repeat(12);
const SAID: unknown[] = [
  { category: 'Shoes' },
  { category: '  SHOES ' },
  { category: 'shoes, brown' },
  { category: ['boots', ' Shoes'] },
  { category: ['true', true, 7, null, ['shoes'], { name: 'shoes' }] },
  { category: { '*': { name: 'shoes' }, name: 'shoes' } },
  { category: LONG },
  { category: true },
  { category: 7 },
  { category: '7 shoes' },
  { category: null },
  { category: 'İstanbul' },
  { category: '[shoes]' },
  { category: "'; drop table events; --" },
  { 'category.*.name': 'shoes' },
  { category: [{ name: 'Shoes' }, { name: 'Boots' }] },
  { category: [{ name: ['shoes'] }] },
  { category: Array.from({ length: 300 }, (_, n) => ({ name: n === 299 ? 'shoes' : `boots ${n}` })) },
  { category: Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`n${n}`, 'shoes'])) },
  Object.fromEntries([
    ...Array.from({ length: 300 }, (_, n) => [`said ${n}`, 'boots']),
    ['category', 'shoes'],
  ]),
];
const ASKED = [
  ...[
    'shoes',
    ' SHOES  ',
    'boots',
    LONG,
    'true',
    '7',
    '7 shoes',
    'İSTANBUL',
    'i̇stanbul',
    '[shoes]',
    '{"name": "shoes"}',
  ],
  ...['["shoes"]', "'; drop table events; --", '', ' '],
];
const TESTS: ValueTest[] = [
  ...ASKED.map((value) => ({ type: 'text' as const, op: 'is' as const, value })),
  { type: 'text', op: 'one-of', value: ['hats', 'Shoes'] },
  { type: 'text', op: 'one-of', value: ['7', 'Shoes'] },
  { type: 'text', op: 'is-not', value: 'shoes' },
  { type: 'text', op: 'contains', value: 'shoe' },
  ...ASKED.map((value) => ({ type: 'list' as const, op: 'has' as const, value })),
  { type: 'list', op: 'has-not', value: 'shoes' },
  { type: 'boolean', op: 'is', value: true },
  { type: 'number', op: 'is', value: 7 },
];
const PATHS = [
  'category',
  'category.*.name',
  'category.name',
  'category.1',
  'category.*',
  '*.name',
  'category.*.0',
];

const ruled = (where: PropertyTest): SegmentRule => ({
  version: 2,
  root: {
    kind: 'group',
    match: 'all',
    conditions: [
      {
        kind: 'event',
        event: 'Product Viewed',
        times: { op: 'at-least', count: 1 },
        where: [where],
        when: { kind: 'ever' },
      },
    ],
  },
});

test('who is found among everybody by what their events say is who is found by reading them', async () => {
  const people: string[] = [];
  for (const properties of SAID) {
    const id = crypto.randomUUID();
    people.push(id);
    await sql`insert into contacts (id, created_at, updated_at) values (${id}, now(), now())`.execute(
      database.kysely,
    );
    await sql`
      insert into events (id, source, message_id, name, contact_id, occurred_at, received_at, properties)
      values (gen_random_uuid(), 'test', ${id}, 'Product Viewed', ${id}, now(), now(), ${JSON.stringify(properties)})`.execute(
      database.kysely,
    );
  }
  const who = async (rule: SegmentRule, contactIds?: string[]) => {
    const { joins, matches } = compileRule(rule, { nowMs: NOW, rules: new Map(), contactIds });
    const { rows } = await sql<{ id: string }>`select c.id from contacts c ${joins} where ${matches}`.execute(
      database.kysely,
    );
    return rows.map(({ id }) => people.indexOf(id)).sort((one, other) => one - other);
  };
  let found = 0;
  for (const path of PATHS)
    for (const test of TESTS) {
      const rule = ruled({ path, test });
      const read = await who(rule, people);
      expect({ path, test, who: await who(rule) }).toEqual({ path, test, who: read });
      found += read.length;
    }
  expect(found).toBeGreaterThan(100);
});
