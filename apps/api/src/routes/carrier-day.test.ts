import { createCarrier } from '@signalbox/carrier';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing.js';

let carrier: ReturnType<typeof createCarrier>;
let api: TestApi;
beforeAll(async () => {
  carrier = createCarrier({ authId: 'MA', authToken: 'token', inboundUrl: 'http://127.0.0.1:9/inbound' });
  api = await startTestApi({ CARRIER_CONTROL_URL: await carrier.listen({ port: 0, host: '127.0.0.1' }) });
});
afterAll(async () => {
  await api?.stop();
  await carrier?.close();
});

test('the development carrier has a bad day at will, and a good one again', async () => {
  expect((await api.call('GET', '/api/phone/day')).json()).toEqual({ name: 'fair' });
  expect((await api.call('PUT', '/api/phone/day', { name: 'worst' })).json()).toEqual({ name: 'worst' });
  expect((await carrier.inject('/day')).json()).toMatchObject({ name: 'worst', lostAnswer: 0.04 });
  expect((await api.call('PUT', '/api/phone/day', { name: 'sunny' })).statusCode).toBe(400);
  await api.call('PUT', '/api/phone/day', { name: 'fair' });
  expect((await api.call('GET', '/api/phone/day')).json()).toEqual({ name: 'fair' });
});

test('a real carrier has the days that it has', async () => {
  const real = await startTestApi();
  const answer = await real.call('GET', '/api/phone/day');
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'no-development-carrier']);
  await real.stop();
});
