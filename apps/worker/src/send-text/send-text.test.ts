import type { AddressInfo } from 'node:net';
import { createCarrier } from '@signalbox/carrier';
import type { ActivityContext, SendTextRequest } from '@signalbox/nodes/kernel';
import { createPlivo, type OutgoingText, type Plivo } from '@signalbox/sms';
import {
  applyStatusCallback,
  concerns,
  findMessage,
  restCarrier,
  suppress,
  takeEvent,
} from '@signalbox/store';
import { createTestDatabase } from '@signalbox/store/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSendText } from './index.js';

const AUTH = { authId: 'MAXXXXXXXXXXXXXXXXXX', authToken: 'token' };
const NOON = Date.parse('2026-11-02T12:00:00Z');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let carrier: ReturnType<typeof createCarrier>;
let plivo: Plivo;
let wallMs: number;
beforeAll(async () => {
  database = await createTestDatabase('send');
  // The ledger's links to runs and journeys are not what is tried here.
  for (const name of ['run_id', 'journey_id']) {
    await database.pool.query(`alter table messages drop constraint messages_${name}_fkey`);
  }
  carrier = createCarrier({ ...AUTH, inboundUrl: 'http://127.0.0.1:9/inbound', nowMs: () => wallMs });
  const baseUrl = await carrier.listen({ port: 0, host: '127.0.0.1' });
  plivo = createPlivo({ ...AUTH, baseUrl, timeoutMs: 1_000 });
});
afterAll(async () => {
  await carrier?.close();
  await database?.drop();
});
beforeEach(() => {
  wallMs = NOON;
});

let serial = 0;

/** Somebody new, who has agreed to marketing texts. */
async function anna({ agreed = true } = {}) {
  const phone = `+4552${String(++serial).padStart(6, '0')}`;
  const { contactId } = await takeEvent(
    database,
    {
      source: 'test',
      messageId: phone,
      name: null,
      occurredAtMs: NOON - MINUTE,
      identities: [{ kind: 'phone', value: phone }],
      contact: { firstName: 'Anna', phone, country: 'DK' },
      consents: agreed
        ? [{ purpose: 'marketing', state: 'granted', source: 'test', atMs: NOON - MINUTE }]
        : [],
      properties: {},
      keys: [],
      isHistory: true,
    },
    { nowMs: NOON },
  );
  const context: ActivityContext = {
    runId: crypto.randomUUID(),
    journeyId: crypto.randomUUID(),
    contactId: contactId!,
    nodeId: 'remind',
    visit: 0,
    planHash: 'hash',
    entryEvent: { properties: { checkout_url: 'https://acme.example/c' } },
    vars: {},
    nowMs: NOON,
  };
  return { phone, context, sendKey: `${context.runId}/remind/0` };
}

const request = (changes: Partial<SendTextRequest> = {}): SendTextRequest => ({
  template: 'Hej {{ contact.first_name }}: {{ event.checkout_url }}',
  purpose: 'marketing',
  dropAfterMs: 48 * 60 * MINUTE,
  enteredAtMs: NOON,
  ...changes,
});

/** Ends two hours after 18:50 UTC, and must arrive a hundred and five minutes before. */
const OFFER = { offerEndsAt: '2026-11-02T20:50:00Z', usefulForMs: 105 * MINUTE };

const sender = (sendingHours: 'law' | 'always' = 'always', carriedBy = plivo, carrierUrl?: string) =>
  createSendText({
    database,
    plivo: carriedBy,
    ...(carrierUrl && { carrierUrl }),
    publicUrl: 'http://127.0.0.1:9',
    sender: '+4552512020',
    sendingHours,
    nowMs: () => wallMs,
  });
const fault = (mode: string, count = 1) =>
  carrier.inject({ method: 'POST', url: '/faults', payload: { mode, count } });

async function textsOn(phone: string): Promise<string[]> {
  const { phones } = (await carrier.inject('/phones')).json() as {
    phones: { number: string; messages: { text: string }[] }[];
  };
  return phones.find(({ number }) => number === phone)?.messages.map(({ text }) => text) ?? [];
}

describe('a text', () => {
  test('reaches the phone with its fields filled in', async () => {
    const { phone, context } = await anna();
    expect(await sender()(context, request())).toMatchObject({ outcome: 'sent' });
    expect(await textsOn(phone)).toEqual(['Hej Anna: https://acme.example/c']);
  });

  test.each([
    ['its hours last', {}, 'law', 600],
    ['it is of use', { dropAfterMs: 5 * MINUTE }, 'law', 300],
    ['it may come before what it offers ends', OFFER, 'always', 900],
  ] as const)('waits in the carrier’s queue no longer than %s', async (_, changes, hours, seconds) => {
    wallMs = Date.parse('2026-11-02T18:50:00Z');
    const { context } = await anna();
    const asked: OutgoingText[] = [];
    const watched: Plivo = {
      ...plivo,
      send: (text) => {
        asked.push(text);
        return plivo.send(text);
      },
    };
    const at = { ...context, nowMs: wallMs };
    const given = request({ enteredAtMs: wallMs, ...changes });
    expect(await sender(hours, watched)(at, given)).toMatchObject({ outcome: 'sent' });
    expect(asked.map(({ expirySeconds }) => expirySeconds)).toEqual([seconds]);
  });

  test.each([
    ['https://api.plivo.com', { outcome: 'held', code: 'sending-hours' }],
    ['http://api:4000', { outcome: 'sent' }],
  ])('“at any hour” ends where texts reach real phones: %s', async (carrierUrl, outcome) => {
    wallMs = Date.parse('2026-11-02T22:00:00Z');
    const { context } = await anna();
    const send = sender('always', plivo, carrierUrl);
    const at = { ...context, nowMs: wallMs };
    expect(await send(at, request({ enteredAtMs: wallMs }))).toMatchObject(outcome);
  });

  test('asked for again under the same key is not sent again', async () => {
    const { phone, context } = await anna();
    const send = sender();
    const results = await Promise.all(Array.from({ length: 10 }, () => send(context, request())));
    expect(results.some((result) => result.outcome === 'sent')).toBe(true);
    expect(await send(context, request())).toMatchObject({ outcome: 'sent' });
    expect(await textsOn(phone)).toHaveLength(1);
  });

  test.each([
    ['no consent', 'no-consent', async (_phone: string) => {}, { agreed: false }],
    ['a STOP', 'stopped', (phone: string) => suppress(database, phone, 'STOP', NOON), {}],
  ])('is not sent with %s, and the ledger says why', async (_name, code, arrange, options) => {
    const { phone, context, sendKey } = await anna(options);
    await arrange(phone);
    expect(await sender()(context, request())).toMatchObject({ outcome: 'not-sent', code });
    expect(await findMessage(database, sendKey)).toMatchObject({ state: 'suppressed', reasonCode: code });
    expect(await textsOn(phone)).toEqual([]);
  });

  test('is held at night and goes in the morning', async () => {
    const { phone, context } = await anna();
    const night = Date.parse('2026-11-02T22:00:00Z');
    const send = sender('law');
    const held = await send({ ...context, nowMs: night }, request({ enteredAtMs: night }));
    expect(held).toMatchObject({
      outcome: 'held',
      code: 'sending-hours',
      untilMs: Date.parse('2026-11-03T07:00:00Z'),
    });
    expect(await textsOn(phone)).toEqual([]);
    const morning = (held as { untilMs: number }).untilMs;
    expect(await send({ ...context, nowMs: morning }, request({ enteredAtMs: night }))).toMatchObject({
      outcome: 'sent',
    });
  });

  test('that had to wait for somebody to do it is judged when it would leave, not when its step began', async () => {
    const { phone, context } = await anna();
    // The worker was away from noon until late at night.
    wallMs = Date.parse('2026-11-02T22:30:00Z');
    const held = await sender('law')(context, request());
    expect(held).toMatchObject({ outcome: 'held', code: 'sending-hours' });
    const { context: other } = await anna();
    wallMs = NOON + 49 * 60 * MINUTE;
    expect(await sender()(other, request())).toMatchObject({ outcome: 'not-sent', code: 'expired' });
    expect(await textsOn(phone)).toEqual([]);
  });

  test('whose hours end while it stands in line is held until they begin again', async () => {
    // The last second of the day's hours, and three texts at one a second.
    const lastMs = Date.parse('2026-11-02T18:59:59Z');
    const beganMs = performance.now();
    const send = createSendText({
      database,
      plivo,
      publicUrl: 'http://127.0.0.1:9',
      sender: '+4552512020',
      sendingHours: 'law',
      textsPerSecond: 1,
      nowMs: () => lastMs + Math.round(performance.now() - beganMs),
    });
    const people = [await anna(), await anna(), await anna()];
    const results = await Promise.all(people.map(({ context }) => send(context, request())));
    expect(results.at(-1)).toMatchObject({
      outcome: 'held',
      code: 'sending-hours',
      untilMs: Date.parse('2026-11-03T07:00:00Z'),
    });
    expect(await textsOn(people[2]!.phone)).toEqual([]);
  });

  test('with a fault in its Liquid is not sent, and says so', async () => {
    const { context } = await anna();
    const result = await sender()(
      context,
      request({ template: '{{ contact.first_name | no_such_filter }}' }),
    );
    expect(result).toMatchObject({ outcome: 'not-sent', code: 'text-fault' });
  });
});

describe('when the carrier fails', () => {
  test('a text that it took without saying so is found in its list, and not sent again', async () => {
    const { phone, context, sendKey } = await anna();
    const send = sender();
    await fault('accept-then-drop-response');
    expect(await send(context, request())).toMatchObject({ outcome: 'held', code: 'settling' });
    wallMs += MINUTE;
    expect(await send(context, request())).toMatchObject({ outcome: 'sent' });
    expect(await findMessage(database, sendKey)).toMatchObject({ state: 'accepted' });
    expect(await textsOn(phone)).toHaveLength(1);
  });

  test('of two texts to one phone that nobody answered for, the one that the carrier has is known as sent', async () => {
    const { phone, context, sendKey } = await anna();
    const send = sender();
    await fault('hang');
    await send(context, request());
    wallMs += 20 * SECOND;
    const second = { ...context, runId: crypto.randomUUID() };
    await fault('accept-then-drop-response');
    await send(second, request({ template: 'The second' }));
    wallMs += MINUTE;
    expect(await send(context, request())).toMatchObject({ outcome: 'held', code: 'settling' });
    expect(await send(second, request({ template: 'The second' }))).toMatchObject({ outcome: 'sent' });
    expect(await findMessage(database, sendKey)).toMatchObject({ state: 'unknown' });
    expect(await textsOn(phone)).toHaveLength(1);
  });

  test('a callback settles it, too', async () => {
    const { phone, context, sendKey } = await anna();
    const send = sender();
    await fault('accept-then-drop-response');
    await send(context, request());
    const { token } = (await findMessage(database, sendKey))!;
    await applyStatusCallback(database, {
      token: token!,
      carrierId: 'uuid',
      status: 'queued',
      errorCode: null,
      atMs: wallMs,
    });
    expect(await send(context, request())).toMatchObject({ outcome: 'sent' });
    expect(await textsOn(phone)).toHaveLength(1);
  });

  test('a request that hangs is never repeated; after half an hour it is not known', async () => {
    const { phone, context, sendKey } = await anna();
    const send = sender();
    await fault('hang');
    expect(await send(context, request())).toMatchObject({ outcome: 'held', code: 'settling' });
    wallMs += 10 * MINUTE;
    expect(await send(context, request())).toMatchObject({ outcome: 'held', code: 'settling' });
    wallMs += 21 * MINUTE;
    expect(await send(context, request())).toMatchObject({ outcome: 'not-sent', code: 'not-known' });
    expect(await findMessage(database, sendKey)).toMatchObject({ state: 'unknown' });
    expect(await textsOn(phone)).toEqual([]);
  });

  test('too many requests is no loss: it is held, and goes', async () => {
    const { phone, context } = await anna();
    const send = sender();
    await fault('429');
    expect(await send(context, request())).toMatchObject({ outcome: 'held', code: 'carrier-busy' });
    expect(await send(context, request())).toMatchObject({ outcome: 'sent' });
    expect(await textsOn(phone)).toHaveLength(1);
  });

  test('an account that it does not accept burns no text: all is held, home says so, and it goes once that is put right', async () => {
    const { phone, context, sendKey } = await anna();
    const baseUrl = `http://127.0.0.1:${(carrier.server.address() as AddressInfo).port}`;
    const mistyped = createSendText({
      database,
      plivo: createPlivo({ ...AUTH, authToken: 'mistyped', baseUrl, timeoutMs: 1_000 }),
      publicUrl: 'http://127.0.0.1:9',
      sender: '+4552512020',
      sendingHours: 'always',
      nowMs: () => wallMs,
    });
    expect(await mistyped(context, request())).toMatchObject({ outcome: 'held', code: 'carrier-account' });
    expect(await findMessage(database, sendKey)).toMatchObject({ state: 'held' });
    expect(await concerns(database, wallMs)).toContainEqual(
      expect.objectContaining({ kind: 'carrier-refuses', count: 1 }),
    );
    wallMs += 5 * MINUTE;
    expect(await sender()(context, request())).toMatchObject({ outcome: 'sent' });
    expect(await textsOn(phone)).toHaveLength(1);
    expect(await concerns(database, wallMs)).toEqual([]);
  });

  test('with no credit left all is held for two minutes, and nothing is burnt', async () => {
    const { phone, context } = await anna();
    const send = sender();
    await restCarrier(database, {
      untilMs: NOON + 2 * MINUTE,
      reason: 'The carrier account is out of credit',
    });
    expect(await send(context, request())).toMatchObject({
      outcome: 'held',
      code: 'carrier-account',
      untilMs: NOON + 2 * MINUTE,
    });
    expect(await textsOn(phone)).toEqual([]);
    wallMs += 2 * MINUTE;
    expect(await send({ ...context, nowMs: wallMs }, request())).toMatchObject({ outcome: 'sent' });
    await restCarrier(database, { untilMs: 0, reason: '' });
  });

  test('what the account is to blame for, told by a callback, is a concern', async () => {
    const { context, sendKey } = await anna();
    await sender()(context, request());
    await database.pool.query(
      `update messages set state = 'failed', reason_code = 'carrier-ours', reason = 'The carrier took the text for spam'
        where send_key = $1`,
      [sendKey],
    );
    expect(await concerns(database, wallMs)).toMatchObject([
      { kind: 'carrier-refuses', count: 1, reason: 'The carrier took the text for spam' },
    ]);
    await database.pool.query(`update messages set reason_code = null where send_key = $1`, [sendKey]);
  });

  test('a callback that comes late or twice takes nothing back', async () => {
    const { context, sendKey } = await anna();
    await sender()(context, request());
    const { token, carrierId } = (await findMessage(database, sendKey))!;
    const say = (status: string) =>
      applyStatusCallback(database, {
        token: token!,
        carrierId: carrierId!,
        status,
        errorCode: null,
        atMs: wallMs,
      });
    expect([await say('delivered'), await say('sent'), await say('delivered'), await say('queued')]).toEqual([
      'applied',
      'ignored',
      'ignored',
      'ignored',
    ]);
    expect(await findMessage(database, sendKey)).toMatchObject({ state: 'delivered' });
  });
});
