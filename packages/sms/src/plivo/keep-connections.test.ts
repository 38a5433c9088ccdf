import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPlivo } from './plivo-client.js';

const AT_ONCE = 60;
let opened = 0;
let waiting: (() => void)[] = [];
/** Answers when all have asked, so that all are under way at once. */
const server = createServer((request, reply) => {
  request.resume().on('end', () => {
    waiting.push(() => reply.writeHead(202, { 'content-type': 'application/json' }).end(ANSWER));
    if (waiting.length < AT_ONCE) return;
    for (const answer of waiting) answer();
    waiting = [];
  });
}).on('connection', () => (opened += 1));
const ANSWER = JSON.stringify({ api_id: 'x', message: 'message(s) queued', message_uuid: ['1'] });
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('a text that follows others goes over a connection that is open', async () => {
  const plivo = createPlivo({
    authId: 'MAXXXXXXXXXXXXXXXXXX',
    authToken: 'token',
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
  const text = { src: '+4552512020', dst: '+4552512021', text: 'Hej', callbackUrl: 'http://127.0.0.1:9/x' };
  for (let wave = 0; wave < 3; wave++) {
    const sent = Array.from({ length: AT_ONCE }, () => plivo.send({ ...text, expirySeconds: 60 }));
    for (const outcome of await Promise.all(sent)) expect(outcome.outcome).toBe('accepted');
  }
  expect(opened).toBe(AT_ONCE);
});
