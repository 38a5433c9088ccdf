import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPlivo } from './plivo-client.js';

let says: [status: number, error: string];
const server = createServer((_, reply) => {
  reply.writeHead(says[0], { 'content-type': 'application/json' });
  reply.end(JSON.stringify({ api_id: 'x', error: says[1] }));
});
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => void server.close(resolve)));

const send = () =>
  createPlivo({
    authId: 'MAXXXXXXXXXXXXXXXXXX',
    authToken: 'token',
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
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
