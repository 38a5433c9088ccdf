import { randomUUID } from 'node:crypto';
import type { Plivo } from '@signalbox/sms';
import { ASKED_WITHIN_MS, BEGINS_WITHIN_MS, findMessage, suppress, takeEvent } from '@signalbox/store';
import { createTestDatabase } from '@signalbox/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSendText } from './index.js';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('stop_race');
  // The ledger's links to runs and journeys are not what is tried here.
  for (const name of ['run_id', 'journey_id'])
    await database.pool.query(`alter table messages drop constraint messages_${name}_fkey`);
});
afterAll(() => database?.drop());

let serial = 0;

/** Somebody who has agreed to marketing texts, and a way to send one through a carrier of one's own. */
async function anna(send: Plivo['send']) {
  const phone = `+4553${String(++serial).padStart(6, '0')}`;
  const nowMs = Date.now();
  const { contactId } = await takeEvent(
    database,
    {
      source: 'test',
      messageId: phone,
      name: null,
      occurredAtMs: nowMs,
      identities: [{ kind: 'phone', value: phone }],
      contact: { firstName: 'Anna', phone, country: 'DK' },
      consents: [{ purpose: 'marketing', state: 'granted', source: 'test', atMs: nowMs }],
      properties: {},
      keys: [],
      isHistory: true,
    },
    { nowMs },
  );
  const runId = randomUUID();
  const sendText = createSendText({
    database,
    plivo: { send, listSent: async () => [] },
    publicUrl: 'http://127.0.0.1:9',
    sender: '+4552512020',
    sendingHours: 'always',
  });
  const context = {
    runId,
    journeyId: randomUUID(),
    contactId: contactId!,
    nodeId: 'offer',
    visit: 0,
    planHash: 'hash',
    entryEvent: { properties: {} },
    vars: {},
    nowMs,
  };
  const request = { template: 'Offer', purpose: 'marketing', dropAfterMs: 3_600_000, enteredAtMs: nowMs };
  return { phone, sendKey: `${runId}/offer/0`, text: () => sendText(context, request) };
}

test('STOP is not answered while a request whose row was written before it has yet to begin', async () => {
  const order: string[] = [];
  let stopped: Promise<unknown> = Promise.resolve();
  const { phone, text } = await anna(async () => {
    stopped = suppress(database, phone, 'Replied STOP', Date.now()).then(() => order.push('STOP answered'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    order.push('request begun');
    return { outcome: 'accepted', carrierId: randomUUID() };
  });
  expect(await text()).toMatchObject({ outcome: 'sent' });
  await stopped;
  expect(order).toEqual(['request begun', 'STOP answered']);
});

test('a worker that comes to the carrier too late asks again whether it may', async () => {
  let requests = 0;
  const { phone, sendKey, text } = await anna(async () => {
    requests += 1;
    return { outcome: 'accepted', carrierId: randomUUID() };
  });
  const other = await database.pool.connect();
  await other.query(`begin`);
  await other.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`phone/${phone}`]);
  const waiting = text();
  await new Promise((resolve) => setTimeout(resolve, ASKED_WITHIN_MS + 300));
  await other.query('commit');
  other.release();
  expect(await waiting).toMatchObject({ outcome: 'held' });
  expect(requests).toBe(0);
  expect(await findMessage(database, sendKey)).toMatchObject({ state: 'held', reasonCode: 'too-busy' });
});

test('the request of a worker that died holds STOP up for some seconds and no longer', async () => {
  const { phone, text } = await anna(() => new Promise(() => {}));
  void text();
  const { pool } = database;
  const isSending = async () =>
    (await pool.query(`select 1 from messages where phone = $1 and state = 'sending'`, [phone])).rowCount ===
    1;
  while (!(await isSending())) await new Promise((resolve) => setTimeout(resolve, 10));
  const sinceMs = performance.now();
  await suppress(database, phone, 'Replied STOP', Date.now());
  expect(performance.now() - sinceMs).toBeGreaterThan(BEGINS_WITHIN_MS - 100);
  expect(performance.now() - sinceMs).toBeLessThan(BEGINS_WITHIN_MS + 8_000);
});
