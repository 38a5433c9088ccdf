import formbody from '@fastify/formbody';
import Fastify, { type FastifyInstance } from 'fastify';
import { Client, validateV3Signature } from 'plivo';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCarrier } from './index.js';

const AUTH = { authId: 'MAXXXXXXXXXXXXXXXXXX', authToken: 'MDk3ZjQ3YjQ5YjRlNTZiN2U5ZTk5ZjQ3YjQ5Yj' };

interface Heard {
  url: string;
  params: Record<string, string>;
  headers: Record<string, string>;
}
let carrier: FastifyInstance;
let shop: FastifyInstance;
let client: Client;
let origin: string;
let shopOrigin: string;
let heard: Heard[];
let answer: number;

beforeEach(async () => {
  heard = [];
  answer = 200;
  shop = Fastify();
  await shop.register(formbody);
  shop.post('/*', async (request, reply) => {
    heard.push({
      url: `${shopOrigin}${request.url}`,
      params: request.body as Record<string, string>,
      headers: request.headers as Record<string, string>,
    });
    return reply.code(answer).send();
  });
  shopOrigin = await shop.listen({ port: 0, host: '127.0.0.1' });
  carrier = createCarrier({ ...AUTH, inboundUrl: `${shopOrigin}/inbound`, timeScale: 1_000 });
  origin = await carrier.listen({ port: 0, host: '127.0.0.1' });
  client = new Client(AUTH.authId, AUTH.authToken, {
    url: `${origin}/v1/Account/${AUTH.authId}`,
    timeout: 2_000,
  } as never);
});
afterEach(async () => {
  await carrier.close();
  await shop.close();
});

const send = (dst: string, text = 'Hej', options = {}) =>
  client.messages.create('4552512020', dst, text, options as never);
const untilHeard = async (count: number) => {
  while (heard.length < count) await new Promise((resolve) => setImmediate(resolve));
};

test('the unmodified SDK sends a text, and the phone has it', async () => {
  const response = (await send('4551000001', 'Hej Anna')) as unknown as { messageUuid: string[] };
  const { phones } = (await carrier.inject('/phones')).json();
  expect(phones[0]).toMatchObject({
    number: '+4551000001',
    messages: [{ uuid: response.messageUuid[0], text: 'Hej Anna' }],
  });
});

test('it lists and gets what was sent', async () => {
  const { messageUuid } = (await send('4551000001')) as unknown as { messageUuid: string[] };
  const listed = (await client.messages.list({
    message_direction: 'outbound',
    limit: 5,
  } as never)) as unknown as { messageUuid: string }[];
  expect([...listed].map((message) => message.messageUuid)).toEqual(messageUuid);
  expect(await client.messages.get(messageUuid[0]!)).toMatchObject({
    messageUuid: messageUuid[0],
    toNumber: '4551000001',
  });
});

test('status callbacks come in order, signed so that the SDK believes them', async () => {
  await send('4551000001', 'Hej 😀', { url: `${shopOrigin}/status/abc`, method: 'POST' });
  await untilHeard(3);
  expect(heard.map(({ params }) => [params.Status, params.Sequence])).toEqual([
    ['queued', '1'],
    ['sent', '2'],
    ['delivered', '3'],
  ]);
  for (const { url, params, headers } of heard) {
    const signature = headers['x-plivo-signature-v3']!;
    const nonce = headers['x-plivo-signature-v3-nonce']!;
    expect(validateV3Signature('POST', url, nonce, AUTH.authToken, signature, params)).toBe(true);
  }
});

test('a callback that is refused comes again, three times', async () => {
  answer = 500;
  await send('4551000001', 'Hej', { url: `${shopOrigin}/status/abc` });
  await untilHeard(12);
  expect(heard.filter(({ params }) => params.Status === 'queued')).toHaveLength(4);
});

test('a person types back', async () => {
  const response = await carrier.inject({
    method: 'POST',
    url: '/phones/+4551000001/reply',
    payload: { to: '+4552512020', text: 'STOP' },
  });
  expect(response.statusCode).toBe(202);
  expect(heard[0]?.params).toMatchObject({ From: '4551000001', To: '4552512020', Text: 'STOP' });
});

test('equal destinations count once and bad ones are named', async () => {
  const response = (await send('4551000001<4551000001<12')) as unknown as {
    messageUuid: string[];
    invalid_number: string[];
  };
  expect(response.messageUuid).toHaveLength(1);
  expect(response.invalid_number).toEqual(['12']);
});

test.each([
  ['a blank text', { src: '1', dst: '4551000001', text: ' ' }],
  ['no destination', { src: '1', text: 'x' }],
  ['too long a text', { src: '1', dst: '4551000001', text: 'x'.repeat(1_601) }],
  [
    'too many destinations',
    { src: '1', dst: Array.from({ length: 1_001 }, (_, i) => 4551000000 + i).join('<'), text: 'x' },
  ],
])('%s is refused with 400 and an error', async (_name, payload) => {
  const authorization = `Basic ${Buffer.from(`${AUTH.authId}:${AUTH.authToken}`).toString('base64')}`;
  const response = await carrier.inject({
    method: 'POST',
    url: `/v1/Account/${AUTH.authId}/Message/`,
    headers: { authorization },
    payload,
  });
  expect(response.statusCode).toBe(400);
  expect(response.json()).toMatchObject({ api_id: expect.any(String), error: expect.any(String) });
});

test('wrong credentials get 401', async () => {
  const stranger = new Client(AUTH.authId, 'wrong', { url: `${origin}/v1/Account/${AUTH.authId}` } as never);
  await expect(stranger.messages.create('1', '4551000001', 'x')).rejects.toMatchObject({ status: 401 });
});

test('it can take a text and lose the answer', async () => {
  await carrier.inject({ method: 'POST', url: '/faults', payload: { mode: 'accept-then-drop-response' } });
  await expect(send('4551000001')).rejects.toBeDefined();
  expect((await carrier.inject('/phones')).json().phones[0].messages).toHaveLength(1);
});
