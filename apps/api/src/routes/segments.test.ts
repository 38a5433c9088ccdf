import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Segment } from '../contract/index.js';
import { startTestApi, type TestApi } from '../testing.js';

let api: TestApi;
beforeAll(async () => {
  // Each look at the clock is later: what is saved one after the other is told apart.
  let nowMs = Date.now();
  api = await startTestApi({}, { nowMs: () => ++nowMs });
});
afterAll(() => api?.stop());

const boughtAtLeast = (value: number) => ({
  version: 2,
  root: {
    kind: 'group',
    match: 'all',
    conditions: [{ kind: 'field', field: 'order_count', test: { type: 'number', op: 'at-least', value } }],
  },
});
const put = (id: string, body: object) => api.call('PUT', `/api/segments/${id}`, body);

test('of two who change a segment at once, the second is told what the first saved, and neither rule is lost', async () => {
  const made = (
    await api.call('POST', '/api/segments', { name: 'Loyal', rule: boughtAtLeast(2) })
  ).json<Segment>();
  const first = await put(made.id, { name: 'Loyal', rule: boughtAtLeast(3), seen: made.updatedAt });
  expect(first.statusCode).toBe(200);
  const second = await put(made.id, { name: 'Faithful', rule: boughtAtLeast(9), seen: made.updatedAt });
  expect(second.statusCode).toBe(409);
  const { code, current } = second.json<{ code: string; current: Segment }>();
  expect([code, current.name, current.sentence]).toEqual([
    'stale-revision',
    'Loyal',
    'order count is at least 3',
  ]);
  const over = await put(made.id, { name: 'Faithful', rule: boughtAtLeast(9), seen: current.updatedAt });
  expect(over.json()).toMatchObject({ name: 'Faithful', sentence: 'order count is at least 9' });
});
