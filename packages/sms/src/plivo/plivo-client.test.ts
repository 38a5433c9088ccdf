import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPlivo } from './plivo-client.js';

let says: [status: number, error: string | object];
const server = createServer((_, reply) => {
  const [status, said] = says;
  reply.writeHead(status, { 'content-type': 'application/json' });
  reply.end(JSON.stringify(typeof said === 'string' ? { api_id: 'x', error: said } : said));
});
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => void server.close(resolve)));

const send = (scheme = 'http') =>
  createPlivo({
    authId: 'MAXXXXXXXXXXXXXXXXXX',
    authToken: 'token',
    baseUrl: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
  }).send({
    src: '+4552512020',
    dst: '+4552512021',
    text: 'Hej',
    callbackUrl: 'http://127.0.0.1:9/status/x',
    expirySeconds: 60,
  });

test.each([
  [400, 'Insufficient Credit'],
  [402, 'insufficient credit'],
])('an account without credit burns no text, whichever status says so: %i', async (...answer) => {
  says = answer;
  expect(await send()).toMatchObject({ outcome: 'retry-later', code: 'carrier-account' });
});

test('what is wrong with the text itself is final', async () => {
  says = [400, 'src is not valid'];
  expect(await send()).toMatchObject({ outcome: 'rejected' });
});

test('an address at which there is no such account burns no text', async () => {
  says = [404, 'Not Found'];
  expect(await send()).toMatchObject({ outcome: 'retry-later', code: 'carrier-account' });
  expect(await send('https')).toMatchObject({ outcome: 'retry-later', code: 'carrier-account' });
});

test('an answer that names neither text nor number says nothing about the number', async () => {
  says = [200, { welcome: 'home' }];
  expect(await send()).toMatchObject({ outcome: 'unknown' });
  says = [202, { message_uuid: [], invalid_number: ['4552512021'] }];
  expect(await send()).toMatchObject({ outcome: 'rejected', isInvalidNumber: true });
});

test.each([
  [500, { message: 'Internal Server Error' }],
  [502, { error: 'connect ECONNREFUSED 10.0.0.7:443' }],
])('a server in front of the carrier that fails in its own words leaves it open: %i', async (...answer) => {
  says = answer;
  expect(await send()).toMatchObject({ outcome: 'unknown' });
});

test('a refusal without a reason is one all the same', async () => {
  says = [422, { detail: 'no' }];
  expect(await send()).toMatchObject({ outcome: 'rejected', status: 422 });
});
