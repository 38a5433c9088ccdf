import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing.js';
import { configChanges } from './config-changes.js';

const EXAMPLE = fileURLToPath(new URL('../../../../examples/custom-nodes', import.meta.url));

let api: TestApi;
let service: Server;
let baseUrl: string;
let status = 200;
/** What a service that is no service answers instead. */
let page: string | null = null;
beforeAll(async () => {
  api = await startTestApi({
    SIGNALBOX_SECRET: 'a secret of the house',
    SIGNALBOX_NODES: `${EXAMPLE}, no-such-package`,
  });
  service = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': page === null ? 'application/json' : 'text/html' });
    response.end(page ?? JSON.stringify({ detail: 'not today', lists: [{ id: 7, name: 'Newsletter' }] }));
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await api?.stop();
  service?.close();
});

const newConnection = async () => {
  const answer = await api.call('POST', '/api/connections', {
    name: 'Newsletters',
    kind: 'mailing-list',
    baseUrl,
    headers: { authorization: 'Bearer s3cret' },
  });
  expect(answer.statusCode).toBe(201);
  return answer.json<{ id: string }>().id;
};

test('a package that could not be loaded stands beside the catalogue, in words', async () => {
  const { nodeTypes, problems } = (await api.call('GET', '/api/node-types')).json<{
    nodeTypes: { type: string }[];
    problems: object[];
  }>();
  expect(nodeTypes.map(({ type }) => type)).toEqual(expect.arrayContaining(['send-sms', 'add-to-list']));
  expect(problems).toEqual([
    expect.objectContaining({ source: 'no-such-package', message: expect.stringContaining('Install it') }),
  ]);
});

test('what is secret of a connection goes in and never comes out', async () => {
  const id = await newConnection();
  const listed = await api.call('GET', '/api/connections');
  expect(listed.body).not.toContain('s3cret');
  // Whoever may look at connections could sign as we do with it.
  const { signingKey } = (await api.call('GET', '/api/signing-key')).json<{ signingKey: string }>();
  expect(signingKey.length).toBeGreaterThan(20);
  expect(listed.body).not.toContain(signingKey);
  expect(listed.json().connections).toContainEqual(
    expect.objectContaining({ id, kind: 'mailing-list', headerNames: ['authorization'] }),
  );
  expect((await api.call('DELETE', `/api/connections/${id}`)).statusCode).toBe(204);
  expect((await api.call('DELETE', `/api/connections/${id}`)).statusCode).toBe(404);
});

test.each([
  { baseUrl: 'file:///etc/passwd' },
  { baseUrl: 'not an address' },
  { headers: { authorization: 'a\r\nhost: b' } },
  { headers: { 'a b': 'c' } },
  { name: ' ' },
])('a connection with %o is refused', async (wrong) => {
  const body = { name: 'x', kind: 'http', baseUrl: 'https://lists.example', headers: {}, ...wrong };
  expect((await api.call('POST', '/api/connections', body)).statusCode).toBe(400);
});

test('without a secret nothing is stored, and a sentence says what to set', async () => {
  const other = await startTestApi();
  const body = { name: 'x', baseUrl: 'https://lists.example' };
  const answer = await other.call('POST', '/api/connections', body);
  expect(answer.json()).toMatchObject({ status: 503, code: 'secret-not-set' });
  await other.stop();
});

test('choices come from the service, and its refusal is told', async () => {
  const connection = await newConnection();
  const ask = () => api.call('POST', '/api/node-types/add-to-list/choices/lists', { config: { connection } });
  expect((await ask()).json()).toEqual({ choices: [{ value: '7', label: 'Newsletter' }] });
  status = 403;
  expect((await ask()).json()).toMatchObject({
    status: 502,
    code: 'choices-failed',
    detail: 'The service answered 403: not today',
  });
  status = 200;
  page = '<h1>Sign in</h1>';
  expect((await ask()).json()).toMatchObject({
    code: 'choices-failed',
    detail: 'The service answered no lists. Is the address of the connection right?',
  });
  page = null;
  expect(
    (await api.call('POST', '/api/node-types/add-to-list/choices/nothing', { config: {} })).statusCode,
  ).toBe(404);
  expect(
    (await api.call('POST', '/api/node-types/send-sms/choices/toString', { config: {} })).statusCode,
  ).toBe(404);
});

test('choices that do not come are given up after 15 seconds, and nobody else waits for them', async () => {
  const slow = await startTestApi({ SIGNALBOX_NODES: slowPackage() });
  const from = performance.now();
  const asked = slow.call('POST', '/api/node-types/slow-one/choices/never', { config: {} });
  expect((await slow.call('GET', '/api/node-types')).statusCode).toBe(200);
  expect(performance.now() - from).toBeLessThan(10_000);
  expect((await asked).json()).toMatchObject({
    status: 502,
    code: 'choices-failed',
    detail: 'The choices had not come after 15 seconds.',
  });
  expect(performance.now() - from).toBeGreaterThan(14_900);
  await slow.stop();
}, 60_000);

test('a pattern in the form of a package’s step that could take for ever keeps a journey from being published', async () => {
  const check = `
    export const check = ({ list }) =>
      new RegExp(list, 'i').test('${'a'.repeat(60)}!') ? [] : [{ field: 'list', message: 'Matches nothing.' }];`;
  const other = await startTestApi({ SIGNALBOX_NODES: slowPackage({ 'check.ts': check }) });
  const graph = graphWith(1, {});
  graph.nodes[0]!.type = 'manual-trigger';
  graph.nodes[1]!.type = 'slow-one';
  graph.nodes[1]!.data.config = { list: '(a|aa)+$' };
  const { id, revision } = (await other.call('POST', '/api/journeys', { name: 'Slow', graph })).json();
  const from = performance.now();
  const published = await other.call('POST', `/api/journeys/${id}/publish`, { revision });
  expect(performance.now() - from).toBeLessThan(1_000);
  expect(published.statusCode).toBe(422);
  expect(published.body).toContain('The pattern (a|aa)+$ can take for ever');
  await other.stop();
}, 60_000);

/** A package of one type, whose choices never come. */
function slowPackage(more: { [file: string]: string } = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-slow-'));
  const type = join(folder, 'nodes', 'slow-one');
  mkdirSync(type, { recursive: true });
  const nodes = { name: 'slow', signalbox: { nodes: './nodes' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(nodes));
  const manifest = `
    import * as z from 'zod';
    import { defineNode } from '@signalbox/nodes/kernel';
    export const slowOne = defineNode({
      type: 'slow-one', version: 1, title: 'Slow', description: 'Slow.', group: 'do', icon: 'clock',
      config: z.object({
        list: z.string().default('').meta({ title: 'List', ui: { widget: 'select', choicesFrom: 'never' } }),
      }),
      ports: { next: { label: 'Then' } }, summary: 'Slow',
    });`;
  writeFileSync(join(type, 'manifest.ts'), manifest);
  writeFileSync(join(type, 'run.ts'), `export const run = function* () { return 'next'; };`);
  for (const [file, text] of Object.entries(more)) writeFileSync(join(type, file), text);
  writeFileSync(join(type, 'choices.ts'), `export const choices = { never: () => new Promise(() => {}) };`);
  return folder;
}

test('a former version’s configuration is shown in the new form, with each change', async () => {
  const answer = await api.call('POST', '/api/node-types/add-to-list/migrate', {
    config: { connection: 'c', listId: 'news', doubleOptIn: false },
    from: 1,
  });
  expect(answer.json()).toEqual({
    config: { connection: 'c', list: 'news', email: '{{ contact.email }}', confirm: 'no' },
    changes: [
      { path: 'listId', before: 'news' },
      { path: 'doubleOptIn', before: false },
      { path: 'list', after: 'news' },
      { path: 'email', after: '{{ contact.email }}' },
      { path: 'confirm', after: 'no' },
    ],
  });
  const none = await api.call('POST', '/api/node-types/send-sms/migrate', { config: {}, from: 1 });
  expect(none.statusCode).toBe(404);
});

test('changes are told field by field, a list as a whole', () => {
  expect(
    configChanges(
      { a: { b: 1, c: 2 }, list: [1], same: { x: [1] } },
      { a: { b: 1, c: 3 }, list: [1, 2], same: { x: [1] } },
    ),
  ).toEqual([
    { path: 'a.c', before: 2, after: 3 },
    { path: 'list', before: [1], after: [1, 2] },
  ]);
});

const graphWith = (version: number, config: object) => ({
  schemaVersion: 1,
  settings: { reentry: { kind: 'always' }, exits: [] },
  nodes: [
    { id: 'start', type: 'form-submitted', position: { x: 0, y: 0 }, data: { version: 1, config: {} } },
    { id: 'add', type: 'add-to-list', position: { x: 0, y: 0 }, data: { version, config } },
    { id: 'end', type: 'exit', position: { x: 0, y: 0 }, data: { version: 1, config: {} } },
  ],
  edges: [
    { id: 'a', source: 'start', sourceHandle: 'next', target: 'add' },
    { id: 'b', source: 'add', sourceHandle: version === 1 ? 'next' : 'added', target: 'end' },
  ],
});

async function publish(version: number, config: object) {
  const graph = graphWith(version, config);
  const { id, revision } = (await api.call('POST', '/api/journeys', { name: 'Lists', graph })).json();
  const validated = (await api.call('POST', `/api/journeys/${id}/validate`, {})).json<{
    diagnostics: object[];
  }>();
  const published = await api.call('POST', `/api/journeys/${id}/publish`, { revision });
  return { statusCode: published.statusCode, ...validated };
}

test('a step’s own check keeps a journey from being published', async () => {
  const config = { connection: 'c', list: 'news', email: 'nobody' };
  expect(await publish(2, config)).toEqual({
    statusCode: 422,
    diagnostics: [
      expect.objectContaining({ code: 'own-check', severity: 'error', nodeId: 'add', field: 'email' }),
    ],
  });
  expect((await publish(2, { ...config, email: 'a@example.com' })).statusCode).toBe(201);
});

test('a former version can still be published, in its own form', async () => {
  expect((await publish(1, { connection: 'c', listId: 'news' })).statusCode).toBe(201);
  expect((await publish(1, { connection: 'c', list: 'news' })).diagnostics).toContainEqual(
    expect.objectContaining({ code: 'bad-config' }),
  );
});

test('a journey with a package’s steps can be tried in virtual time', async () => {
  const graph = graphWith(2, { connection: 'c', list: 'news' });
  const { id } = (await api.call('POST', '/api/journeys', { name: 'Lists', graph })).json();
  const answer = await api.call('POST', `/api/journeys/${id}/simulate`, {
    contact: { email: 'a@example.com' },
  });
  expect(answer.json().steps).toContainEqual(
    expect.objectContaining({ nodeId: 'add', reason: 'The service has added them.' }),
  );
});
