import { createCarrier } from '@signalbox/carrier';
import type { ActivityContext, SendTextRequest } from '@signalbox/nodes/kernel';
import { createPlivo, type Plivo } from '@signalbox/sms';
import { planText, takeEvent, writeSetting } from '@signalbox/store';
import { createTestDatabase } from '@signalbox/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendPlanned } from './direct.js';
import { createSendText } from './index.js';

const AUTH = { authId: 'MAXXXXXXXXXXXXXXXXXX', authToken: 'token' };
const NOON = Date.parse('2026-11-02T12:00:00Z');
const HOUR = 3_600_000;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let carrier: ReturnType<typeof createCarrier>;
let plivo: Plivo;
let sendText: ReturnType<typeof createSendText>;

beforeAll(async () => {
  database = await createTestDatabase('limits');
  for (const name of ['run_id', 'journey_id'])
    await database.pool.query(`alter table messages drop constraint messages_${name}_fkey`);
  carrier = createCarrier({ ...AUTH, inboundUrl: 'http://127.0.0.1:9/inbound' });
  const baseUrl = await carrier.listen({ port: 0, host: '127.0.0.1' });
  plivo = createPlivo({ ...AUTH, baseUrl, timeoutMs: 5_000 });
  sendText = createSendText({
    database,
    plivo,
    publicUrl: 'http://127.0.0.1:9',
    sender: '+4552512020',
    sendingHours: 'always',
    nowMs: () => NOON,
  });
});
afterAll(async () => {
  await carrier?.close();
  await database?.drop();
});

let serial = 0;
async function somebody(phone = `+4553${String(++serial).padStart(6, '0')}`) {
  const grant = (purpose: string) =>
    ({ purpose, state: 'granted', source: 'test', atMs: NOON - HOUR }) as const;
  const { contactId } = await takeEvent(
    database,
    {
      source: 'test',
      messageId: crypto.randomUUID(),
      name: null,
      occurredAtMs: NOON - HOUR,
      identities: [{ kind: 'user', value: crypto.randomUUID() }],
      contact: { firstName: 'Anna', phone, country: 'DK' },
      consents: ['marketing', 'cart-reminder', 'back-in-stock'].map(grant),
      properties: {},
      keys: [],
      isHistory: true,
    },
    { nowMs: NOON },
  );
  await database.pool.query('update contacts set phone = $1 where id = $2', [phone, contactId]);
  return { phone, contactId: contactId! };
}

const text = (contactId: string, changes: Partial<SendTextRequest> = {}, nowMs = NOON) => {
  const context: ActivityContext = {
    runId: crypto.randomUUID(),
    journeyId: crypto.randomUUID(),
    contactId,
    nodeId: 'text',
    visit: 0,
    planHash: 'none',
    entryEvent: { properties: {} },
    vars: {},
    nowMs,
  };
  const request = { template: 'Hej', purpose: 'marketing', dropAfterMs: 48 * HOUR, enteredAtMs: nowMs };
  return sendText(context, { ...request, ...changes });
};

const textsOn = async (phone: string): Promise<string[]> => {
  const { phones } = (await carrier.inject('/phones')).json() as {
    phones: { number: string; messages: { text: string }[] }[];
  };
  return phones.find(({ number }) => number === phone)?.messages.map((message) => message.text) ?? [];
};

test('however many workers send at once, nobody gets more than the limit, and two people with one number are one', async () => {
  await writeSetting(database, 'limits', [{ count: 2, hours: 24 }]);
  const { phone, contactId } = await somebody();
  const twin = await somebody(phone);
  const results = await Promise.all(
    Array.from({ length: 10 }, (_, index) => text(index % 2 ? contactId : twin.contactId)),
  );
  expect(results.filter(({ outcome }) => outcome === 'sent')).toHaveLength(2);
  expect(await textsOn(phone)).toHaveLength(2);
  const held = results.find(({ outcome }) => outcome === 'held');
  expect(held).toMatchObject({ code: 'limit' });
});

test('a text over the limit is held until there is room, with the reason in words', async () => {
  await writeSetting(database, 'limits', [{ count: 1, hours: 24 }]);
  const { contactId } = await somebody();
  await text(contactId);
  expect(await text(contactId, {}, NOON + HOUR)).toEqual({
    outcome: 'held',
    untilMs: NOON + 24 * HOUR,
    code: 'limit',
    reason: 'Anna has had the most there may be: 1 text in 24 hours',
  });
  expect(await text(contactId, { purpose: 'back-in-stock' }, NOON + HOUR)).toMatchObject({ outcome: 'sent' });
});

test('who has room left that is kept for important journeys is not said to have had the most', async () => {
  await writeSetting(database, 'limits', [{ count: 3, hours: 24, reserved: 1 }]);
  const { contactId } = await somebody();
  await text(contactId);
  await text(contactId, {}, NOON + HOUR);
  expect(await text(contactId, {}, NOON + 2 * HOUR)).toMatchObject({
    outcome: 'held',
    reason: 'Anna has had 2 of 3 texts in 24 hours; what is left is kept for journeys of high priority',
  });
});

test('two carts remind a person once', async () => {
  await writeSetting(database, 'limits', []);
  const { phone, contactId } = await somebody();
  const reminders = await Promise.all([1, 2, 3].map(() => text(contactId, { purpose: 'cart-reminder' })));
  expect(reminders.filter(({ outcome }) => outcome === 'sent')).toHaveLength(1);
  expect(await textsOn(phone)).toHaveLength(1);
  expect(await text(contactId, { purpose: 'cart-reminder' }, NOON + HOUR)).toMatchObject({
    outcome: 'not-sent',
    code: 'cart-reminded',
  });
});

test('a text that no run sends goes out once, whoever looks', async () => {
  const { phone, contactId } = await somebody();
  const planned = {
    sendKey: 'answer/1',
    phone,
    contactId,
    purpose: 'transactional',
    body: 'Acme: bye',
  } as const;
  expect(await planText(database, planned, NOON)).toBe(true);
  expect(await planText(database, planned, NOON)).toBe(false);
  const deps = { database, plivo, publicUrl: 'http://127.0.0.1:9', sender: '+4552512020' };
  await Promise.all([sendPlanned(deps, NOON), sendPlanned(deps, NOON)]);
  expect(await textsOn(phone)).toEqual(['Acme: bye']);
});

test('a day’s limit of parts is a fuse: what would go over it waits for the next day', async () => {
  await writeSetting(database, 'limits', []);
  const { count } = await database.kysely
    .selectFrom('messages')
    .select(({ fn }) => fn.sum<string>('parts').as('count'))
    .where('sending_at', 'is not', null)
    .executeTakeFirstOrThrow();
  await writeSetting(database, 'parts-per-day', Number(count) + 2);
  const people = await Promise.all([1, 2, 3, 4].map(() => somebody()));
  const results = await Promise.all(people.map(({ contactId }) => text(contactId)));
  await writeSetting(database, 'parts-per-day', 1);
  expect(await text(people[0]!.contactId)).toMatchObject({ reason: 'Today’s limit of 1 part is used up' });
  await writeSetting(database, 'parts-per-day', null);
  expect(results.filter(({ outcome }) => outcome === 'sent')).toHaveLength(2);
  expect(results.find(({ outcome }) => outcome === 'held')).toMatchObject({
    code: 'spend-limit',
    untilMs: Date.parse('2026-11-03T00:00:00Z'),
  });
});
