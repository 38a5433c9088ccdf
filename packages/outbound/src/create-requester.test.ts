import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { isAllowed } from './allowed-address.js';
import { createRequester } from './create-requester.js';
import { ServiceAway } from './service-away.js';

let service: Server;
let elsewhere: Server;
let baseUrl: string;
let elsewhereUrl: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let seen: { url: string; headers: IncomingMessage['headers']; body: string }[];

const listen = async (server: Server) => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const onRequest = async (request: IncomingMessage, response: ServerResponse) => {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  seen.push({ url: request.url!, headers: request.headers, body });
  answer(request, response);
};

beforeAll(async () => {
  service = createServer((request, response) => void onRequest(request, response));
  elsewhere = createServer((request, response) => void onRequest(request, response));
  baseUrl = `${await listen(service)}/v3`;
  elsewhereUrl = await listen(elsewhere);
});
afterAll(() => {
  for (const server of [service, elsewhere]) {
    server.closeAllConnections();
    server.close();
  }
});
beforeEach(() => {
  seen = [];
  answer = json(200, { ok: true });
});

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  ((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  }) satisfies typeof answer;

const request = createRequester({
  loadConnection: async (id) =>
    id === 'list' ? { baseUrl, headers: { Authorization: 'Bearer s3cret' } } : null,
  allowPrivate: false,
});

test('a connection’s secret, a key and JSON go to the service below its address', async () => {
  const result = await request({
    method: 'POST',
    url: 'lists/news/members',
    connectionId: 'list',
    idempotencyKey: 'r/n/0',
    headers: { 'x-own': '1', host: 'evil.example' },
    body: { email: 'anna@example.com' },
  });
  expect(result).toEqual({ outcome: 'answered', status: 200, body: { ok: true } });
  expect(seen[0]).toMatchObject({
    url: '/v3/lists/news/members',
    headers: { authorization: 'Bearer s3cret', 'idempotency-key': 'r/n/0', 'x-own': '1' },
    body: '{"email":"anna@example.com"}',
  });
  expect(seen[0]!.headers.host).toContain('127.0.0.1');
});

test.each(['Łukasz', 'Zoë 😀', 'a\r\nhost: b', 'a\0'])(
  'a header that would hold “%s” is refused at once: it could never be sent',
  async (name) => {
    const headers = { 'x-name': name };
    expect(await request({ method: 'GET', url: 'lists', connectionId: 'list', headers })).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('“x-name”'),
    });
    expect(seen).toEqual([]);
  },
);

test('what a service refuses is an outcome, in its words', async () => {
  answer = json(422, { detail: 'no such list' });
  expect(await request({ method: 'GET', url: 'lists', connectionId: 'list' })).toEqual({
    outcome: 'refused',
    status: 422,
    body: { detail: 'no such list' },
    reason: 'The service answered 422: no such list',
  });
});

test.each([500, 503, 429])('%i is worth another try', async (status) => {
  answer = json(status, {}, { 'retry-after': '7' });
  const asked = request({ method: 'GET', url: 'lists', connectionId: 'list' });
  await expect(asked).rejects.toThrow(ServiceAway);
  await expect(asked).rejects.toMatchObject({ retryAfterMs: 7_000 });
});

test('a service that is too slow, or not there, is worth another try', async () => {
  answer = () => {};
  const slow = request({ method: 'GET', url: 'lists', connectionId: 'list', timeoutMs: 50 });
  await expect(slow).rejects.toThrow('The service did not answer within 0.05 seconds.');
  const gone = createRequester({ loadConnection: async () => null, allowPrivate: true });
  await expect(gone({ method: 'GET', url: 'http://127.0.0.1:9/' })).rejects.toThrow(ServiceAway);
});

test('an answer without end is cut', async () => {
  answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' });
    const chunk = 'x'.repeat(64 * 1024);
    const more = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', more);
    more();
  };
  const result = await request({ method: 'GET', url: 'endless', connectionId: 'list' });
  expect((result.body as string).length).toBe(256 * 1024);
});

test.each([
  'http://127.0.0.1:1/',
  'http://localhost:1/',
  'http://[::1]:1/',
  'http://[::ffff:127.0.0.1]:1/',
  'http://0x7f000001:1/',
  'http://2130706433:1/',
  'http://10.1.2.3/',
  'http://169.254.169.254/latest/meta-data',
  'http://[fe80::1]/',
  'http://[fd00::1]/',
  'http://0.0.0.0:1/',
  'file:///etc/passwd',
  'ftp://example.com/',
  'https://name:word@example.com/',
  'lists',
])('%s is refused, and nothing is sent', async (url) => {
  expect(await request({ method: 'GET', url })).toMatchObject({ outcome: 'refused', status: null });
});

test('a connection may lead into a private network, but never to the credentials of a cloud', () => {
  expect(isAllowed('10.0.0.1', 'inside')).toBe(true);
  expect(isAllowed('127.0.0.1', 'inside')).toBe(true);
  expect(isAllowed('169.254.169.254', 'inside')).toBe(false);
  expect(isAllowed('10.0.0.1', 'public')).toBe(false);
  expect(isAllowed('93.184.216.34', 'public')).toBe(true);
});

test('a connection’s secret never leaves for another host, by address or by redirect', async () => {
  const away = await request({ method: 'GET', url: `${elsewhereUrl}/steal`, connectionId: 'list' });
  expect(away).toMatchObject({ outcome: 'refused', status: null });
  expect(seen).toEqual([]);

  answer = json(302, {}, { location: `${elsewhereUrl}/steal` });
  // Another host is another host, private or not: what a connection allows is itself.
  const sentOn = await request({ method: 'GET', url: 'lists', connectionId: 'list' });
  expect(sentOn).toMatchObject({ outcome: 'refused', status: null });
  expect(seen).toHaveLength(1);

  const open = createRequester({
    loadConnection: async () => ({ baseUrl, headers: { authorization: 'Bearer s3cret' } }),
    allowPrivate: true,
  });
  answer = (asked, response) =>
    asked.url === '/steal'
      ? json(200, 'here')(asked, response)
      : json(302, {}, { location: `${elsewhereUrl}/steal` })(asked, response);
  await open({ method: 'GET', url: 'lists', connectionId: 'x', headers: { 'x-own': '1' } });
  expect(seen.at(-1)!.url).toBe('/steal');
  expect(seen.at(-1)!.headers).not.toHaveProperty('authorization');
  expect(seen.at(-1)!.headers).not.toHaveProperty('x-own');
});

test('what changes something is never sent on', async () => {
  answer = json(307, {}, { location: '/v3/other' });
  const result = await request({ method: 'POST', url: 'lists', connectionId: 'list', body: {} });
  expect(result).toMatchObject({ outcome: 'refused', status: 307 });
  expect(seen).toHaveLength(1);
});

test('a connection that was removed is an outcome', async () => {
  const result = await request({ method: 'GET', url: 'lists', connectionId: 'gone' });
  expect(result).toMatchObject({ outcome: 'refused', reason: expect.stringContaining('was removed') });
});
