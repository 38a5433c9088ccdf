import { signV3 } from '@signalbox/sms';
import { isSuppressed } from '@signalbox/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CARRIER_TOKEN, countRows, PUBLIC_URL, startTestApi, type TestApi } from '../testing.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const post = (path: string, form: Record<string, string>, token = CARRIER_TOKEN) =>
  api.app.inject({
    method: 'POST',
    url: path,
    payload: new URLSearchParams(form).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-plivo-signature-v3': signV3(token, 'POST', `${PUBLIC_URL}${path}`, form, 'nonce'),
      'x-plivo-signature-v3-nonce': 'nonce',
    },
  });
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

test('a reply that comes twice is one', async () => {
  await post('/webhooks/plivo/inbound', reply('m3', 'Hej'));
  const before = await countRows(api);
  expect((await post('/webhooks/plivo/inbound', reply('m3', 'Hej'))).json()).toMatchObject({
    status: 'duplicate',
  });
  expect(await countRows(api)).toEqual(before);
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
