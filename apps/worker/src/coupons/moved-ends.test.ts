import { createServices } from '@signalbox/outbound';
import { addConnection, moveCouponEnds, saveCouponPool, takeEvent } from '@signalbox/store';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { SECRET, startSendingWorker } from '../send-text/testing-worker.js';
import { createCoupons } from './index.js';
import { startTestShop, type TestShop } from './testing-shop.js';

let world: Awaited<ReturnType<typeof startSendingWorker>>;
let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop();
  world = await startSendingWorker('moved_ends');
}, 60_000);
afterAll(async () => {
  await world?.close();
  await shop?.close();
});

test('a worker tells the shop of a code with another end, with nobody asking', async () => {
  const { database } = world;
  const nowMs = Date.now();
  const endMs = nowMs + 9 * 86_400_000;
  const { id: connectionId } = await addConnection(
    database,
    {
      ...{ name: 'Shop', kind: 'shopify', baseUrl: `${shop.url}/admin/api/2026-10` },
      headers: { 'X-Shopify-Access-Token': 'shpat_test' },
    },
    { secret: SECRET, nowMs },
  );
  await saveCouponPool(
    database,
    'sale',
    {
      ...{ kind: 'generated', pattern: 'S{{random 6}}', connectionId, lowWater: 0 },
      ...{ offer: { kind: 'percent', percent: 10 }, ends: { kind: 'days', days: 7 } },
    },
    nowMs,
  );
  const { contactId } = await takeEvent(
    database,
    {
      ...{ source: 'test', messageId: 'm1', name: null, occurredAtMs: nowMs, properties: {}, keys: [] },
      ...{ identities: [{ kind: 'user', value: 'anna' }], isHistory: true },
    },
    { nowMs },
  );
  const issue = createCoupons({
    database,
    services: createServices({ database, secret: SECRET, allowPrivate: false }),
    shopTimeZone: 'Europe/Copenhagen',
  });
  expect(await issue({ pool: 'sale', key: 'k1', contactId: contactId!, nowMs })).toMatchObject({
    outcome: 'issued',
  });
  await moveCouponEnds(database, { pool: 'sale' }, { atMs: endMs, nowMs });
  await vi.waitFor(
    () => expect([...shop.codes.values()][0]!.input.endsAt).toBe(new Date(endMs).toISOString()),
    20_000,
  );
});
