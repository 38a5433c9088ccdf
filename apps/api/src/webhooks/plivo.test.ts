import { createHash } from 'node:crypto';
import { signV2, signV3 } from '@signalbox/sms';
import { DEFAULT_TEXT_SETTINGS } from '@signalbox/sms/compose';
import {
  beginSending,
  findMessage,
  isSuppressed,
  nonceVouchesFor,
  transitionsOf,
  writeSetting,
} from '@signalbox/store';
import { publishDrawn, waitsAndTexts } from '@signalbox/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CARRIER_TOKEN, countRows, fromCarrier, PUBLIC_URL, startTestApi, type TestApi } from '../testing.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const post = (path: string, form: Record<string, string>, token?: string) =>
  api.app.inject(fromCarrier(path, form, token));
const reply = (id: string, text: string) => ({
  MessageUUID: id,
  From: '4552512021',
  To: '4552512020',
  Text: text,
  Type: 'sms',
});

test('STOP is in the ledger when it is answered, and START takes it out', async () => {
  expect((await post('/webhooks/plivo/inbound', reply('m1', 'Stop'))).json()).toEqual({
    status: 'taken',
    intent: 'stop',
  });
  expect(await isSuppressed(api.database, '+4552512021')).toBe(true);
  await post('/webhooks/plivo/inbound', reply('m2', 'START'));
  expect(await isSuppressed(api.database, '+4552512021')).toBe(false);
});

test('the answer to STOP bears the brand of the settings, as all other texts do', async () => {
  const settings = DEFAULT_TEXT_SETTINGS;
  await writeSetting(api.database, 'texts', { ...settings, brand: 'Lykke' });
  await post('/webhooks/plivo/inbound', { ...reply('brand-1', 'STOP'), From: '4552512022' });
  expect(await findMessage(api.database, 'answer/brand-1')).toMatchObject({
    body: expect.stringMatching(/^Lykke: /),
  });
  await writeSetting(api.database, 'texts', settings);
});

test('HELP is answered in the shop’s words and language to whom no other is known, brand and way out around them', async () => {
  const settings = DEFAULT_TEXT_SETTINGS;
  const help = { da: 'kundeservice på 70 12 34 56.' };
  await writeSetting(api.database, 'texts', { ...settings, brand: 'Lykke', language: 'da', help });
  // A Swede is answered in Swedish, for which the shop has no words of its own.
  await post('/webhooks/plivo/inbound', { ...reply('help-se', 'HELP'), From: '46701234567' });
  await post('/webhooks/plivo/inbound', { ...reply('help-pl', 'HELP'), From: '48501234567' });
  expect(await findMessage(api.database, 'answer/help-pl')).toMatchObject({
    body: 'Lykke: kundeservice på 70 12 34 56. Svar STOP for at afmelde.',
  });
  expect(await findMessage(api.database, 'answer/help-se')).toMatchObject({
    body: expect.stringMatching(/^Lykke: sms om erbjudanden .* Svara STOP för att avsluta\.$/),
  });
  await writeSetting(api.database, 'texts', settings);
});

test('STOP counts from a number of a range that is too new to be known', async () => {
  const form = { ...reply('m0', 'STOP'), From: '4540000001' };
  expect((await post('/webhooks/plivo/inbound', form)).json()).toMatchObject({ intent: 'stop' });
  expect(await isSuppressed(api.database, '+4540000001')).toBe(true);
});

test('STOP counts in an MMS, and where the carrier alone has understood it', async () => {
  const { Text: _, ...mms } = { ...reply('mms-1', ''), From: '4552512031', Type: 'mms', Body: 'STOP' };
  expect((await post('/webhooks/plivo/inbound', mms)).json()).toMatchObject({ intent: 'stop' });
  expect(await isSuppressed(api.database, '+4552512031')).toBe(true);

  const understood = (id: string, text: string, MessageIntent: string) =>
    post('/webhooks/plivo/inbound', { ...reply(id, text), From: '4552512032', MessageIntent });
  expect((await understood('u-1', 'basta', 'optout')).json()).toMatchObject({ intent: 'stop' });
  expect(await isSuppressed(api.database, '+4552512032')).toBe(true);
  expect((await understood('u-2', 'STOP', 'help')).json()).toMatchObject({ intent: 'stop' });
  expect((await understood('u-3', 'yes', 'optin')).json()).toMatchObject({ intent: null });
  expect(await isSuppressed(api.database, '+4552512032')).toBe(true);
  expect((await understood('u-4', 'go', 'optin')).json()).toMatchObject({ intent: 'start' });
  expect(await isSuppressed(api.database, '+4552512032')).toBe(false);
});

test('STOP counts with a character behind it that no database can keep', async () => {
  const form = { ...reply('nul-1', 'STOP\0'), From: '4552512033' };
  expect((await post('/webhooks/plivo/inbound', form)).json()).toMatchObject({ intent: 'stop' });
  expect(await isSuppressed(api.database, '+4552512033')).toBe(true);
});

test('a reply that comes twice is one', async () => {
  await post('/webhooks/plivo/inbound', reply('m3', 'Hej'));
  const before = await countRows(api);
  expect((await post('/webhooks/plivo/inbound', reply('m3', 'Hej'))).json()).toMatchObject({
    status: 'duplicate',
  });
  expect(await countRows(api)).toEqual(before);
});

test('a callback that is replayed, signature, nonce and all, changes nothing of what came after it', async () => {
  const from = { From: '4552512029' };
  const phone = '+4552512029';
  const replay = (id: string, text: string) =>
    post('/webhooks/plivo/inbound', { ...reply(id, text), ...from });
  await replay('r1', 'STOP');
  await replay('r2', 'START');
  await replay('r1', 'STOP');
  expect(await isSuppressed(api.database, phone)).toBe(false);
  await replay('r3', 'STOP');
  await replay('r2', 'START');
  expect(await isSuppressed(api.database, phone)).toBe(true);
  await replay('r4', 'START');

  const sendKey = 'replayed';
  const none = { runId: null, journeyId: null, nodeId: null, contactId: null };
  await beginSending(
    api.database,
    { ...none, sendKey, phone, purpose: 'marketing' },
    { sender: '+4552512020', token: 'replayed', compose: { body: 'Hej', parts: 1, encoding: 'GSM-7' } },
    { atMs: Date.now(), heedStop: false },
  );
  const said = (form: Record<string, string>) =>
    post('/webhooks/plivo/status/replayed', { MessageUUID: 'uuid', ...form });
  await said({ Status: 'sent' });
  // The carrier's own block: to us it is a STOP, too.
  await said({ Status: 'failed', ErrorCode: '200' });
  expect(await isSuppressed(api.database, phone)).toBe(true);
  await replay('r5', 'START');
  const before = await findMessage(api.database, sendKey);
  const again: Record<string, string>[] = [
    { Status: 'sent' },
    { Status: 'failed', ErrorCode: '200' },
    { Status: 'delivered' },
  ];
  for (const form of again) expect((await said(form)).json()).toEqual({ status: 'ignored' });
  expect(await isSuppressed(api.database, phone)).toBe(false);
  expect(await findMessage(api.database, sendKey)).toEqual(before);
  expect((await transitionsOf(api.database, before!.id)).map(({ state }) => state)).toEqual([
    'sending',
    'sent',
    'failed',
  ]);
});

test('several tokens are believed while one is changed, by each of the names that Plivo signs under', async () => {
  const rotating = await startTestApi({ PLIVO_AUTH_TOKEN: 'new-token, old-token' });
  try {
    const form = reply('rotating', 'Hej');
    const signed = (token: string, name: string) =>
      rotating.app.inject({
        method: 'POST',
        url: '/webhooks/plivo/inbound',
        payload: new URLSearchParams(form).toString(),
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          // Behind a proxy the address is another one; PUBLIC_URL is what Plivo was given and signs.
          host: 'inside:3000',
          'x-forwarded-host': 'elsewhere.example',
          [name]: signV3(token, 'POST', `${PUBLIC_URL}/webhooks/plivo/inbound`, form, 'n'),
          'x-plivo-signature-v3-nonce': 'n',
        },
      });
    const codes = async (token: string) => [
      (await signed(token, 'x-plivo-signature-v3')).statusCode,
      (await signed(token, 'x-plivo-signature-ma-v3')).statusCode,
    ];
    expect(await codes('new-token')).toEqual([200, 200]);
    expect(await codes('old-token')).toEqual([200, 200]);
    expect(await codes('gone-token')).toEqual([403, 403]);
  } finally {
    await rotating.stop();
  }
});

test('a signature that does not cover what was written is good for what it came with, and for nothing else', async () => {
  const url = '/webhooks/plivo/inbound';
  const send = (form: Record<string, string>, nonce: string) =>
    api.app.inject({
      ...fromCarrier(url, form),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-plivo-signature-v2': signV2(CARRIER_TOKEN, `${PUBLIC_URL}${url}`, nonce),
        'x-plivo-signature-v2-nonce': nonce,
      },
    });
  const hello = { ...reply('v2-1', 'Hej'), From: '4552512034' };
  expect((await send(hello, 'seen')).json()).toMatchObject({ status: 'taken' });
  expect((await send(hello, 'seen')).json()).toMatchObject({ status: 'duplicate' });
  for (const form of [
    { ...hello, MessageUUID: 'v2-2', Text: 'STOP' },
    { ...hello, From: '4552512035', Text: 'yes' },
  ]) {
    const borrowed = await send(form, 'seen');
    expect([borrowed.statusCode, borrowed.json().code]).toEqual([403, 'bad-carrier-signature']);
  }
  expect(await isSuppressed(api.database, '+4552512034')).toBe(false);
  expect((await send({ ...hello, MessageUUID: 'v2-2', Text: 'STOP' }, 'own')).statusCode).toBe(200);
  expect(await isSuppressed(api.database, '+4552512034')).toBe(true);
});

test('what a signature came with is remembered while its token is believed, and not much longer', async () => {
  const own = await startTestApi();
  try {
    const day = 86_400_000;
    const digestOf = (token: string) => createHash('sha256').update(token).digest('base64url');
    const seen = (nonce: string, token: string, daysAgo: number) =>
      nonceVouchesFor(
        own.database,
        { nonce, digest: 'd', signedBy: digestOf(token) },
        Date.now() - daysAgo * day,
      );
    await seen('believed', 'old-token', 900);
    await seen('just-changed', 'a-former-token', 0.5);
    await seen('gone', 'a-former-token', 2);
    const url = '/webhooks/plivo/inbound';
    const sent = await own.app.inject({
      ...fromCarrier(url, reply('v2-9', 'Hej')),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-plivo-signature-v2': signV2(CARRIER_TOKEN, `${PUBLIC_URL}${url}`, 'new'),
        'x-plivo-signature-v2-nonce': 'new',
      },
    });
    expect(sent.statusCode).toBe(200);
    const { rows } = await own.database.pool.query('select nonce, signed_by from carrier_nonces order by 1');
    expect(rows).toEqual([
      { nonce: 'believed', signed_by: digestOf('old-token') },
      { nonce: 'just-changed', signed_by: digestOf('a-former-token') },
      { nonce: 'new', signed_by: digestOf(CARRIER_TOKEN) },
    ]);
  } finally {
    await own.stop();
  }
});

test('a request that the carrier did not sign gets 403 and changes nothing', async () => {
  const before = await countRows(api);
  const forged = await post('/webhooks/plivo/inbound', reply('m4', 'STOP'), 'guess');
  expect([forged.statusCode, forged.json().code]).toEqual([403, 'bad-carrier-signature']);
  expect((await post('/webhooks/plivo/status/token', { Status: 'delivered' }, 'guess')).statusCode).toBe(403);
  expect(await countRows(api)).toEqual(before);
});

test('a status for a text that is not ours is not found', async () => {
  expect(
    (await post('/webhooks/plivo/status/strange', { Status: 'sent', MessageUUID: 'x' })).statusCode,
  ).toBe(404);
});

const textsTo = async (phone: string) =>
  (
    await api.database.kysely
      .selectFrom('messages')
      .select('body')
      .where('phone', '=', phone)
      .orderBy('planned_at')
      .execute()
  ).map(({ body }) => body);

test('STOP is confirmed once, in the language of the country; HELP and coming back are answered, too', async () => {
  const from = (id: string, text: string) => ({ ...reply(id, text), From: '4552512022' });
  await post('/webhooks/plivo/inbound', from('s1', 'STOP'));
  await post('/webhooks/plivo/inbound', from('s1', 'STOP'));
  await post('/webhooks/plivo/inbound', from('s2', 'afmeld'));
  expect(await textsTo('+4552512022')).toEqual([expect.stringContaining('du får ikke flere')]);
  await post('/webhooks/plivo/inbound', from('s3', 'start'));
  await post('/webhooks/plivo/inbound', from('s4', 'hjælp'));
  expect((await textsTo('+4552512022')).slice(1)).toEqual([
    expect.stringContaining("du får vores sms'er igen"),
    expect.stringContaining('Svar STOP for at afmelde'),
  ]);
});

test('HJÆLP from somebody whom an import called English is answered in Danish, and HELP in English', async () => {
  const phone = '+4552512038';
  const write = (id: string, text: string) =>
    post('/webhooks/plivo/inbound', { ...reply(id, text), From: phone.slice(1) });
  await write('h0', 'Hej');
  await api.database.kysely
    .updateTable('contacts')
    .set({ language: 'en' })
    .where('phone', '=', phone)
    .execute();
  await write('h1', 'HJÆLP');
  await write('h2', 'HELP');
  expect(await textsTo(phone)).toEqual([
    expect.stringContaining('Svar STOP for at afmelde'),
    expect.stringContaining('Reply STOP to end'),
  ]);
});

test('the first text of somebody new, and our answer to it, are on their page', async () => {
  const form = { ...reply('n1', 'HELP'), From: '4552512027' };
  await post('/webhooks/plivo/inbound', form);
  const [person] = (await api.call('GET', '/api/contacts?search=52512027')).json().contacts;
  const { entries } = (await api.call('GET', `/api/contacts/${person.id}/timeline?kinds=reply,text`)).json();
  expect(entries.map(({ kind }: { kind: string }) => kind).toSorted()).toEqual(['reply', 'text']);
});

test('what the carrier has answered itself we do not; what it has not, we do, in the US as elsewhere', async () => {
  const write = (id: string, text: string, MessageIntent: string) =>
    post('/webhooks/plivo/inbound', { ...reply(id, text), From: '12025550123', MessageIntent });
  await write('u1', 'STOP', 'optout');
  expect(await isSuppressed(api.database, '+12025550123')).toBe(true);
  await write('u2', 'START', 'optin');
  await write('u3', 'HELP', 'help');
  expect(await textsTo('+12025550123')).toEqual([]);

  await write('u4', 'please stop texting me', '');
  expect(await textsTo('+12025550123')).toEqual([expect.stringContaining('no more texts')]);
  await write('u5', 'HELP', '');
  expect(await textsTo('+12025550123')).toHaveLength(2);
});

test('plain wording is STOP, and what is doubtful waits for a person', async () => {
  const from = (id: string, text: string) => ({ ...reply(id, text), From: '4552512023' });
  expect((await post('/webhooks/plivo/inbound', from('d1', 'enough!'))).json()).toMatchObject({
    intent: 'doubtful',
  });
  expect(await isSuppressed(api.database, '+4552512023')).toBe(false);
  const { reviews } = (await api.call('GET', '/api/reply-reviews')).json();
  expect(reviews).toMatchObject([{ phone: '+4552512023', body: 'enough!' }]);
  const decide = () => api.call('POST', `/api/reply-reviews/${reviews[0].id}`, { decision: 'stop' });
  expect((await decide()).statusCode).toBe(204);
  expect((await decide()).statusCode).toBe(404);
  expect(await isSuppressed(api.database, '+4552512023')).toBe(true);
});

test('STOP ends what only sends marketing, wherever it waits, and nothing else', async () => {
  const phone = '+4552512024';
  const journey = async (purpose: string) => {
    const { id } = await publishDrawn(api.database, waitsAndTexts(purpose), { nowMs: Date.now() });
    return id;
  };
  await post('/webhooks/plivo/inbound', { ...reply('e1', 'Hej'), From: phone.slice(1) });
  const runs: string[] = [];
  for (const purpose of ['marketing', 'transactional']) {
    const id = await journey(purpose);
    const started = await api.call('POST', `/api/journeys/${id}/start`, { phone });
    runs.push(started.json().runId as string);
  }
  await post('/webhooks/plivo/inbound', { ...reply('e2', 'please stop texting me'), From: phone.slice(1) });
  const interrupts = await api.database.kysely
    .selectFrom('outbox')
    .select('run_id')
    .where('kind', '=', 'interrupt')
    .where('run_id', 'in', runs)
    .execute();
  expect(interrupts).toEqual([{ run_id: runs[0] }]);
});

test('somebody writes by hand, and reads the conversation; not to one who replied STOP', async () => {
  const phone = '+4552512025';
  await post('/webhooks/plivo/inbound', { ...reply('c1', 'Do you have it in blue?'), From: phone.slice(1) });
  const { contacts } = (await api.call('GET', `/api/contacts?search=${encodeURIComponent(phone)}`)).json();
  const { id } = contacts[0];
  const write = (key: string) => api.call('POST', `/api/contacts/${id}/texts`, { text: 'We do!', key });
  expect((await write('k')).statusCode).toBe(202);
  expect((await write('k')).statusCode).toBe(202);
  const { texts } = (await api.call('GET', `/api/contacts/${id}/conversation`)).json();
  expect(texts.map(({ direction, text }: { direction: string; text: string }) => [direction, text])).toEqual([
    ['in', 'Do you have it in blue?'],
    ['out', 'We do!'],
  ]);
  await post('/webhooks/plivo/inbound', { ...reply('c2', 'STOP'), From: phone.slice(1) });
  expect((await write('other')).json()).toMatchObject({ status: 409, code: 'stopped' });
});
