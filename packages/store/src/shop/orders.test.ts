import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase } from '../testing.js';
import { factsOf, recountPerson, takeEvent, takeEvents, type IncomingEvent } from '../index.js';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('orders');
});
afterAll(() => database?.drop());

const NOW = Date.parse('2026-11-02T12:00:00Z');
const DAY = 86_400_000;
let serial = 0;
const fresh = (word: string) => `${word}-${++serial}`;

const message = (name: string, changes: Partial<IncomingEvent>): IncomingEvent => ({
  source: 'segment',
  messageId: fresh('m'),
  name,
  occurredAtMs: NOW,
  identities: [],
  properties: {},
  keys: [],
  isHistory: false,
  ...changes,
});
const take = (incoming: IncomingEvent) => takeEvent(database, incoming, { nowMs: NOW });

const COMPUTED = [
  'order_count',
  'total_spent',
  'average_order',
  'first_order_at',
  'last_order_at',
  'favourite_category',
  'median_gap_days',
  'predicted_next_order_at',
] as const;
const computedOf = async (contactId: string) => {
  const facts = await factsOf(database, contactId);
  return Object.fromEntries(COMPUTED.map((name) => [name, facts[name]]));
};

interface Told {
  name: string;
  order: number;
  day: number;
  total?: number;
  currency: string;
  category: string;
}

/** Days on which orders that stand were placed, by the plainest reading of the events; the largest is the earliest. */
const placedDays = (told: Told[]) =>
  [...new Set(told.map(({ order }) => order))].flatMap((order) => {
    const own = told.filter((one) => one.order === order);
    const placed = own.filter(({ name }) => name === 'Order Completed').map(({ day }) => day);
    return placed.length === 0 || own.some(({ name }) => name === 'Order Cancelled')
      ? []
      : [Math.max(...placed)];
  });

describe('what is computed from orders', () => {
  test('late, shuffled, repeated, cancelled and refunded: the same in the end, and the same as a recount', async () => {
    const told = fc.record({
      name: fc.constantFrom('Order Completed', 'Order Updated', 'Order Cancelled', 'Order Refunded'),
      order: fc.integer({ min: 1, max: 5 }),
      day: fc.integer({ min: 1, max: 300 }),
      total: fc.option(fc.integer({ min: 0, max: 900 }), { nil: undefined }),
      currency: fc.constantFrom('DKK', 'EUR', 'JPY'),
      category: fc.constantFrom('Jackets', 'Boots', 'Socks'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(told, { minLength: 1, maxLength: 14 }),
        fc.integer(),
        async (events, seed) => {
          const world = fresh('world');
          const messages = (who: string) =>
            events.map((event, index) =>
              message(event.name, {
                messageId: `${world}/${who}/${index}`,
                occurredAtMs: NOW - event.day * DAY,
                identities: [{ kind: 'user', value: `${world}/${who}` }],
                keys: [`purchase:segment/order/${world}/${who}/${event.order}`],
                properties: {
                  order_id: `${world}/${who}/${event.order}`,
                  currency: event.currency,
                  ...(event.total === undefined ? {} : { total: event.total }),
                  products: [{ name: 'x', category: event.category, quantity: 1 + (event.order % 2) }],
                },
              }),
            );
          const straight = messages('a');
          for (const one of straight) await take(one);
          const shuffled = messages('a2')
            .map((one, index) => ({ one, at: Math.sin(seed + index * 7.13) }))
            .sort((a, b) => a.at - b.at)
            .map(({ one }) => one);
          for (const one of [...shuffled, ...shuffled.slice(0, 3)]) await take(one);
          const batch = messages('a3').map((one) => ({ ...one, isHistory: true }));
          await takeEvents(database, [...batch, ...batch.slice(0, 2)], { nowMs: NOW });

          const people: string[] = [];
          for (const who of ['a', 'a2', 'a3']) {
            const identities = [{ kind: 'user', value: `${world}/${who}` }];
            people.push((await take(message('Seen', { identities }))).contactId!);
          }
          const [one, other, third] = await Promise.all(people.map(computedOf));
          const placed = placedDays(events);
          expect(one!.order_count).toBe(placed.length);
          expect(one!.first_order_at).toBe(
            placed.length === 0 ? null : new Date(NOW - Math.max(...placed) * DAY).toISOString(),
          );
          // Ties between events of one instant are settled by ids, which differ between people.
          if (new Set(events.map(({ day }) => day)).size === events.length) {
            expect(other).toEqual(one);
            expect(third).toEqual(one);
          }
          await recountPerson(database, people[0]!);
          expect(await computedOf(people[0]!)).toEqual(one);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('a person has a rhythm once three days of orders show it', async () => {
    const identities = [{ kind: 'user', value: fresh('rhythm') }];
    let contactId = '';
    for (const day of [100, 70, 41]) {
      const order = message('Order Completed', {
        identities,
        occurredAtMs: NOW - day * DAY,
        properties: { order_id: fresh('o'), total: 100, currency: 'DKK' },
      });
      contactId = (await take(order)).contactId!;
    }
    expect(await computedOf(contactId)).toMatchObject({
      order_count: 3,
      median_gap_days: 29.5,
      predicted_next_order_at: new Date(NOW - 11.5 * DAY).toISOString(),
      average_order: { DKK: 10_000 },
    });
  });

  test('an order is worth what was taken, or its value, where nobody gives its total', async () => {
    const identities = [{ kind: 'user', value: fresh('taken') }];
    const order = (properties: object) =>
      take(
        message('Order Completed', {
          identities,
          properties: { order_id: fresh('o'), currency: 'EUR', ...properties },
        }),
      );
    await order({ total: 10, revenue: 8 });
    await order({ revenue: '20.00', value: 1 });
    const { contactId } = await order({ total: null, value: 30 });
    expect(await computedOf(contactId!)).toMatchObject({ order_count: 3, total_spent: { EUR: 6_000 } });
  });

  test('an order under another e-mail counts as the same person’s by their checkout or their phone', async () => {
    const checkout = await take(
      message('Checkout Started', {
        identities: [],
        contact: { email: 'anna@work.example', phone: '+4552512020' },
        keys: ['purchase:segment/checkout/checkout-77'],
        properties: { checkout_id: 'checkout-77' },
      }),
    );
    const order = (changes: Partial<IncomingEvent>) =>
      take(
        message('Order Completed', {
          properties: { order_id: fresh('o'), total: '10.50', currency: 'EUR' },
          ...changes,
        }),
      );
    const byToken = await order({
      contact: { email: 'anna@home.example' },
      keys: ['purchase:segment/checkout/checkout-77'],
    });
    const byPhone = await order({ contact: { email: 'anna@third.example', phone: '+4552512020' } });
    expect([byToken.contactId, byPhone.contactId]).toEqual([checkout.contactId, checkout.contactId]);
    expect(await computedOf(checkout.contactId!)).toMatchObject({
      order_count: 2,
      total_spent: { EUR: 2_100 },
    });
  });

  test('an order is not of whoever has a cart with the same number', async () => {
    const id = fresh('1001');
    const cart = await take(
      message('Checkout Started', {
        identities: [{ kind: 'user', value: fresh('cart-of') }],
        keys: [`purchase:segment/cart/${id}`],
        properties: { cart_id: id },
      }),
    );
    const order = {
      keys: [`purchase:segment/order/${id}`],
      properties: { order_id: id, total: 1, currency: 'EUR' },
    };
    expect((await take(message('Order Completed', order))).contactId).toBeNull();
    const named = { ...order, identities: [{ kind: 'user', value: fresh('order-of') }] };
    const { contactId } = await take(message('Order Paid', named));
    expect(contactId).not.toBe(cart.contactId);
    expect((await take(message('Order Refunded', order))).contactId).toBe(contactId);
  });

  test('a refund that names only its order lessens what that person has spent, before or after it', async () => {
    const identities = [{ kind: 'user', value: fresh('refunded') }];
    const orderId = fresh('o');
    const keys = [`purchase:segment/order/${orderId}`];
    await take(
      message('Order Refunded', { keys, properties: { order_id: orderId, refund_id: 'r1', amount: 40 } }),
    );
    const { contactId } = await take(
      message('Order Completed', {
        identities,
        keys,
        properties: { order_id: orderId, total: 100, currency: 'EUR' },
      }),
    );
    expect(await computedOf(contactId!)).toMatchObject({ total_spent: { EUR: 6_000 } });
    await take(
      message('Order Refunded', { keys, properties: { order_id: orderId, refund_id: 'r1', amount: 40 } }),
    );
    await take(
      message('Order Refunded', { keys, properties: { order_id: orderId, refund_id: 'r2', amount: 99 } }),
    );
    expect(await computedOf(contactId!)).toMatchObject({ order_count: 1, total_spent: { EUR: 0 } });
  });
});
