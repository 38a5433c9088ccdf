import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { concerns } from './figures.js';
import { getJourney, setJourneyStatus } from './journeys.js';
import { DEFAULT_SELF_STOP, markUnwelcome, stopUnwelcome } from './self-stop.js';
import { createTestDatabase, drawn, publishDrawn } from './testing.js';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const RULE = { ...DEFAULT_SELF_STOP, people: 20, percent: 10 };

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let journeyId: string;

const at = (ms: number) => new Date(ms).toISOString();
const query = (text: string, values: unknown[]) => database.pool.query(text, values);

/** A journey's text to twenty people, an hour ago. */
async function textsTo(phones: string[], atMs: number) {
  for (const phone of phones) {
    const contactId = randomUUID();
    await query('insert into contacts (id, phone, created_at, updated_at) values ($1, $2, $3, $3)', [
      contactId,
      phone,
      at(NOW - 30 * DAY),
    ]);
    await query(
      `insert into messages (id, send_key, journey_id, contact_id, phone, purpose, state, planned_at, sending_at, accepted_at)
       values ($1::uuid, $1::uuid::text, $2, $3, $4, 'marketing', 'delivered', $5, $5, $5)`,
      [randomUUID(), journeyId, contactId, phone, at(atMs)],
    );
  }
}

const optsOut = (phone: string, atMs: number) =>
  query(
    `insert into events (id, source, message_id, name, contact_id, occurred_at, received_at, properties, keys, is_history)
     select $1::uuid, 'test', $1::uuid::text, 'SMS Unsubscribed', id, $3, $3, '{}', '{}', false from contacts where phone = $2`,
    [randomUUID(), phone, at(atMs)],
  );

async function writesBack(phone: string, atMs: number): Promise<string> {
  const id = randomUUID();
  await query(
    `insert into inbound_messages (id, carrier_id, phone, recipient, body, received_at)
     values ($1::uuid, $1::uuid::text, $2, '+4552512020', 'leave me alone', $3)`,
    [id, phone, at(atMs)],
  );
  return id;
}

beforeAll(async () => {
  database = await createTestDatabase('store');
  const graph = drawn({
    start: { type: 'manual-trigger', next: { next: 'text' } },
    text: { type: 'send-sms', config: { text: 'Hello' }, next: { sent: 'end' } },
    end: { type: 'exit', config: { outcome: 'texted' } },
  });
  ({ id: journeyId } = await publishDrawn(database, graph, { name: 'Too loud', nowMs: NOW - 20 * DAY }));
});
afterAll(() => database?.drop());

test('a journey that one in ten turn away from stops itself, says why, and is judged anew once it goes on', async () => {
  const phones = Array.from({ length: 20 }, (_, index) => `+4520000${String(index).padStart(3, '0')}`);
  await textsTo(phones, NOW - HOUR);
  await optsOut(phones[0]!, NOW - 30 * 60_000);
  const reply = await writesBack(phones[1]!, NOW - 20 * 60_000);
  expect(await stopUnwelcome(database, RULE, NOW)).toEqual([]);

  // What says STOP may be marked as well: that is one person all the same.
  const stop = await writesBack(phones[0]!, NOW - 30 * 60_000);
  await markUnwelcome(database, stop, true);
  expect(await stopUnwelcome(database, RULE, NOW)).toEqual([]);

  // A reply counts only once somebody has said what it means.
  expect(await markUnwelcome(database, reply, true)).toBe(true);
  expect(await stopUnwelcome(database, { ...RULE, isOn: false }, NOW)).toEqual([]);
  expect(await stopUnwelcome(database, { ...RULE, people: 21 }, NOW)).toEqual([]);
  expect(await stopUnwelcome(database, RULE, NOW)).toEqual([journeyId]);
  expect(await getJourney(database, journeyId)).toMatchObject({
    status: 'paused',
    stoppedItself: { texted: 20, optedOut: 1, unwelcome: 1, days: 7 },
  });
  expect(await concerns(database, NOW)).toMatchObject([
    { kind: 'stopped-itself', journeyName: 'Too loud', texted: 20, optedOut: 1, unwelcome: 1, days: 7 },
  ]);

  await setJourneyStatus(database, journeyId, 'live', NOW + HOUR);
  expect(await concerns(database, NOW + HOUR)).toEqual([]);
  expect(await stopUnwelcome(database, RULE, NOW + 2 * HOUR)).toEqual([]);
});

test('an opt-out counts against the last text, not against every journey that ever wrote', async () => {
  const phones = Array.from({ length: 20 }, (_, index) => `+4530000${String(index).padStart(3, '0')}`);
  await textsTo(phones, NOW + 2 * HOUR);
  for (const phone of phones.slice(0, 5)) {
    await query(
      `insert into messages (id, send_key, phone, purpose, state, planned_at, sending_at, accepted_at)
       values ($1::uuid, $1::uuid::text, $2, 'marketing', 'delivered', $3, $3, $3)`,
      [randomUUID(), phone, at(NOW - 10 * DAY)],
    );
    await optsOut(phone, NOW + 10 * DAY);
  }
  // More than a week after its text: it is not to blame.
  expect(await stopUnwelcome(database, { ...RULE, days: 30 }, NOW + 11 * DAY)).toEqual([]);
});
