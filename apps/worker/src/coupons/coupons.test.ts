import { createServices } from '@signalbox/outbound';
import {
  addConnection,
  addCoupons,
  couponPools,
  moveCouponEnds,
  saveCouponPool,
  takeEvent,
  type CouponPoolSettings,
} from '@signalbox/store';
import { createTestDatabase } from '@signalbox/store/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pino } from 'pino';
import { createCoupons, type IssueCoupon } from './index.js';
import { tellEnds } from './tell-ends.js';
import { startTestShop, type TestShop } from './testing-shop.js';

const NOW = Date.parse('2026-11-25T10:00:00Z');
const secret = 'a secret of the tests';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let shop: TestShop;
let issue: IssueCoupon;
let contactId: string;
let connections: Record<'shopify' | 'woocommerce', string>;
beforeAll(async () => {
  database = await createTestDatabase('coupons');
  shop = await startTestShop();
  const store = async (kind: string, path: string, headers: Record<string, string>) =>
    (
      await addConnection(
        database,
        { name: kind, kind, baseUrl: `${shop.url}${path}`, headers },
        { secret, nowMs: NOW },
      )
    ).id;
  connections = {
    shopify: await store('shopify', '/admin/api/2026-10', { 'X-Shopify-Access-Token': 'shpat_test' }),
    woocommerce: await store('woocommerce', '/wp-json/wc/v3', { Authorization: 'Basic dGVzdA==' }),
  };
  issue = createCoupons({
    database,
    services: createServices({ database, secret, allowPrivate: false }),
    shopTimeZone: 'Europe/Copenhagen',
  });
  contactId = await somebody();
});
afterAll(async () => {
  await shop?.close();
  await database?.drop();
});
beforeEach(() => {
  shop.faults.length = 0;
});

async function somebody(): Promise<string> {
  const taken = await takeEvent(
    database,
    {
      source: 'test',
      messageId: crypto.randomUUID(),
      name: null,
      occurredAtMs: NOW,
      identities: [{ kind: 'user', value: crypto.randomUUID() }],
      contact: { firstName: 'Anna' },
      properties: {},
      keys: [],
      isHistory: true,
    },
    { nowMs: NOW },
  );
  return taken.contactId!;
}

let serial = 0;
async function pool(changes: Partial<CouponPoolSettings> = {}): Promise<string> {
  const name = `pool ${++serial}`;
  const settings: CouponPoolSettings = {
    kind: 'generated',
    pattern: 'BACK-{{random 4}}',
    offer: { kind: 'percent', percent: 15 },
    ends: { kind: 'days', days: 4 },
    connectionId: connections.shopify,
    lowWater: 2,
    ...changes,
  };
  await saveCouponPool(database, name, settings, NOW);
  return name;
}
const ask = (name: string, key: string = crypto.randomUUID(), who = contactId) =>
  issue({ pool: name, key, contactId: who, firstName: 'Anna', nowMs: NOW });

describe('a code that is made', () => {
  test('is in the shop before anybody hears of it, with its worth and its end', async () => {
    const issued = await ask(await pool());
    expect(issued).toMatchObject({ outcome: 'issued' });
    const { coupon } = issued as Extract<typeof issued, { outcome: 'issued' }>;
    expect(coupon.code).toMatch(/^BACK-[ACDEFGHJKMNPQRTUVWXY34679]{4}$/);
    expect(shop.codes.get(coupon.code)!.input).toMatchObject({
      code: coupon.code,
      usageLimit: 1,
      // Sunday 23:59 in Copenhagen.
      endsAt: '2026-11-29T22:59:00.000Z',
      customerGets: { value: { percentage: 0.15 } },
    });
  });

  test('is made in WooCommerce, too', async () => {
    const name = await pool({
      connectionId: connections.woocommerce,
      pattern: '{{name}}-{{random 4}}',
      offer: { kind: 'amount', amount: 50, currency: 'DKK' },
    });
    const issued = await ask(name);
    const { coupon } = issued as Extract<typeof issued, { outcome: 'issued' }>;
    expect(coupon.code).toMatch(/^ANNA-/);
    expect(shop.codes.get(coupon.code)!.input).toMatchObject({
      discount_type: 'fixed_cart',
      amount: '50.00',
      date_expires_gmt: '2026-11-29T22:59:00',
    });
  });

  test.each(['shopify', 'woocommerce'] as const)(
    'that %s made without saying so is found again, and not made twice',
    async (kind) => {
      const [name, key] = [await pool({ connectionId: connections[kind] }), crypto.randomUUID()];
      const before = shop.codes.size;
      shop.faults.push('made-but-silent');
      expect(await ask(name, key)).toMatchObject({ outcome: 'waits' });
      expect(await ask(name, key)).toMatchObject({ outcome: 'issued' });
      expect(shop.codes.size).toBe(before + 1);
    },
  );

  test.each(['down', 'refuses'] as const)('waits while the shop %s, and says why', async (fault) => {
    const [name, key] = [await pool(), crypto.randomUUID()];
    shop.faults.push(fault);
    expect(await ask(name, key)).toMatchObject({
      outcome: 'waits',
      reason: expect.stringContaining('The shop'),
    });
    expect(await ask(name, key)).toMatchObject({ outcome: 'issued' });
  });

  test('that the shop has for something else becomes another', async () => {
    const name = await pool({ pattern: 'X{{random 1}}' });
    for (const letter of 'ACDEFGHJKMNPQRTUVWXY3467')
      shop.codes.set(`X${letter}`, { title: 'Summer sale', input: {} });
    const key = crypto.randomUUID();
    let issued = await ask(name, key);
    for (let tries = 0; tries < 60 && issued.outcome !== 'issued'; tries++) issued = await ask(name, key);
    expect(issued).toMatchObject({ outcome: 'issued', coupon: { code: 'X9' } });
  });
});

describe('a code whose end is moved', () => {
  const LATER = Date.parse('2026-12-05T22:59:00Z');
  const services = () => createServices({ database, secret, allowPrivate: false });
  const tell = (nowMs: number) =>
    tellEnds({ database, services: services(), logger: pino({ enabled: false }) }, nowMs);

  test.each([
    ['shopify', 'endsAt', '2026-12-05T22:59:00.000Z'],
    ['woocommerce', 'date_expires_gmt', '2026-12-05T22:59:00'],
  ] as const)('ends then in %s as well, however often the shop is away', async (kind, field, end) => {
    const name = await pool({ connectionId: connections[kind] });
    const issued = await ask(name);
    const { coupon } = issued as Extract<typeof issued, { outcome: 'issued' }>;
    const inShop = () => shop.codes.get(coupon.code)!.input[field];
    const first = inShop();
    await moveCouponEnds(database, { pool: name }, { atMs: LATER, nowMs: NOW });
    shop.faults.push('down');
    await tell(NOW);
    expect(inShop()).toBe(first);
    await tell(NOW + 2 * 60_000);
    expect(inShop()).toBe(end);
    const { requests } = shop;
    await tell(NOW + 10 * 60 * 60_000);
    expect(shop.requests).toBe(requests);
  });
});

test('a hundred workers at once give no code to two people, and lose none', async () => {
  const name = await pool({ kind: 'list', pattern: null, connectionId: null, lowWater: 0 });
  await addCoupons(
    database,
    name,
    Array.from({ length: 100 }, (_, index) => `LIST-${index}`),
    NOW,
  );
  const made = await pool();
  const keys = Array.from({ length: 100 }, (_, index) => `${name}/${index}`);
  for (const from of [name, made]) {
    // Each key is asked for twice, as after a crash.
    const issued = await Promise.all([...keys, ...keys].map((key) => ask(from, `${from}/${key}`)));
    const codes = issued.map((one) => (one.outcome === 'issued' ? one.coupon.code : one.reason));
    expect(codes.slice(0, 100)).toEqual(codes.slice(100));
    expect(new Set(codes).size).toBe(100);
  }
  expect(await ask(name)).toMatchObject({ outcome: 'none-left' });
  expect((await couponPools(database)).find(({ pool: one }) => one === name)).toMatchObject({
    total: 100,
    left: 0,
  });
}, 60_000);

test('a list that runs low is told once, and again after it was filled', async () => {
  const name = await pool({ kind: 'list', pattern: null, connectionId: null });
  const told = async () => {
    const events = await database.kysely
      .selectFrom('events')
      .select('properties')
      .where('name', '=', 'Coupon Pool Low')
      .execute();
    return events.filter(({ properties }) => properties.pool === name).length;
  };
  await addCoupons(database, name, ['A1', 'A2', 'A3', 'A4'], NOW);
  await ask(name);
  expect(await told()).toBe(0);
  await ask(name);
  await ask(name);
  expect(await told()).toBe(1);
  await addCoupons(database, name, ['A5', 'A6', 'A7'], NOW + 1);
  await issue({ pool: name, key: 'k1', contactId, nowMs: NOW + 1 });
  await issue({ pool: name, key: 'k2', contactId, nowMs: NOW + 2 });
  expect(await told()).toBe(2);
});

test('an order with the code marks it used, once, with its time, and tells whose it was', async () => {
  const name = await pool();
  const owner = await somebody();
  const issued = await ask(name, crypto.randomUUID(), owner);
  const { code } = (issued as Extract<typeof issued, { outcome: 'issued' }>).coupon;
  const factsOfOwner = async () =>
    (
      await database.kysely
        .selectFrom('contacts')
        .select('attributes')
        .where('id', '=', owner)
        .executeTakeFirstOrThrow()
    ).attributes;
  expect(await factsOfOwner()).toMatchObject({ coupon_code: code, coupon_used: false });
  const order = (messageId: string, properties: object) =>
    takeEvent(
      database,
      {
        source: 'shopify',
        messageId,
        name: 'Order Completed',
        occurredAtMs: NOW + 60_000,
        // A guest: the code says whose it was.
        identities: [{ kind: 'email', value: 'guest@example.com' }],
        properties: { order_id: '4711', total: 100, currency: 'DKK', ...properties },
        keys: [],
        isHistory: false,
      },
      { nowMs: NOW + 60_000 },
    );
  await order('first', { discount_codes: [code.toLowerCase()] });
  await order('second', { coupon: code, order_id: '4712' });
  const row = await database.kysely
    .selectFrom('coupons')
    .select(['used_at', 'used_order'])
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  expect(row).toEqual({ used_at: new Date(NOW + 60_000), used_order: '4711' });
  expect(await factsOfOwner()).toMatchObject({ coupon_used: true });
  const events = await database.kysely
    .selectFrom('events')
    .select(['contact_id', 'properties'])
    .where('name', '=', 'Coupon Used')
    .execute();
  expect(events).toEqual([{ contact_id: owner, properties: { pool: name, code, order_id: '4711' } }]);
});

test('an offer that is over gives no codes, and a pool that is not there says so', async () => {
  const name = await pool({ ends: { kind: 'at', at: '2026-11-24T23:59' } });
  expect(await ask(name)).toMatchObject({ outcome: 'none-left', reason: expect.stringContaining('ended') });
  expect(await ask('nothing')).toMatchObject({ outcome: 'none-left' });
});
