import { afterAll, beforeAll, expect, test } from 'vitest';
import { newestOfCart, takeEach, takeEvent, type IncomingEvent, type Taken } from '../index.js';
import { createTestDatabase, drawn, publishDrawn } from '../testing.js';
import { receivedAt } from './received-at.js';
import { furnish, listen, NOW } from './testing/furnished.js';

const SECOND = 1_000;
const own = { nowMs: NOW, isOwnFault: () => false };
let database: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  database = await createTestDatabase('each_order');
  await furnish(database);
  await listen(database);
});
afterAll(() => database?.drop());

let messages = 0;
const message = (user: string, name: string, more: Partial<IncomingEvent> = {}): IncomingEvent => ({
  source: 'segment',
  messageId: `${++messages}`,
  name,
  occurredAtMs: NOW,
  identities: [{ kind: 'user', value: user }],
  properties: {},
  keys: [],
  isHistory: false,
  ...more,
});
const others = (name: string, count: number) =>
  Array.from({ length: count }, (_, n) => message(`${name}/${n}`, 'Page Viewed'));
const runsOf = async (user: string) => {
  const { rows } = await database.pool.query<{ id: string; heard: string[] }>(
    `select r.id, array(select o.payload -> 'event' ->> 'name' from outbox o
       where o.run_id = r.id and o.kind = 'event' order by o.id) as heard
     from runs r join contact_identities i using (contact_id) where i.value = $1 order by r.started_at`,
    [user],
  );
  return rows;
};

test('a run that somebody’s first message starts by way of a segment hears of their next one', async () => {
  const [, next] = await takeEach(
    database,
    [
      message('new', 'Page Viewed', { occurredAtMs: NOW - SECOND }),
      message('new', 'Seen', { occurredAtMs: NOW - SECOND }),
      ...others('beside', 4),
    ],
    own,
  );
  const [run] = await runsOf('new');
  expect(run!.heard).toEqual(['Seen']);
  expect(next!.signalled).toContain(run!.id);
});

test('a run that a goal starts by way of a segment hears of what comes after the goal', async () => {
  // Until segments have nothing more to say of them.
  for (let times = 0; times < 4; times++)
    await takeEach(database, [message('known', 'Page Viewed'), ...others('with', 4)], own);
  const before = new Set((await runsOf('known')).map(({ id }) => id));
  const [, next] = await takeEach(
    database,
    [
      message('known', 'Cart Updated'),
      message('known', 'Seen', { occurredAtMs: NOW - SECOND }),
      ...others('with', 4),
    ],
    own,
  );
  const begun = (await runsOf('known')).filter(({ id }) => !before.has(id));
  expect(begun.length).toBeGreaterThan(0);
  for (const { id } of begun) expect(next!.signalled).toContain(id);
});

test('whoever was let go comes back with the order that they place, in a batch too', async () => {
  const gone = message('gone', 'Seen', { source: 'step', contact: { addTags: ['sunset'] } });
  await takeEach(database, [gone, ...others('ordered', 4)], own);
  await takeEach(
    database,
    [message('gone', 'Order Completed', { properties: { order_id: 'o1' } }), ...others('ordered', 4)],
    own,
  );
  const { rows } = await database.pool.query(
    `select tags from contacts c join contact_identities i on i.contact_id = c.id where i.value = 'gone'`,
  );
  expect(rows).toEqual([{ tags: [] }]);
});

test('a code that somebody else uses is told before what its owner does next', async () => {
  const [{ contactId }] = (await takeEach(database, [message('owner', 'First Seen')], own)) as [Taken];
  await publishDrawn(
    database,
    drawn({
      start: { type: 'event-trigger', config: { event: 'Signed Up' }, next: { next: 'wait' } },
      wait: {
        type: 'wait-for-event',
        config: {
          events: [
            { id: 'used', event: 'Coupon Used', label: 'Used' },
            { id: 'page', event: 'Page Viewed', label: 'Looked' },
          ],
          timeoutMs: 3_600_000,
        },
        next: { used: 'end', page: 'end', timeout: 'end' },
      },
      end: { type: 'exit', config: { outcome: 'done' } },
    }),
    { name: 'Code', nowMs: NOW },
  );
  const begun = await takeEvent(database, message('owner', 'Signed Up'), own);
  await database.pool.query(
    `with pool as (insert into coupon_pools (name, kind, offer, ends, low_water, created_at)
       values ('ten', 'list', '{"kind": "other"}', '{"kind": "never"}', 0, now()) returning name)
     insert into coupons (pool, code, issue_key, contact_id) select name, 'Ten', 'of-owner', $1::uuid from pool`,
    [contactId],
  );
  await takeEach(
    database,
    [
      ...others('shoppers', 3),
      message('buyer', 'Order Completed', { properties: { order_id: 'o7', coupon: 'TEN' } }),
      message('owner', 'Page Viewed'),
    ],
    own,
  );
  const run = (await runsOf('owner')).find(({ id }) => id === begun.started[0]);
  expect(run!.heard).toEqual(['Coupon Used', 'Page Viewed']);
});

const cart = (id: string, name: string, more: Partial<IncomingEvent> = {}) =>
  message(`owner of ${id}`, name, {
    keys: [`purchase:segment/cart/${id}`],
    properties: { cart_id: id },
    ...more,
  });
const newest = async (id: string) =>
  (await newestOfCart(database, [`purchase:segment/cart/${id}`]))!.products;
const filled = { properties: { cart_id: 'c', products: [{ product_id: 'p' }] } };

test('a cart that is emptied in the instant in which it was filled is empty, whatever else the message says', async () => {
  await takeEach(database, others('plain', 4), own);
  await takeEach(
    database,
    [
      ...others('plain', 4),
      cart('c1', 'Cart Updated', filled),
      cart('c1', 'Cart Emptied', { contact: { firstName: 'Åse' } }),
    ],
    own,
  );
  expect(await newest('c1')).toEqual([]);
});

test('so it is where hundreds of messages stand between the two', async () => {
  await takeEach(
    database,
    [
      ...others('far', 40),
      cart('c2', 'Cart Updated', filled),
      ...others('far', 220),
      cart('c2', 'Cart Emptied'),
      ...others('far', 5),
    ],
    own,
  );
  expect(await newest('c2')).toEqual([]);
});

test('what comes in one call is received in its order, by the microsecond', () => {
  const times = [0, 1, 999, 1_000, 2_001].map((place) => receivedAt(NOW, place));
  expect(times.toSorted()).toEqual(times);
  expect(times.at(-1)).toBe('2026-11-02T12:00:00.002001Z');
});
