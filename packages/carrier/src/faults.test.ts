import formbody from '@fastify/formbody';
import { carrierError } from '@signalbox/sms';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCarrier, type CarrierMessage, type LoggedReply, type LoggedRequest } from './index.js';

const AUTH = { authId: 'MAXXXXXXXXXXXXXXXXXX', authToken: 'token' };
const authorization = `Basic ${Buffer.from(`${AUTH.authId}:${AUTH.authToken}`).toString('base64')}`;

let carrier: FastifyInstance;
let shop: FastifyInstance;
let shopOrigin: string;
let heard: Record<string, string>[];
let answers: number[];

beforeEach(async () => {
  heard = [];
  answers = [];
  shop = Fastify();
  await shop.register(formbody);
  shop.post('/*', async (request, reply) => {
    heard.push(request.body as Record<string, string>);
    return reply.code(answers.shift() ?? 200).send();
  });
  shopOrigin = await shop.listen({ port: 0, host: '127.0.0.1' });
  carrier = createCarrier({ ...AUTH, inboundUrl: `${shopOrigin}/inbound`, timeScale: 1_000 });
});
afterEach(async () => {
  await carrier.close();
  await shop.close();
});

const day = (wish: object) => carrier.inject({ method: 'PUT', url: '/day', payload: wish });
const send = (dst: string, text = 'Hej', more: object = {}) =>
  carrier.inject({
    method: 'POST',
    url: `/v1/Account/${AUTH.authId}/Message/`,
    headers: { authorization },
    payload: { src: '4552512020', dst, text, url: `${shopOrigin}/status`, ...more },
  });
const reply = (number: string, text: string) =>
  carrier.inject({
    method: 'POST',
    url: `/phones/${number}/reply`,
    payload: { to: '+4552512020', text },
  });
const log = async () =>
  (await carrier.inject('/log')).json<{ requests: LoggedRequest[]; replies: LoggedReply[] }>();
const textTo = async (number: string): Promise<CarrierMessage> => {
  const { phones } = (await carrier.inject('/phones')).json<{
    phones: { number: string; messages: CarrierMessage[] }[];
  }>();
  return phones.find((phone) => phone.number === number)!.messages[0]!;
};
const until = async (isTrue: () => boolean | Promise<boolean>) => {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 5));
};

test('the same seed gives every text the same fate, in whatever order they come', async () => {
  const numbers = Array.from({ length: 60 }, (_, index) => `45${20_000_000 + index}`);
  const statuses = async (order: string[], seed: number) => {
    await day({ name: 'worst', seed, latencyMs: [0, 0], hang: 0, silent: 0, lostAnswer: 0 });
    const answered = await Promise.all(
      order.map(async (number) => [number, (await send(number)).statusCode] as const),
    );
    return Object.fromEntries(answered.sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  const first = await statuses(numbers, 7);
  expect(await statuses([...numbers].reverse(), 7)).toEqual(first);
  expect(await statuses(numbers, 8)).not.toEqual(first);
  expect(new Set(Object.values(first)).size).toBeGreaterThan(1);
});

test('a number that cannot be reached is undelivered, and a text taken for spam fails with 30', async () => {
  await day({ name: 'fair', unreachableNumbers: ['+4551000001'], filteredWords: ['casino'] });
  await send('4551000001');
  await send('4551000002', 'Casino!');
  await until(() => heard.filter(({ ErrorCode }) => ErrorCode).length === 2);
  expect((await textTo('+4551000001')).state).toBe('undelivered');
  expect(await textTo('+4551000002')).toMatchObject({ state: 'failed', errorCode: '30' });
});

test('a text to a number ends with whichever error code was ordered for it, and the callback says it', async () => {
  const codes = '10 20 30 40 50 60 70 80 90 100 110 120 130 140 200 201 420 450 451 900 1000'.split(' ');
  const numberOf = (code: string) => `455200${code.padStart(4, '0')}`;
  await day({ errorCodes: Object.fromEntries(codes.map((code) => [`+${numberOf(code)}`, code])) });
  for (const code of codes) await send(numberOf(code));
  await until(() => heard.filter(({ ErrorCode }) => ErrorCode).length === codes.length);
  const told = heard.filter(({ ErrorCode }) => ErrorCode).map(({ To, ErrorCode }) => [To, ErrorCode]);
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(codes.map((code) => [numberOf(code), code])));
  expect(await textTo(`+${numberOf('90')}`)).toMatchObject({ state: 'undelivered', errorCode: '90' });
  expect(await textTo(`+${numberOf('450')}`)).toMatchObject({ state: 'failed', errorCode: '450' });
  // The ledger has words for each of them.
  for (const code of codes) expect(carrierError(code).reason).not.toContain(code);
});

test('an error code may be ordered for all numbers of a country, and the closest order counts', async () => {
  await day({ errorCodes: { '+47*': '450', '+4790000001': '80', '*': '900' } });
  for (const number of ['4790000001', '4790000002', '4551000001']) await send(number);
  await until(() => heard.filter(({ ErrorCode }) => ErrorCode).length === 3);
  expect((await textTo('+4790000001')).errorCode).toBe('80');
  expect((await textTo('+4790000002')).errorCode).toBe('450');
  expect((await textTo('+4551000001')).errorCode).toBe('900');
});

test('who wrote STOP gets one confirmation, then is blocked by the carrier itself until START', async () => {
  await day({ name: 'fair', stopBlock: 'all' });
  await reply('+4551000001', 'Stop ');
  expect(heard[0]).toMatchObject({ MessageIntent: 'optout' });
  await send('4551000001', 'You get no more texts');
  await until(() => heard.some(({ Status }) => Status === 'delivered'));
  heard = [];
  await send('4551000001', 'Offer');
  await until(() => heard.some(({ ErrorCode }) => ErrorCode === '200'));
  await reply('+4551000001', 'START');
  await send('4551000001', 'Hello again');
  await until(() => heard.some(({ Status }) => Status === 'delivered'));
});

test('a sender has one queue at its rate, and what expires in it fails with 420', async () => {
  await day({ name: 'fair', textsPerSecond: 0.1 });
  for (const number of ['4551000001', '4551000002']) await send(number, 'Hej', { message_expiry: 5 });
  await until(() => heard.some(({ Status }) => Status === 'delivered'));
  expect((await textTo('+4551000002')).state).toBe('queued');
  await until(() => heard.some(({ ErrorCode }) => ErrorCode === '420'));
}, 15_000);

test('callbacks can be lost, come twice and be overtaken', async () => {
  await day({ name: 'fair', repeatedCallbacks: 1 });
  await send('4551000001');
  await until(() => heard.length === 6);
  await day({ name: 'fair', lateCallbacks: 0.5, lateByMs: [20, 40], seed: 3 });
  heard = [];
  for (let n = 0; n < 20; n += 1) await send(String(4_551_000_100 + n));
  await until(() => heard.length === 60);
  const wasOvertaken = (uuid: string) => {
    const sequences = heard.filter(({ MessageUUID }) => MessageUUID === uuid).map((form) => form.Sequence!);
    return sequences.join() !== '1,2,3';
  };
  expect(new Set(heard.map(({ MessageUUID }) => MessageUUID!).filter(wasOvertaken)).size).toBeGreaterThan(3);
  await day({ name: 'fair', lostCallbacks: 1 });
  heard = [];
  await send('4551000001', 'Lost');
  await until(async () => (await textTo('+4551000001')).state === 'delivered');
  expect(heard).toEqual([]);
});

test('a text may stay at sent for ever', async () => {
  await day({ name: 'fair', noReceipt: 1 });
  await send('4551000001');
  await until(() => heard.length === 2);
  expect(heard.map(({ Status }) => Status)).toEqual(['queued', 'sent']);
});

test('the log says of each request when it began, what it was answered and whether it was taken', async () => {
  await carrier.inject({ method: 'POST', url: '/faults', payload: { mode: '503' } });
  await send('4551000001', 'Refused');
  await carrier.inject({ method: 'POST', url: '/faults', payload: { mode: 'accept-then-500' } });
  await send('4551000001', 'Taken');
  await send('4551000001', 'Told');
  const { requests } = await log();
  expect(requests.map(({ text, answer, uuid }) => [text, answer, uuid !== null])).toEqual([
    ['Refused', 503, false],
    ['Taken', 500, true],
    ['Told', 202, true],
  ]);
  expect(requests.every(({ beganAtMs, endedAtMs }) => endedAtMs! >= beganAtMs)).toBe(true);
});

test('a STOP that is not taken comes again, and the log says when it was answered', async () => {
  answers = [503, 503];
  await reply('+4551000001', 'STOP');
  expect((await log()).replies[0]).toMatchObject({ answeredAtMs: null, tries: 1 });
  await until(async () => (await log()).replies[0]!.answeredAtMs !== null);
  expect((await log()).replies[0]).toMatchObject({ from: '+4551000001', text: 'STOP', tries: 3 });
});

test('more requests than the account may make get 429', async () => {
  await day({ name: 'fair', requestsInFiveSeconds: 2, listsAMinute: 1 });
  const sent = [await send('4551000001'), await send('4551000002'), await send('4551000003')];
  expect(sent.map(({ statusCode }) => statusCode)).toEqual([202, 202, 429]);
  const list = () =>
    carrier.inject({ url: `/v1/Account/${AUTH.authId}/Message/`, headers: { authorization } });
  expect([(await list()).statusCode, (await list()).statusCode]).toEqual([200, 429]);
});

test.each([
  [{ name: 'rainy' }, 'one of fair, slow, down, worst'],
  [{ name: 'worst', hang: 2 }, '"hang" can\'t be 2'],
  [{ errorCodes: { '+4551000001': '99' } }, '"errorCodes" can\'t be'],
  [{ errorCodes: { '51000001': '90' } }, '"errorCodes" can\'t be'],
  [{ name: 'worst', gremlins: 1 }, 'There is no "gremlins"'],
])('a day %j that cannot be is refused and says why', async (wish, why) => {
  const response = await day(wish);
  expect(response.statusCode).toBe(400);
  expect(response.json().error).toContain(why);
});
