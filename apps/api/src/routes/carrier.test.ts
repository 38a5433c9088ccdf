import { createCarrier } from '@signalbox/carrier';
import { signV2 } from '@signalbox/sms';
import {
  beginSending,
  consentState,
  findMessage,
  isSuppressed,
  markAccepted,
  markUnknown,
  plannedTexts,
  readSetting,
  requestOptIn,
  saveCarrierAccount,
  markOptInAsked,
  unreachableReason,
  type CarrierRest,
} from '@signalbox/store';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CARRIER_TOKEN, fromCarrier, PUBLIC_URL, startTestApi, type TestApi } from '../testing.js';

const ACCOUNT = { authId: 'MASETTINGS0000000000', authToken: 'token-of-the-settings' };
let api: TestApi;
let carrier: ReturnType<typeof createCarrier>;
let baseUrl: string;
beforeAll(async () => {
  api = await startTestApi({ SIGNALBOX_SECRET: 'a secret of sixteen' });
  carrier = createCarrier({ ...ACCOUNT, inboundUrl: 'http://127.0.0.1:9/inbound' });
  baseUrl = await carrier.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await carrier?.close();
  await api?.stop();
});

const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  api.app.inject({
    ...fromCarrier(path, form),
    ...(Object.keys(headers).length > 0 && {
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    }),
  });

let serial = 0;
/** A text that is with the carrier. */
async function text(purpose = 'marketing') {
  const phone = `+45525120${String(++serial + 30)}`;
  const sendKey = crypto.randomUUID();
  const token = crypto.randomUUID();
  const none = { runId: null, journeyId: null, nodeId: null, contactId: null };
  await beginSending(
    api.database,
    { sendKey, phone, purpose, ...none },
    { sender: 'Acme', token, compose: { body: 'Hej', parts: 1, encoding: 'GSM-7' } },
    { atMs: Date.now(), heedStop: true },
  );
  const status = (state: string, more: Record<string, string> = {}) =>
    post(`/webhooks/plivo/status/${token}`, {
      MessageUUID: sendKey,
      To: phone.slice(1),
      Status: state,
      ...more,
    });
  return { phone, sendKey, status, row: async () => (await findMessage(api.database, sendKey))! };
}

describe('what the carrier says of a text that it could not deliver', () => {
  test('is told in words, and a number that is none is texted no more', async () => {
    const { phone, status, row } = await text();
    await status('queued', { Sequence: '1' });
    await status('undelivered', { ErrorCode: '50', Sequence: '3' });
    expect(await row()).toMatchObject({
      state: 'undelivered',
      reasonCode: 'carrier-permanent',
      reason: 'The number does not exist, or is a landline',
    });
    expect(await unreachableReason(api.database, phone)).not.toBeNull();
    await status('sent', { Sequence: '2' });
    expect((await row()).state).toBe('undelivered');
  });

  test('a STOP that the carrier heard is in our ledger, too', async () => {
    const { phone, status } = await text();
    await status('failed', { ErrorCode: '200' });
    expect(await isSuppressed(api.database, phone)).toBe(true);
  });

  test.each([
    ['80', 'carrier-later'],
    ['900', 'carrier-ours'],
    ['4711', 'carrier-permanent'],
  ])('error %s is %s, and closes no number', async (ErrorCode, reasonCode) => {
    const { phone, status, row } = await text();
    await status('failed', { ErrorCode });
    expect((await row()).reasonCode).toBe(reasonCode);
    expect(await unreachableReason(api.database, phone)).toBeNull();
  });

  test('whoever writes from a number can be reached', async () => {
    const { phone, status } = await text();
    await status('failed', { ErrorCode: '70' });
    await post('/webhooks/plivo/inbound', {
      MessageUUID: crypto.randomUUID(),
      From: phone.slice(1),
      To: '1',
      Text: 'Hej',
    });
    expect(await unreachableReason(api.database, phone)).toBeNull();
  });
});

test('a callback that tells of no credit lets the account rest for two minutes', async () => {
  const { status } = await text();
  const beforeMs = Date.now();
  await status('failed', { ErrorCode: '900' });
  const rest = (await readSetting<CarrierRest>(api.database, 'carrier-rest'))!;
  expect(rest.untilMs - beforeMs).toBeGreaterThanOrEqual(120_000);
  expect(rest.reason).toBe('The carrier account is out of credit');
});

describe('a text of which nobody knows whether it arrived', () => {
  const unknown = async () => {
    const made = await text();
    await markUnknown(api.database, made.sendKey, 'No answer', Date.now());
    return { ...made, id: (await made.row()).id };
  };
  const resolve = (id: string, decision: string) =>
    api.call('POST', `/api/messages/${id}/resolve`, { decision });

  test('is sent again only by a person, and once', async () => {
    const { id, sendKey, phone } = await unknown();
    const answers = await Promise.all([1, 2, 3].map(() => resolve(id, 'send-again')));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([204, 409, 409]);
    const planned = (await plannedTexts(api.database, { limit: 100, nowMs: Date.now() })).filter(
      (planned) => planned.phone === phone,
    );
    expect(planned).toMatchObject([{ sendKey: `${sendKey}/again`, purpose: 'marketing', body: 'Hej' }]);
  });

  test('has arrived if a person says so, and its way is there to read', async () => {
    const { id, row } = await unknown();
    await resolve(id, 'arrived');
    expect((await row()).state).toBe('sent');
    const { transitions } = (await api.call('GET', `/api/messages/${id}/transitions`)).json();
    expect(transitions.map((one: { state: string }) => one.state)).toEqual(['sending', 'unknown', 'sent']);
  });

  test('one that is known is nobody’s to decide', async () => {
    const { sendKey, row } = await text();
    await markAccepted(api.database, sendKey, crypto.randomUUID(), Date.now());
    expect((await resolve((await row()).id, 'send-again')).json().code).toBe('already-known');
  });
});

describe('replies', () => {
  const write = (phone: string, Text: string, MessageUUID: string = crypto.randomUUID()) =>
    post('/webhooks/plivo/inbound', { MessageUUID, From: phone.slice(1), To: '4552512020', Text });

  test('a START that is heard again takes back no STOP that came after it', async () => {
    const phone = '+4552512081';
    await write(phone, 'STOP');
    await write(phone, 'START', 'start-1');
    await write(phone, 'STOP');
    await write(phone, 'START', 'start-1');
    expect(await isSuppressed(api.database, phone)).toBe(true);
  });

  test('are answered from the number that they were written to, by us as by hand', async () => {
    const phone = '+4552512084';
    await write(phone, 'HELP');
    const { rows } = await api.database.pool.query('select id from contacts where phone = $1', [phone]);
    await api.call('POST', `/api/contacts/${rows[0].id}/texts`, { text: 'Hello there' });
    const planned = (await plannedTexts(api.database, { limit: 100, nowMs: Date.now() })).filter(
      (text) => text.phone === phone,
    );
    expect(planned.map(({ writtenTo }) => writtenTo)).toEqual(['4552512020', '4552512020']);
  });

  test('a STOP from a number that no plan of numbers knows is one, too', async () => {
    await write('+4555000001', 'STOP');
    expect(await isSuppressed(api.database, '+4555000001')).toBe(true);
  });

  test('a yes signs up who was asked, for what they asked, and nobody else', async () => {
    const [asked, other] = ['+4552512082', '+4552512083'];
    await write(asked, 'Hej');
    await requestOptIn(
      api.database,
      { phone: asked, purposes: ['marketing', 'back-in-stock'], source: 'form' },
      { atMs: Date.now() },
    );
    await write(asked, 'Ja');
    expect(await consentState(api.database, asked, 'marketing')).toBe('none');
    await markOptInAsked(api.database.kysely, asked, Date.now());
    await write(asked, 'yes, but when?');
    expect(await consentState(api.database, asked, 'marketing')).toBe('none');
    await write(asked, 'Ja tak!');
    await write(other, 'Ja tak!');
    expect(await consentState(api.database, asked, 'marketing')).toBe('granted');
    expect(await consentState(api.database, asked, 'back-in-stock')).toBe('granted');
    expect(await consentState(api.database, other, 'marketing')).toBe('none');
    const { rows } = await api.database.pool.query(
      `select properties ->> 'purpose' as purpose from events where name = 'SMS Subscribed' and source = 'plivo'
        and contact_id = (select id from contacts where phone = $1) order by 1`,
      [asked],
    );
    expect(rows.map(({ purpose }) => purpose)).toEqual(['back-in-stock', 'marketing']);
  });
});

describe('the account at the carrier', () => {
  test('is stored sealed, never told, used for a test and believed in callbacks', async () => {
    const before = await api.call('GET', '/api/settings/carrier');
    expect(before.json()).toMatchObject({ source: 'environment', canStore: true });
    const stored = await api.call('PUT', '/api/settings/carrier', {
      authId: ACCOUNT.authId,
      authTokens: [ACCOUNT.authToken, 'the-former-token'],
      baseUrl,
      textsPerSecond: 40,
    });
    expect(stored.json()).toMatchObject({
      source: 'settings',
      authId: ACCOUNT.authId,
      tokenCount: 2,
      textsPerSecond: 40,
    });
    expect(stored.body).not.toContain(ACCOUNT.authToken);
    const { rows } = await api.database.pool.query('select value::text from settings');
    expect(JSON.stringify(rows)).not.toContain(ACCOUNT.authToken);

    const tested = await api.call('POST', '/api/settings/carrier/test', { phone: '+45 52 51 20 99' });
    expect(tested.json()).toMatchObject({ outcome: 'accepted' });
    expect((await carrier.inject('/phones')).body).toContain('+4552512099');
    for (const sender of ['Acme & Sons ApS', '12', 'Æbler']) {
      const refused = await api.call('POST', '/api/settings/carrier/test', { phone: '+4552512099', sender });
      expect([refused.statusCode, refused.json().errors[0].path], sender).toEqual([400, 'sender']);
    }
    const wrong = await api.call('POST', '/api/settings/carrier/test', { phone: '123' });
    expect([wrong.statusCode, wrong.json().code]).toEqual([400, 'invalid-request']);
  });

  test('sealed under another secret, a test says what to do', async () => {
    await saveCarrierAccount(
      api.database,
      { authId: 'MAOTHER', authTokens: ['token'], baseUrl },
      { secret: 'the secret of before', nowMs: 0 },
    );
    const trial = await api.call('POST', '/api/settings/carrier/test', { phone: '+4552512020' });
    expect([trial.statusCode, trial.json().code]).toEqual([503, 'secret-changed']);
    await api.call('DELETE', '/api/settings/carrier');
  });

  test('with a wrong token the test says so', async () => {
    const token = { authId: ACCOUNT.authId, authTokens: ['wrong'], baseUrl };
    await api.call('PUT', '/api/settings/carrier', token);
    const tested = await api.call('POST', '/api/settings/carrier/test', { phone: '+4552512098' });
    expect(tested.json()).toMatchObject({
      outcome: 'retry-later',
      reason: expect.stringContaining('id and token'),
    });
    expect((await api.call('DELETE', '/api/settings/carrier')).statusCode).toBe(204);
  });

  test('a callback with nothing but version 2 is believed if it is right', async () => {
    const path = '/webhooks/plivo/inbound';
    const form = { MessageUUID: crypto.randomUUID(), From: '4552512089', To: '1', Text: 'STOP' };
    const v2 = (token: string) => ({
      'x-plivo-signature-v2': signV2(token, `${PUBLIC_URL}${path}`, '12345'),
      'x-plivo-signature-v2-nonce': '12345',
    });
    expect((await post(path, form, v2('guess'))).statusCode).toBe(403);
    expect((await post(path, form, { ...v2(CARRIER_TOKEN), 'x-plivo-signature-v3': 'x' })).statusCode).toBe(
      403,
    );
    expect((await post(path, form, v2(CARRIER_TOKEN))).statusCode).toBe(200);
  });
});

describe('senders', () => {
  const name = { sender: 'Acme', kind: 'name', countries: ['DK'], purposes: [], canReceive: false };
  const number = { sender: '+15005550006', kind: 'number', countries: [], purposes: [], canReceive: true };
  const set = (...senders: object[]) => api.call('PUT', '/api/settings/senders', { senders });

  test.each([
    [{ ...name, canReceive: true }, 'hears no replies'],
    [{ ...name, sender: 'A name too long' }, 'at most 11'],
    [{ ...number, sender: 'Acme' }, 'is not a number'],
  ])('%o is refused: %s', async (sender, why) => {
    const answer = await set(sender);
    expect([answer.statusCode, answer.json().detail]).toEqual([400, expect.stringContaining(why)]);
  });

  test('where none hears, nothing may wait for a reply; where some hear, one is warned', async () => {
    const graph = {
      schemaVersion: 1,
      nodes: [
        {
          id: 'in',
          type: 'keyword-trigger',
          position: { x: 0, y: 0 },
          data: { version: 1, config: { keywords: ['join'] } },
        },
      ],
      edges: [],
      settings: { correlation: { by: 'contact' }, reentry: { kind: 'always' }, exits: [] },
    };
    const { id } = (await api.call('POST', '/api/journeys', { name: 'Join', graph })).json();
    const found = async () =>
      (await api.call('POST', `/api/journeys/${id}/validate`, {}))
        .json()
        .diagnostics.filter(({ code }: { code: string }) => code === 'sender-hears-nothing')
        .map(({ severity }: { severity: string }) => severity);
    await set(number);
    expect(await found()).toEqual([]);
    await set(name, number);
    expect(await found()).toEqual(['warning']);
    await set(name);
    expect(await found()).toEqual(['error']);
  });

  test('what waits for a click or a reply that can’t come is told: no link, and a sender that hears nothing', async () => {
    const found = async (text: string, from?: string, more: object = {}) => {
      const step = (id: string, type: string, config: object) => ({
        ...{ id, type, position: { x: 0, y: 0 }, data: { version: 1, config } },
      });
      const events = [
        { id: 'looked', event: 'Link Clicked', label: 'Looked' },
        { id: 'wrote', event: 'SMS Received', label: 'Wrote' },
      ];
      const way = (source: string, sourceHandle: string, target: string) => ({
        ...{ id: `${source}-${target}`, source, sourceHandle, target },
      });
      const graph = {
        schemaVersion: 1,
        nodes: [
          step('in', 'manual-trigger', {}),
          step('ask', 'send-sms', { text, purpose: 'marketing', ...(from && { from }), ...more }),
          step('look', 'wait-for-event', { events, timeoutMs: 86_400_000 }),
        ],
        edges: [way('in', 'next', 'ask'), way('ask', 'sent', 'look')],
      };
      const { id } = (await api.call('POST', '/api/journeys', { name: 'Still there?', graph })).json();
      return (await api.call('POST', `/api/journeys/${id}/validate`, {}))
        .json()
        .diagnostics.filter(({ code }: { code: string }) => code === 'no-sign-can-come')
        .map(({ severity, nodeId }: { severity: string; nodeId: string }) => [severity, nodeId]);
    };
    const link = 'Look: {{ "https://acme.example/new" | link: name: "new" }}';
    await set(name, number);
    expect(await found('Still there?')).toEqual([]);
    expect(await found('Still there?', name.sender)).toEqual([['warning', 'look']]);
    expect(await found(link, name.sender)).toEqual([]);
    // Who opens an address that is left as it is, nobody hears.
    const asItIs = { shortenLinks: false };
    expect(await found('https://acme.example/new', name.sender, asItIs)).toEqual([['warning', 'look']]);
    await set(name);
    expect(await found('Still there?')).toEqual([['warning', 'look']]);
    expect(await found(link)).toEqual([]);
  });
});
