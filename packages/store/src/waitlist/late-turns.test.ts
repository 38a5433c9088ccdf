import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../database.js';
import {
  joinLine,
  keepTurnUntil,
  peopleInLine,
  recordSuppressed,
  saveWaitlistSettings,
  takeEvent,
} from '../index.js';
import { createTestDatabase, drawn, publishDrawn } from '../testing.js';
import { waitlistRound } from './round.js';

const HOUR = 3_600_000;
const NOW = Date.now();
const LINE = { shop: 'a-shop', variantId: 'v1' };
let database: Database & { drop(): Promise<void> };
beforeAll(async () => {
  database = await createTestDatabase('late_turns');
  const steps = {
    start: { type: 'event-trigger', config: { event: 'Back In Stock Turn' }, next: { next: 'end' } },
    end: { type: 'exit' },
  };
  await publishDrawn(database, drawn(steps, { reentry: { kind: 'always' } }), { nowMs: NOW });
  await saveWaitlistSettings(database, {
    ...{ rate: 1, minimum: 1, settleMinutes: 5, roundMinutes: 60, uncounted: 10, expiryDays: 90 },
  });
});
afterAll(() => database?.drop());

const stock = (available: number, atMs: number, variantId = LINE.variantId) =>
  takeEvent(
    database,
    {
      ...{ source: 'test', messageId: randomUUID(), name: null, occurredAtMs: atMs, identities: [] },
      ...{ properties: {}, keys: [], isHistory: false },
      shop: {
        shop: LINE.shop,
        variants: [{ variantId, productId: 'p1', title: 'Trail jacket', available, atMs }],
      },
    },
    { nowMs: atMs },
  );

const round = (nowMs: number) => waitlistRound(database, { ...LINE, roundKey: randomUUID() }, nowMs);
const states = async () =>
  Object.fromEntries((await peopleInLine(database, LINE)).map(({ firstName, state }) => [firstName, state]));

/** As the send step does at night, when no lawful hour comes in time. */
async function comeTooLate(phone: string, nowMs: number): Promise<void> {
  const { rows } = await database.pool.query<{ run: string; journey: string; contact: string }>(
    `select r.id as run, r.journey_id as journey, r.contact_id as contact from waitlist w
     join runs r on r.id = any (w.turn_runs) where w.phone = $1 and w.state = 'claimed'`,
    [phone],
  );
  const { run, journey, contact } = rows[0]!;
  const text = {
    ...{ sendKey: randomUUID(), runId: run, journeyId: journey, nodeId: 'tell', contactId: contact, phone },
    purpose: 'back-in-stock',
  };
  await recordSuppressed(database, text, { code: 'would-arrive-expired', reason: 'It is night' }, nowMs);
  await database.pool.query(
    `update runs set status = 'ended', outcome = 'not told', ended_at = $2 where id = $1`,
    [run, new Date(nowMs)],
  );
}

test('whoever stands first and can only be told too late keeps the place, and holds up nobody behind', async () => {
  await stock(0, NOW - HOUR);
  const anna = '+12025550123';
  for (const [firstName, phone, country] of [
    ['Anna', anna, 'US'],
    ['Bo', '+4552000001', 'DK'],
  ] as const)
    await joinLine(
      database,
      { ...LINE, phone, country, firstName, quantity: 1, evidence: {} },
      NOW - HOUR / 2 + (firstName === 'Bo' ? 1_000 : 0),
    );
  await stock(1, NOW);

  await round(NOW);
  expect(await states()).toEqual({ Anna: 'claimed', Bo: 'waiting' });
  await comeTooLate(anna, NOW);

  expect(await round(NOW + HOUR)).toMatchObject({ told: 1, waiting: 1, nextInMs: HOUR });
  expect(await states()).toEqual({ Anna: 'waiting', Bo: 'claimed' });

  await database.pool.query(`update waitlist set state = 'told', told_at = $1 where state = 'claimed'`, [
    new Date(NOW + HOUR),
  ]);
  expect(await round(NOW + 4 * HOUR)).toMatchObject({ told: 0, nextInMs: HOUR, why: 'held' });
  expect(await round(NOW + 7 * HOUR)).toMatchObject({ told: 1, waiting: 0 });
  expect(await states()).toMatchObject({ Anna: 'claimed' });
});

test('whose text could have gone at a later hour is the next again from that hour on', async () => {
  const line = { ...LINE, variantId: 'v2' };
  const [cleo, start] = ['+12025550199', NOW + 24 * HOUR];
  await joinLine(database, { ...line, phone: cleo, country: 'US', quantity: 1, evidence: {} }, NOW);
  await stock(5, start, line.variantId);
  const next = (nowMs: number) => waitlistRound(database, { ...line, roundKey: randomUUID() }, nowMs);
  expect(await next(start)).toMatchObject({ told: 1 });
  const { rows } = await database.pool.query<{ turn_runs: [string] }>(
    'select turn_runs from waitlist where phone = $1',
    [cleo],
  );
  const text = { phone: cleo, runId: rows[0]!.turn_runs[0], purpose: 'back-in-stock' };
  await keepTurnUntil(database, text, start + 9 * HOUR);
  await comeTooLate(cleo, start);
  expect(await next(start + 8 * HOUR)).toMatchObject({ told: 0, why: 'held' });
  expect(await next(start + 9 * HOUR)).toMatchObject({ told: 1 });
  // What was kept for this turn is none of the next.
  await comeTooLate(cleo, start + 9 * HOUR);
  expect(await next(start + 10 * HOUR)).toMatchObject({ told: 0 });
  expect(await next(start + 15 * HOUR)).toMatchObject({ told: 1 });
});
