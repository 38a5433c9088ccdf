import { listEvents } from '@signalbox/store';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { DemoShop } from '../contract/index.js';
import { startTestApi, type TestApi } from '../testing.js';

let api: TestApi;
let shop: DemoShop;
beforeAll(async () => {
  api = await startTestApi();
  const { jobId } = (await api.call('POST', '/api/demo')).json();
  await vi.waitFor(
    async () => expect((await api.call('GET', `/api/jobs/${jobId}`)).json().status).toBe('done'),
    { timeout: 30_000 },
  );
  shop = (await api.call('GET', '/api/demo/shop')).json();
});
afterAll(() => api?.stop());

test('the demo shop has things to sell and people who shop there', () => {
  expect(shop.products.length).toBeGreaterThan(5);
  expect(shop.people.some(({ hasAgreed }) => hasAgreed)).toBe(true);
  expect(shop.people.some(({ hasAgreed }) => !hasAgreed)).toBe(true);
});

test('a cart that is left behind, changed and ordered is one purchase of that person', async () => {
  const cart = {
    contactId: shop.people[0]!.id,
    token: 'c0ffee00',
    lines: [{ productId: shop.products[0]!.id, quantity: 2 }],
  };
  expect((await api.call('POST', '/api/demo/shop/checkout', cart)).statusCode).toBe(204);
  const change = { ...cart, isChange: true, lines: [{ ...cart.lines[0]!, quantity: 1 }] };
  expect((await api.call('POST', '/api/demo/shop/checkout', change)).statusCode).toBe(204);
  expect((await api.call('POST', '/api/demo/shop/order', cart)).statusCode).toBe(204);

  const events = await listEvents(api.database, { contactId: cart.contactId });
  const own = events.filter(({ properties }) => properties.checkout_id === cart.token);
  expect(own.map(({ name }) => name).sort()).toEqual([
    'Checkout Started',
    'Checkout Updated',
    'Order Completed',
  ]);
  expect(own.find(({ name }) => name === 'Order Completed')?.properties.total).toBe(
    shop.products[0]!.price * 2,
  );
});

test('what the shop does not sell is refused, and nothing is told', async () => {
  const before = await listEvents(api.database, {});
  const answer = await api.call('POST', '/api/demo/shop/checkout', {
    contactId: shop.people[0]!.id,
    token: 'c0ffee01',
    lines: [{ productId: 'unicorn', quantity: 1 }],
  });
  expect(answer.statusCode).toBe(404);
  expect(answer.json().detail).toContain('unicorn');
  expect(await listEvents(api.database, {})).toHaveLength(before.length);
});
