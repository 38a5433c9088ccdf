import { createCarrier } from '@signalbox/carrier';
import type { ActivityContext, SendTextRequest } from '@signalbox/nodes/kernel';
import { createPlivo, type Plivo } from '@signalbox/sms';
import { createServices } from '@signalbox/outbound';
import {
  addCoupons,
  couponPools,
  findLink,
  findMessage,
  saveCouponPool,
  suppress,
  takeEvent,
  writeSetting,
} from '@signalbox/store';
import { createTestDatabase } from '@signalbox/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCoupons, type IssueCoupon } from '../coupons/index.js';
import { createSendText } from './index.js';

const AUTH = { authId: 'MAXXXXXXXXXXXXXXXXXX', authToken: 'token' };
const NOON = Date.parse('2026-11-02T12:00:00Z');

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let carrier: ReturnType<typeof createCarrier>;
let plivo: Plivo;
beforeAll(async () => {
  database = await createTestDatabase('links');
  for (const name of ['run_id', 'journey_id']) {
    await database.pool.query(`alter table messages drop constraint messages_${name}_fkey`);
  }
  carrier = createCarrier({ ...AUTH, inboundUrl: 'http://127.0.0.1:9/inbound', nowMs: () => NOON });
  const baseUrl = await carrier.listen({ port: 0, host: '127.0.0.1' });
  plivo = createPlivo({ ...AUTH, baseUrl, timeoutMs: 1_000 });
});
afterAll(async () => {
  await carrier?.close();
  await database?.drop();
});

let serial = 0;
async function anna(language = 'en') {
  const phone = `+4552${String(++serial).padStart(6, '0')}`;
  const { contactId } = await takeEvent(
    database,
    {
      source: 'test',
      messageId: phone,
      name: null,
      occurredAtMs: NOON,
      identities: [{ kind: 'phone', value: phone }],
      contact: { firstName: 'Anna', phone, country: 'DK', language },
      consents: [{ purpose: 'marketing', state: 'granted', source: 'test', atMs: NOON }],
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
    entryEvent: {
      properties: { checkout_url: 'https://acme.example/cart/very/long?token=abcdefghijklmnop' },
    },
    vars: {},
    nowMs: NOON,
  };
  return { phone, context, sendKey: `${context.runId}/remind/0` };
}

const request = (template: string): SendTextRequest => ({
  template,
  purpose: 'marketing',
  dropAfterMs: 3_600_000,
  enteredAtMs: NOON,
});
const sender = (src = '+4552512020') =>
  createSendText({
    database,
    plivo,
    publicUrl: 'http://127.0.0.1:9',
    sender: src,
    sendingHours: 'always',
    nowMs: () => NOON,
    house: { brand: 'Acme', linkDomain: 'acme.link', shopTimeZone: 'Europe/Copenhagen' },
  });

async function textsOn(phone: string): Promise<string[]> {
  const { phones } = (await carrier.inject('/phones')).json() as {
    phones: { number: string; messages: { text: string }[] }[];
  };
  return phones.find(({ number }) => number === phone)?.messages.map(({ text }) => text) ?? [];
}

test('a text arrives with the brand, a short link of its own and the way out, and its parts are counted with them', async () => {
  const { phone, context, sendKey } = await anna('da');
  await sender()(
    context,
    request("Hej {{ contact.first_name }}: {{ event.checkout_url | link: name: 'cart' }}"),
  );
  const [text] = await textsOn(phone);
  const code = /^Acme: Hej Anna: acme\.link\/l\/([A-Za-z0-9]{8}) Svar STOP for at afmelde$/.exec(text!)?.[1];
  expect(code).toBeDefined();
  const message = (await findMessage(database, sendKey))!;
  expect(message).toMatchObject({ body: text, parts: 1 });
  expect(await findLink(database, code!)).toMatchObject({
    name: 'cart',
    messageId: message.id,
    runId: context.runId,
    nodeId: 'remind',
    phone,
    url: expect.stringContaining('&utm_source=signalbox&utm_medium=sms&utm_content=remind'),
  });
});

test('a text that the carrier was too busy for goes later with the same links', async () => {
  const { phone, context, sendKey } = await anna();
  const send = sender();
  const asked = request('See https://acme.example/a and https://acme.example/b');
  await carrier.inject({ method: 'POST', url: '/faults', payload: { mode: '429', count: 1 } });
  expect(await send(context, asked)).toMatchObject({ outcome: 'held', code: 'carrier-busy' });
  const first = (await findMessage(database, sendKey))!.body;
  expect(await send(context, asked)).toMatchObject({ outcome: 'sent' });
  expect(await textsOn(phone)).toEqual([first]);
  const { count } = await database.kysely
    .selectFrom('links')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('send_key', '=', sendKey)
    .executeTakeFirstOrThrow();
  expect(count).toBe(2);
});

test('whoever of twenty sends a text, every link in it leads somewhere', async () => {
  const { phone, context } = await anna();
  const send = sender();
  const asked = request('See https://acme.example/a');
  await carrier.inject({ method: 'POST', url: '/faults', payload: { mode: '429', count: 3 } });
  await Promise.all(Array.from({ length: 20 }, () => send(context, asked)));
  await send(context, asked);
  const texts = await textsOn(phone);
  expect(texts).toHaveLength(1);
  const code = /\/l\/(\w+)/.exec(texts[0]!)![1]!;
  expect(await findLink(database, code)).toMatchObject({ phone });
});

test('a sender by name texts a link out, which is good', async () => {
  const { phone, context } = await anna();
  await sender('Acme')(context, request('Sale! Reply STOP to opt out'));
  const [text] = await textsOn(phone);
  const code = /^Acme: Sale! Opt out: acme\.link\/l\/(\w{8})$/.exec(text!)?.[1];
  expect(await findLink(database, code!)).toMatchObject({ kind: 'opt-out', phone });
});

test('a text that is not sent leaves no links behind', async () => {
  const { phone, context, sendKey } = await anna();
  await database.kysely
    .insertInto('suppressions')
    .values({ phone, reason: 'STOP', at: new Date(NOON) })
    .execute();
  expect(await sender()(context, request('See https://acme.example/a'))).toMatchObject({ code: 'stopped' });
  expect(
    await database.kysely.selectFrom('links').select('code').where('send_key', '=', sendKey).execute(),
  ).toEqual([]);
});

describe('a text with a coupon', () => {
  const OFFER = { kind: 'percent', percent: 10 } as const;
  const settings = {
    kind: 'list',
    pattern: null,
    offer: OFFER,
    ends: { kind: 'days', days: 6 },
    connectionId: null,
    lowWater: 0,
  } as const;
  const withCoupons = (coupons: IssueCoupon) =>
    createSendText({
      database,
      plivo,
      publicUrl: 'http://127.0.0.1:9',
      sender: '+4552512020',
      sendingHours: 'always',
      nowMs: () => NOON,
      house: { brand: 'Acme', linkDomain: 'acme.link', shopTimeZone: 'Europe/Copenhagen' },
      coupons,
    });
  const fromPools = () =>
    createCoupons({
      database,
      services: createServices({ database, secret: '', allowPrivate: false }),
      shopTimeZone: 'Europe/Copenhagen',
    });
  const asked = (coupon?: string): SendTextRequest => ({
    ...request('10% off: {{ coupon.code }} until {{ coupon.expires | in_words }}'),
    ...(coupon ? { coupon } : {}),
  });

  test('says a code of its own and its end, the same after a hundred tries', async () => {
    await saveCouponPool(database, 'ten', settings, NOON);
    await addCoupons(database, 'ten', ['TEN-1', 'TEN-2'], NOON);
    const { phone, context } = await anna();
    const send = withCoupons(fromPools());
    await carrier.inject({ method: 'POST', url: '/faults', payload: { mode: '429', count: 2 } });
    for (let tries = 0; tries < 5; tries++) await send(context, asked('ten'));
    expect(await textsOn(phone)).toEqual(['Acme: 10% off: TEN-1 until Sun 23:59 Reply STOP to opt out']);
    expect((await couponPools(database)).find(({ pool }) => pool === 'ten')).toMatchObject({ left: 1 });
  });

  test('says the newest code of its run, where it has none of its own', async () => {
    const { phone, context } = await anna();
    const { contactId, runId } = context;
    await addCoupons(database, 'earlier', ['EARLY-1'], NOON);
    await fromPools()({ pool: 'earlier', key: `${runId}/issue/0`, contactId, runId, nowMs: NOON });
    await withCoupons(fromPools())(context, request('Yours: {{ coupon.code }}'));
    expect(await textsOn(phone)).toEqual(['Acme: Yours: EARLY-1 Reply STOP to opt out']);
  });

  test('whose code was never said gives it back, though it was held in between', async () => {
    await saveCouponPool(database, 'once', settings, NOON);
    await addCoupons(database, 'once', ['ONCE-1'], NOON);
    const { phone, context } = await anna();
    const send = withCoupons(fromPools());
    const left = async () => (await couponPools(database)).find(({ pool }) => pool === 'once')!.left;
    await writeSetting(database, 'parts-per-day', 0);
    expect(await send(context, asked('once'))).toMatchObject({ outcome: 'held', code: 'spend-limit' });
    await writeSetting(database, 'parts-per-day', null);
    expect(await left()).toBe(0);
    await suppress(database, phone, 'stop', NOON);
    expect(await send(context, asked('once'))).toMatchObject({ outcome: 'not-sent', code: 'stopped' });
    expect(await left()).toBe(1);
  });

  test('held until its code has ended is not sent: a dead code helps nobody', async () => {
    await saveCouponPool(database, 'brief', { ...settings, ends: { kind: 'days', days: 1 } }, NOON);
    await addCoupons(database, 'brief', ['BRIEF-1'], NOON);
    const { phone, context } = await anna();
    const send = withCoupons(fromPools());
    const request = { ...asked('brief'), dropAfterMs: 7 * 86_400_000 };
    await carrier.inject({ method: 'POST', url: '/faults', payload: { mode: '429', count: 1 } });
    expect(await send(context, request)).toMatchObject({ outcome: 'held' });
    const onWednesday = { ...context, nowMs: NOON + 2 * 86_400_000 };
    expect(await send(onWednesday, request)).toMatchObject({
      outcome: 'not-sent',
      code: 'no-coupon',
      reason: 'The code “BRIEF-1” ended before the text could go',
    });
    expect(await textsOn(phone)).toEqual([]);
  });

  test('waits while the shop can’t make the code, and is not sent without one', async () => {
    const { phone, context, sendKey } = await anna();
    const away = withCoupons(async () => ({ outcome: 'waits', untilMs: NOON + 60_000, reason: 'Shop away' }));
    expect(await away(context, asked('back'))).toMatchObject({ outcome: 'held', code: 'coupon-waits' });
    expect(await findMessage(database, sendKey)).toMatchObject({ state: 'held', reasonCode: 'coupon-waits' });
    const empty = withCoupons(fromPools());
    expect(await empty(context, asked('nothing'))).toMatchObject({ outcome: 'not-sent', code: 'no-coupon' });
    const { context: other } = await anna();
    expect(await empty(other, asked())).toMatchObject({ outcome: 'not-sent', code: 'no-coupon' });
    expect(await textsOn(phone)).toEqual([]);
  });
});
