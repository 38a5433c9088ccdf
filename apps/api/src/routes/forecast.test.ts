import { readFileSync } from 'node:fs';
import { recountSegments, takeEvent } from '@signalbox/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Forecast } from '../contract/index.js';
import { startTestApi, type TestApi } from '../testing.js';

const HOUR = 3_600_000;
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ SIGNALBOX_TEXTS_PER_SECOND: '2' });
});
afterAll(() => api?.stop());

const { graph } = JSON.parse(
  readFileSync(new URL('../../../../examples/journeys/abandoned-cart.json', import.meta.url), 'utf8'),
) as { graph: object };

const happened = (user: number, name: string, atMs: number, properties: object = {}) =>
  takeEvent(
    api.database,
    {
      source: 'test',
      messageId: crypto.randomUUID(),
      name,
      occurredAtMs: atMs,
      identities: [{ kind: 'user', value: `user-${user}` }],
      contact: { firstName: 'Anna', ...(user % 5 === 0 ? {} : { phone: `+455299${1000 + user}` }) },
      properties: properties as { [key: string]: string },
      keys: [],
      isHistory: false,
    },
    { nowMs: atMs },
  );

test('whom a draft reaches is told from everybody down, with what really happened afterwards', async () => {
  const start = Date.now() - 2 * 24 * HOUR;
  for (let user = 0; user < 40; user++) {
    const came = await happened(user, user < 20 ? 'Checkout Started' : 'Product Viewed', start, {
      total: '900',
      currency: 'DKK',
      checkout_id: `c${user}`,
    });
    if (user % 2 === 1 && user % 5 !== 0) {
      await api.database.kysely
        .insertInto('consents')
        .values({
          contact_id: came.contactId!,
          phone: `+455299${1000 + user}`,
          purpose: 'marketing',
          state: 'granted',
          source: 'test',
          evidence: '{}',
          at: new Date(start),
          recorded_at: new Date(start),
        })
        .execute();
    }
  }
  const created = (await api.call('POST', '/api/journeys', { name: 'Cart', graph })).json() as { id: string };
  const ask = async () =>
    (await api.call('POST', `/api/journeys/${created.id}/forecast`, { days: 30 })).json() as Forecast;
  const forecast = await ask();
  expect(forecast.funnel.map(({ key, people }) => [key, people])).toEqual([
    ['everyone', 40],
    ['audience', 20],
    ['filter', 20],
    ['phone', 16],
    ['consent', 8],
  ]);
  expect(forecast).toMatchObject({ kind: 'events', entries: 20, sample: 20, texts: 8, cost: null });
  expect(forecast.carrierSeconds).toBe(4);

  await api.call('PUT', '/api/settings/part-price', { price: { amount: 0.5, currency: 'DKK' } });
  expect((await ask()).cost).toEqual({ DKK: 0.5 * forecast.parts });
  await api.call('PUT', '/api/settings/part-price', {
    price: { amount: 9, currency: 'DKK', countries: { DK: 0.25 } },
  });
  expect((await ask()).cost).toEqual({ DKK: 0.25 * forecast.parts });

  // Who ordered in time would have got no text.
  await happened(1, 'Order Completed', start + 60_000, { total: '900', currency: 'DKK', checkout_id: 'c1' });
  expect((await ask()).texts).toBe(7);
});

test('of a segment that is not counted yet it says so, rather than that it reaches nobody', async () => {
  await happened(101, 'Product Viewed', Date.now());
  const segment = await api.call('POST', '/api/segments', {
    name: 'Without an order',
    rule: {
      version: 2,
      root: {
        kind: 'group',
        match: 'all',
        conditions: [
          { kind: 'field', field: 'order_count', test: { type: 'number', op: 'at-most', value: 0 } },
        ],
      },
    },
  });
  expect(segment.statusCode, segment.body).toBe(201);
  const campaign = {
    schemaVersion: 1,
    nodes: [
      {
        id: 'when',
        type: 'schedule-trigger',
        position: { x: 0, y: 0 },
        data: {
          version: 1,
          config: {
            audience: { segment: segment.json<{ id: string }>().id },
            ...{ date: '2050-01-01', time: '10:00', repeat: 'never', weekdays: [] },
          },
        },
      },
      {
        id: 'end',
        type: 'exit',
        position: { x: 0, y: 200 },
        data: { version: 1, config: { outcome: 'done' } },
      },
    ],
    edges: [{ id: 'to-end', source: 'when', sourceHandle: 'next', target: 'end' }],
  };
  const created = await api.call('POST', '/api/journeys', { name: 'Campaign', graph: campaign });
  const { id } = created.json<{ id: string }>();
  const ask = async () =>
    (await api.call('POST', `/api/journeys/${id}/forecast`, { days: 30 })).json<Forecast>();
  expect(await ask()).toMatchObject({ isCounting: true });

  while (await recountSegments(api.database, Date.now()));
  const counted = await ask();
  expect(counted.isCounting).toBe(false);
  expect(counted.funnel.find(({ key }) => key === 'audience')!.people).toBeGreaterThan(0);
});
