import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changePoints, issueCoupon, relationshipWith, saveCouponPool, takeEvent } from '../index.js';
import type { CouponOffer } from '../index.js';
import { addPerson, createTestDatabase } from '../testing.js';

const DAY = 86_400_000;
const NOW = Date.now();
let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('given');
  await pool('fifty', { kind: 'amount', amount: 50, currency: 'DKK' });
  await pool('tenth', { kind: 'percent', percent: 10 });
  await pool('ship', { kind: 'free-shipping' });
});
afterAll(() => database?.drop());

const pool = (name: string, offer: CouponOffer) =>
  saveCouponPool(
    database,
    name,
    {
      kind: 'generated',
      pattern: '{{random 6}}',
      offer,
      ends: { kind: 'never' },
      connectionId: null,
      lowWater: 0,
    },
    NOW,
  );

const give = async (contactId: string, from: string, nowMs = NOW - DAY) =>
  (await issueCoupon(database, { pool: from, key: randomUUID(), contactId, nowMs }))!.code;

const order = (contactId: string, code: string, total: number) =>
  takeEvent(
    database,
    {
      source: 'test',
      messageId: randomUUID(),
      name: 'Order Completed',
      occurredAtMs: NOW,
      contactId,
      identities: [],
      properties: { order_id: randomUUID(), total, currency: 'DKK', discount_codes: [code] },
      keys: [],
      isHistory: false,
    },
    { nowMs: NOW },
  );

test('what somebody was given is counted: codes, those used with what they saved, and points', async () => {
  const anna = await addPerson(database, { firstName: 'Anna' });
  await order(anna, await give(anna, 'fifty'), 450);
  await order(anna, await give(anna, 'tenth'), 900);
  await order(anna, await give(anna, 'ship'), 100);
  await give(anna, 'tenth');
  await give(anna, 'tenth', NOW - 91 * DAY);
  await changePoints(database, { contactId: anna, key: 'gift', points: 30, reason: 'A gift', atMs: NOW });
  await changePoints(database, { contactId: anna, key: 'used', points: -20, reason: 'Used', atMs: NOW });

  const { given } = await relationshipWith(database, anna, NOW + 1_000);
  // 50 kr, and the 100 kr that an order of 900 kr was shortened by; what the shipping was nobody tells.
  expect(given).toEqual({ codes: 4, codesUsed: 3, worth: { DKK: 15_000 }, points: 30 });
});

test('who was given nothing has nothing', async () => {
  const bo = await addPerson(database, { firstName: 'Bo' });
  const { given } = await relationshipWith(database, bo, NOW);
  expect(given).toEqual({ codes: 0, codesUsed: 0, worth: {}, points: 0 });
});
