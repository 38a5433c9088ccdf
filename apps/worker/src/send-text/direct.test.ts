import { createCarrier } from '@signalbox/carrier';
import { createPlivo, type Plivo } from '@signalbox/sms';
import {
  beginSending,
  findMessage,
  planText,
  recordConsent,
  setPreference,
  takeEvent,
  transitionsOf,
  writeSetting,
} from '@signalbox/store';
import { createTestDatabase } from '@signalbox/store/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sendPlanned } from './direct.js';
import { createDirectSettling } from './settle-direct.js';

const AUTH = { authId: 'MAXXXXXXXXXXXXXXXXXX', authToken: 'token' };
const NOON = Date.parse('2026-11-02T12:00:00Z');
const MINUTE = 60_000;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let carrier: ReturnType<typeof createCarrier>;
let plivo: Plivo;
let wallMs = NOON;
/** Lists asked of the carrier. */
let lists = 0;
beforeAll(async () => {
  database = await createTestDatabase('direct');
  carrier = createCarrier({ ...AUTH, inboundUrl: 'http://127.0.0.1:9/inbound', nowMs: () => wallMs });
  carrier.addHook('onRequest', async ({ method, url }) => {
    if (method === 'GET' && url.startsWith('/v1/')) lists += 1;
  });
  plivo = createPlivo({
    ...AUTH,
    baseUrl: await carrier.listen({ port: 0, host: '127.0.0.1' }),
    timeoutMs: 1_000,
  });
});
afterAll(async () => {
  await carrier?.close();
  await database?.drop();
});
beforeEach(() => {
  lists = 0;
});

let serial = 0;
const planned = async (changes: { writtenTo?: string } = {}) => {
  const phone = `+4554${String(++serial).padStart(6, '0')}`;
  const text = {
    sendKey: `answer/${serial}`,
    phone,
    contactId: null,
    purpose: 'opt-out-confirmation',
    body: 'Acme: bye',
    ...changes,
  };
  await planText(database, text, wallMs);
  return text;
};
const sendAll = (textsPerSecond = 0) =>
  sendPlanned(
    { database, plivo, publicUrl: 'http://127.0.0.1:9', sender: '+4552512020', textsPerSecond },
    wallMs,
  );
const fault = (mode: string) =>
  carrier.inject({ method: 'POST', url: '/faults', payload: { mode, count: 1 } });
const textsOn = async (phone: string) => {
  const { phones } = (await carrier.inject('/phones')).json<{
    phones: { number: string; messages: { text: string }[] }[];
  }>();
  return phones.find(({ number }) => number === phone)?.messages.map(({ text }) => text) ?? [];
};

test('an answer to STOP that the carrier took without saying so is found in its list, and goes once', async () => {
  const settleOpen = createDirectSettling({ database, plivo, nowMs: () => wallMs });
  const { sendKey, phone } = await planned();
  await fault('accept-then-drop-response');
  await sendAll();
  expect(await findMessage(database, sendKey)).toMatchObject({ state: 'unknown' });
  // The request may still be under way.
  await settleOpen();
  expect(lists).toBe(0);
  wallMs += MINUTE;
  await settleOpen();
  await sendAll();
  expect(await findMessage(database, sendKey)).toMatchObject({ state: 'accepted' });
  expect(await textsOn(phone)).toEqual(['Acme: bye']);
});

test('one that a worker died with is not known after half an hour, asked for ever more seldom, and never sent again', async () => {
  const settleOpen = createDirectSettling({ database, plivo, nowMs: () => wallMs });
  const { sendKey, phone, purpose, body } = await planned();
  const none = { runId: null, journeyId: null, nodeId: null, contactId: null };
  await beginSending(
    database,
    { ...none, sendKey, phone, purpose },
    { sender: '+4552512020', token: 'of-the-dead', compose: { body, parts: 1, encoding: 'GSM-7' } },
    { atMs: wallMs, heedStop: false },
  );
  for (let second = 0; second <= 40 * 60; second += 5) {
    wallMs += 5_000;
    await settleOpen();
  }
  await sendAll();
  const message = (await findMessage(database, sendKey))!;
  expect(message).toMatchObject({ state: 'unknown', reasonCode: 'not-known' });
  expect((await transitionsOf(database, message.id)).map(({ state }) => state)).toEqual([
    'sending',
    'unknown',
  ]);
  expect(lists).toBeGreaterThan(3);
  expect(lists).toBeLessThan(15);
  expect(await textsOn(phone)).toEqual([]);
});

test('answers keep to the carrier’s pace, too, and one that comes an hour late is not sent', async () => {
  const texts = [await planned(), await planned(), await planned(), await planned()];
  const beganMs = performance.now();
  await sendAll(5);
  // Three fifths of a second lie between the first and the fourth.
  expect(performance.now() - beganMs).toBeGreaterThan(590);
  for (const { phone } of texts) expect(await textsOn(phone)).toHaveLength(1);

  const late = await planned();
  wallMs += 61 * MINUTE;
  await sendAll();
  expect(await findMessage(database, late.sendKey)).toMatchObject({
    state: 'suppressed',
    reasonCode: 'expired',
  });
  expect(await textsOn(late.phone)).toEqual([]);
});

test('an answer leaves from the number that was written to, not from a name that hears nothing', async () => {
  await writeSetting(database, 'senders', [
    { sender: 'Acme', kind: 'name', countries: ['DK'], purposes: [], canReceive: false },
    { sender: '+4500000001', kind: 'number', countries: [], purposes: [], canReceive: true },
    { sender: '+4500000002', kind: 'number', countries: [], purposes: [], canReceive: true },
  ]);
  const { sendKey } = await planned({ writtenTo: '4500000002' });
  await sendAll();
  const { rows } = await database.pool.query('select sender from messages where send_key = $1', [sendKey]);
  expect(rows).toEqual([{ sender: '+4500000002' }]);
  await writeSetting(database, 'senders', []);
});

describe('marketing that a person has sent again', () => {
  const EVENING = Date.parse('2026-11-02T18:55:00Z');
  const MORNING = Date.parse('2026-11-03T07:00:00Z');
  const again = async () => {
    wallMs = EVENING;
    const phone = `+4555${String(++serial).padStart(6, '0')}`;
    const consents = [{ purpose: 'marketing', state: 'granted' as const, source: 'test', atMs: EVENING - 1 }];
    const { contactId } = await takeEvent(
      database,
      {
        source: 'test',
        messageId: phone,
        name: null,
        occurredAtMs: EVENING - 1,
        identities: [{ kind: 'phone', value: phone }],
        contact: { firstName: 'Anna', phone, country: 'DK' },
        consents,
        properties: {},
        keys: [],
        isHistory: true,
      },
      { nowMs: EVENING },
    );
    const text = { sendKey: `${phone}/again`, phone, contactId, purpose: 'marketing', body: 'Sale!' };
    return {
      phone,
      sendKey: text.sendKey,
      contactId: contactId!,
      plan: () => planText(database, text, wallMs),
    };
  };

  test('goes within lawful hours', async () => {
    const { phone, plan } = await again();
    await plan();
    await sendAll();
    expect(await textsOn(phone)).toEqual(['Sale!']);
  });

  test('waits for the morning outside of them, and is not too late for it', async () => {
    const { phone, sendKey, plan } = await again();
    wallMs = Date.parse('2026-11-02T22:00:00Z');
    await plan();
    await sendAll();
    wallMs += 6 * 60 * MINUTE;
    await sendAll();
    expect(await textsOn(phone)).toEqual([]);
    expect(await findMessage(database, sendKey)).toMatchObject({
      state: 'planned',
      reasonCode: 'sending-hours',
    });
    wallMs = MORNING;
    await sendAll();
    expect(await textsOn(phone)).toEqual(['Sale!']);
  });

  test.each(['consent-withdrawn', 'not-wanted'])(
    'does not go to who wants it no more: %s',
    async (reasonCode) => {
      const { phone, contactId, sendKey, plan } = await again();
      if (reasonCode === 'not-wanted')
        await setPreference(
          database,
          phone,
          { topic: 'marketing', choice: 'no' },
          { source: 'test', atMs: wallMs },
        );
      else
        await recordConsent(
          database,
          { contactId, phone, purpose: 'marketing', state: 'denied', source: 'test', evidence: {} },
          wallMs,
        );
      await plan();
      await sendAll();
      expect(await textsOn(phone)).toEqual([]);
      expect(await findMessage(database, sendKey)).toMatchObject({ state: 'suppressed', reasonCode });
    },
  );
});
