import { addConnection } from '@signalbox/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing.js';

const secret = 'a secret of the tests';
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ SIGNALBOX_SECRET: secret });
});
afterAll(() => api?.stop());

const generated = {
  kind: 'generated',
  pattern: 'BACK-{{random 4}}',
  offer: { kind: 'percent', percent: 15 },
  ends: { kind: 'days', days: 4 },
};

test('a list is made, filled by a file, and counted', async () => {
  await api.call('PUT', '/api/coupon-pools/welcome', { kind: 'list', lowWater: 3 });
  const upload = await api.call('POST', '/api/coupon-pools/welcome/csv', {
    csv: 'Code,Value\nA-1,10\nA-2,10\nnot a code,1\nA-1,10\n',
  });
  expect(upload.json()).toEqual({ added: 2, known: 0, bad: ['not a code'] });
  const again = await api.call('POST', '/api/coupon-pools/welcome/csv', { csv: 'A-2\nA-3' });
  expect(again.json()).toEqual({ added: 1, known: 1, bad: [] });
  const { pools } = (await api.call('GET', '/api/coupon-pools')).json();
  expect(pools).toMatchObject([{ pool: 'welcome', kind: 'list', total: 3, left: 3, used: 0, isLow: true }]);
  expect((await api.call('GET', '/api/coupon-pools/welcome/given')).json()).toEqual({ coupons: [] });
});

test('codes are made only with a shop to make them in, and with enough letters', async () => {
  const put = (body: object) => api.call('PUT', '/api/coupon-pools/back', { ...generated, ...body });
  expect((await put({})).json()).toMatchObject({ status: 400, detail: expect.stringContaining('shop') });
  const connect = async (kind: string) =>
    (
      await addConnection(
        api.database,
        { name: kind, kind, baseUrl: 'https://acme.example', headers: {} },
        { secret, nowMs: Date.now() },
      )
    ).id;
  expect((await put({ connectionId: await connect('http') })).statusCode).toBe(400);
  const connectionId = await connect('shopify');
  expect((await put({ connectionId, pattern: 'BACK-{{random 2}}' })).statusCode).toBe(400);
  expect((await put({ connectionId, pattern: 'BACK {{random 4}}' })).statusCode).toBe(400);
  expect((await put({ connectionId, offer: { kind: 'other' } })).statusCode).toBe(400);
  expect((await put({ connectionId })).statusCode).toBe(200);
  expect((await put({ kind: 'list' })).statusCode).toBe(400);
  expect((await api.call('POST', '/api/coupon-pools/back/csv', { csv: 'A-9' })).statusCode).toBe(400);
});

test('what every text gets is set, and shown in a preview that is counted as it will be sent', async () => {
  const preview = async () =>
    (
      await api.call('POST', '/api/texts/preview', {
        template: 'Sale: https://acme.example/a',
        entry: {},
      })
    ).json();
  expect(await preview()).toMatchObject({
    text: 'Acme: Sale: http://127.0.0.1:3000/l/xxxxxxxx Reply STOP to opt out',
    parts: 1,
  });
  const settings = {
    brand: 'Fjord',
    addsBrand: true,
    addsOptOut: false,
    linkDomain: 'fjord.link',
    utm: null,
  };
  expect((await api.call('PUT', '/api/settings/texts', settings)).json()).toMatchObject({
    ...settings,
    defaults: { brand: 'Acme' },
    takesReplies: true,
  });
  expect((await preview()).text).toBe('Fjord: Sale: fjord.link/l/xxxxxxxx');
  const bad = await api.call('PUT', '/api/settings/texts', { ...settings, linkDomain: 'two words' });
  expect(bad.statusCode).toBe(400);
});
