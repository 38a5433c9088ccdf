import formbody from '@fastify/formbody';
import { createCarrier } from '@signalbox/carrier';
import { signV3 } from '@signalbox/sms';
import Fastify, { type FastifyInstance } from 'fastify';
import { readFileSync } from 'node:fs';
import { Client, validateV3Signature } from 'plivo';
import { afterAll, beforeAll, expect, test, type TestContext } from 'vitest';
import { CARRIER_TOKEN, PUBLIC_URL, startTestApi, type TestApi } from '../../src/testing.js';
import { findPythonSdk, type PythonSdk } from './python-sdk.js';

const AUTH = { authId: 'MAXXXXXXXXXXXXXXXXXX', authToken: CARRIER_TOKEN };
/** Where everything must be tried. */
const isCi = process.env.GITHUB_ACTIONS === 'true';

interface Signed {
  url: string;
  nonce: string;
  signature: string;
  params: Record<string, string>;
}

let api: TestApi;
let listener: FastifyInstance;
let carrier: FastifyInstance;
let carrierUrl: string;
/** What the carrier called. */
const calls: Signed[] = [];
let python: PythonSdk | null = null;
let missing = '';

beforeAll(async () => {
  const found = await findPythonSdk();
  if ('ask' in found) python = found.ask;
  else if (isCi) throw new Error(found.missing);
  else missing = found.missing;
  api = await startTestApi();
  listener = Fastify();
  await listener.register(formbody);
  let origin = '';
  listener.post('/*', async (request) => {
    calls.push({
      url: `${origin}${request.url}`,
      nonce: String(request.headers['x-plivo-signature-v3-nonce']),
      signature: String(request.headers['x-plivo-signature-v3']),
      params: request.body as Record<string, string>,
    });
    return {};
  });
  origin = await listener.listen({ port: 0, host: '127.0.0.1' });
  carrier = createCarrier({ ...AUTH, inboundUrl: `${origin}/inbound?shop=1&a=b` });
  carrierUrl = await carrier.listen({ port: 0, host: '127.0.0.1' });

  const sdk = new Client(AUTH.authId, AUTH.authToken, {
    url: `${carrierUrl}/v1/Account/${AUTH.authId}`,
  } as never);
  await sdk.messages.create('4552512020', '4551000001', 'Hej', { url: `${origin}/status/abc` } as never);
  for (const text of ['STOP', 'Hej æøå & 😀 = 100% + mere', ''])
    await carrier.inject({
      method: 'POST',
      url: '/phones/+4551000001/reply',
      payload: { to: '+4552512020', text: text || ' ' },
    });
  while (calls.length < 6) await new Promise((resolve) => setTimeout(resolve, 10));
}, 180_000);
afterAll(async () => {
  await api?.stop();
  await carrier?.close();
  await listener?.close();
});

/** The SDK for Python; the test is skipped, and says why, where it can't be had. */
function pythonOr(skip: TestContext['skip']): PythonSdk {
  if (!python) {
    console.log(`Plivo's SDK for Python is not tried: ${missing}`);
    skip(missing);
  }
  return python!;
}

test("Plivo's SDK for Node believes what our carrier signs, and nothing that was changed", () => {
  for (const { url, nonce, signature, params } of calls) {
    const verify = (given: Record<string, string>) =>
      validateV3Signature('POST', url, nonce, AUTH.authToken, signature, given);
    expect(verify(params)).toBe(true);
    expect(verify({ ...params, From: '4599999999' })).toBe(false);
  }
});

test("Plivo's SDK for Python believes what our carrier signs, and nothing that was changed", async ({
  skip,
}) => {
  const ask = pythonOr(skip);
  const verify = { action: 'verify', token: AUTH.authToken };
  expect(await ask(calls.map((call) => ({ ...verify, ...call })))).toEqual(calls.map(() => true));
  const changed = calls.map((call) => ({ ...call, params: { ...call.params, From: '4599999999' } }));
  expect(await ask(changed.map((call) => ({ ...verify, ...call })))).toEqual(calls.map(() => false));
});

test("Plivo's SDK for Python sends through our carrier", async ({ skip }) => {
  const request = {
    action: 'send',
    authId: AUTH.authId,
    token: AUTH.authToken,
    src: '4552512020',
    dst: '4551000009',
  };
  const baseUrl = `${carrierUrl}/v1/Account`;
  const [uuids] = (await pythonOr(skip)([{ ...request, baseUrl, text: 'Hej fra Python' }])) as [string[]];
  const { phones } = (await carrier.inject('/phones')).json<{
    phones: { number: string; messages: object[] }[];
  }>();
  expect(phones.find(({ number }) => number === '+4551000009')!.messages).toMatchObject([
    { uuid: uuids[0], text: 'Hej fra Python' },
  ]);
});

const INBOUND = '/webhooks/plivo/inbound';
const inbound = (id: string, text: string) => ({
  MessageUUID: id,
  From: '4552512021',
  To: '4552512020',
  Text: text,
  Type: 'sms',
  MessageIntent: '',
});
const post = (form: Record<string, string>, signature: string, nonce: string) =>
  api.app.inject({
    method: 'POST',
    url: INBOUND,
    payload: new URLSearchParams(form).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-plivo-signature-v3': signature,
      'x-plivo-signature-v3-nonce': nonce,
    },
  });

test("our API takes what Plivo's SDK for Python signs, and refuses it changed", async ({ skip }) => {
  const ask = pythonOr(skip);
  const forms = ['Hej', 'Hej æøå & 😀 = 100% + mere', 'STOP'].map((text, index) =>
    inbound(`p${index}`, text),
  );
  const signatures = (await ask(
    forms.map((params, index) => ({
      action: 'sign',
      url: `${PUBLIC_URL}${INBOUND}`,
      nonce: `nonce-${index}`,
      token: CARRIER_TOKEN,
      params,
    })),
  )) as string[];
  for (const [index, form] of forms.entries()) {
    const nonce = `nonce-${index}`;
    expect((await post({ ...form, Text: 'Other' }, signatures[index]!, nonce)).statusCode).toBe(403);
    expect((await post(form, signatures[index]!, nonce)).json()).toMatchObject({ status: 'taken' });
  }
});

test("our API takes exactly the signatures that Plivo's SDK for Node believes", async () => {
  const { vectors } = JSON.parse(
    readFileSync(new URL('../../../../packages/sms/fixtures/plivo-signatures.json', import.meta.url), 'utf8'),
  ) as { vectors: { sig: string }[] };
  const form = inbound('n1', 'Hej Node');
  const right = signV3(CARRIER_TOKEN, 'POST', `${PUBLIC_URL}${INBOUND}`, form, 'n');
  for (const signature of [right, ...vectors.map(({ sig }) => sig), `${right}x`]) {
    const believed = validateV3Signature(
      'POST',
      `${PUBLIC_URL}${INBOUND}`,
      'n',
      CARRIER_TOKEN,
      signature,
      form,
    );
    expect([signature, (await post(form, signature, 'n')).statusCode]).toEqual([
      signature,
      believed ? 200 : 403,
    ]);
  }
});
