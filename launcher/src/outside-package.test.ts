import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { freePort, waitUntil } from '@signalbox/dev-servers';
import { createTestDatabase } from '@signalbox/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EXAMPLE = join(ROOT, 'examples/custom-nodes');
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const API_KEY = 'sbk_test_0123456789';
const WRITE_KEY = 'sbw_test_0123456789';
const LIVE_WITHIN_MS = 2_000;

interface Entry {
  type: string;
  title: string;
}

const folder = mkdtempSync(join(tmpdir(), 'signalbox-outside-'));
const own = join(folder, 'own');
const programs: ChildProcess[] = [];
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let service: Server;
let url: string;
let printed = '';
const asked: { path: string; headers: IncomingHttpHeaders; body: unknown }[] = [];

/** A mailing-list service, which refuses one address. */
async function startService(): Promise<string> {
  service = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { email } = JSON.parse(body || '{}') as { email?: string };
    asked.push({ path: request.url!, headers: request.headers, body: body && JSON.parse(body) });
    const say = (status: number, answer: object) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    };
    if (request.headers.authorization !== 'Bearer s3cret') say(401, { detail: 'who are you?' });
    else if (request.url === '/v3/lists') say(200, { lists: [{ id: 'news', name: 'Newsletter' }] });
    else if (email?.startsWith('blocked')) say(422, { detail: 'blocked before' });
    else say(201, {});
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(service.address() as AddressInfo).port}/v3`;
}

function startProgram(path: string, env: Record<string, string>): void {
  const program = spawn(process.execPath, ['--import', TSX, join(ROOT, path)], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [program.stdout, program.stderr])
    stream.on('data', (chunk) => (printed += String(chunk)));
  programs.push(program);
}

async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const isIntake = path.startsWith('/v1/');
  const response = await fetch(url + path, {
    method,
    headers: {
      authorization: isIntake
        ? `Basic ${Buffer.from(`${WRITE_KEY}:`).toString('base64')}`
        : `Bearer ${API_KEY}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return JSON.parse(text || 'null') as T;
}

const nodeTypes = () =>
  call<{ nodeTypes: Entry[]; problems: { message: string }[] }>('GET', '/api/node-types');

beforeAll(async () => {
  database = await createTestDatabase('outside');
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: EXAMPLE });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${tarball}`], {
    cwd: folder,
    stdio: 'pipe',
  });
  // And a package that somebody is writing.
  mkdirSync(join(own, 'nodes'), { recursive: true });
  writeFileSync(join(own, 'package.json'), '{ "signalbox": { "nodes": "./nodes" } }');

  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const env = {
    PORT: String(port),
    PUBLIC_URL: url,
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: process.env.SIGNALBOX_TEST_TEMPORAL_ADDRESS!,
    SIGNALBOX_TASK_QUEUE: `outside-${randomUUID()}`,
    SIGNALBOX_API_KEY: API_KEY,
    SIGNALBOX_WRITE_KEY: WRITE_KEY,
    SIGNALBOX_SECRET: 'a secret of the house',
    SIGNALBOX_NODES: 'signalbox-example-nodes,./own',
    SIGNALBOX_WATCH_NODES: '1',
    PLIVO_AUTH_ID: 'MAXXXXXXXXXXXXXXXXXX',
    PLIVO_AUTH_TOKEN: 'token',
  };
  startProgram('apps/api/src/server.ts', env);
  startProgram('apps/worker/src/main.ts', env);
  const isReady = async () => (await fetch(`${url}/readyz`).catch(() => null))?.ok === true;
  const hasEnded = () => programs.some(({ exitCode }) => exitCode !== null);
  if (!(await waitUntil(isReady, { withinMs: 60_000, giveUp: hasEnded }))) throw new Error(printed);
}, 90_000);

afterAll(async () => {
  for (const program of programs) {
    if (program.exitCode !== null) continue;
    program.kill('SIGTERM');
    await once(program, 'exit');
  }
  service?.closeAllConnections();
  service?.close();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

const step = (id: string, type: string, version: number, config: object) => ({
  id,
  type,
  position: { x: 0, y: 0 },
  data: { version, config },
});
const way = (source: string, sourceHandle: string, target: string) => ({
  id: `${source}-${sourceHandle}`,
  source,
  sourceHandle,
  target,
});

/** Publishes a journey that begins with a form and has one step of a package outside. */
async function publish(
  form: string,
  add: ReturnType<typeof step>,
  ports: Record<string, string>,
): Promise<string> {
  const graph = {
    schemaVersion: 1,
    settings: { reentry: { kind: 'always' }, exits: [] },
    nodes: [
      step('start', 'form-submitted', 1, { form }),
      add,
      ...Object.values(ports).map((outcome) => step(outcome, 'exit', 1, { outcome })),
    ],
    edges: [
      way('start', 'next', add.id),
      ...Object.entries(ports).map(([port, to]) => way(add.id, port, to)),
    ],
  };
  const { id, revision } = await call<{ id: string; revision: number }>('POST', '/api/journeys', {
    name: form,
    graph,
  });
  await call('POST', `/api/journeys/${id}/publish`, { revision });
  return id;
}

interface Run {
  id: string;
  outcome: string | null;
  steps: { nodeId: string; port: string | null; reason: string | null }[];
}

/** Submits the form as somebody and waits for the end of the run that it starts. */
async function submit(journeyId: string, form: string, email: string): Promise<Run> {
  await call('POST', '/v1/track', {
    userId: email,
    event: 'Form Submitted',
    properties: { form_id: form },
    context: { traits: { email } },
  });
  let ended: { id: string } | undefined;
  const isOver = async () => {
    const { runs } = await call<{ runs: { id: string; status: string; contact: { name: string } }[] }>(
      'GET',
      `/api/journeys/${journeyId}/runs`,
    );
    ended = runs.find(({ status }) => status === 'ended');
    return ended !== undefined;
  };
  if (!(await waitUntil(isOver, { withinMs: 20_000 }))) throw new Error(`The run did not end.\n${printed}`);
  return call<Run>('GET', `/api/runs/${ended!.id}`);
}

const connect = async () =>
  (
    await call<{ id: string }>('POST', '/api/connections', {
      name: 'Newsletters',
      kind: 'mailing-list',
      baseUrl: await startService(),
      headers: { authorization: 'Bearer s3cret' },
    })
  ).id;

test('an installed package is in the palette and its step runs, through a connection and with a key', async () => {
  const { nodeTypes: all, problems } = await nodeTypes();
  expect(all.map(({ type }) => type)).toEqual(expect.arrayContaining(['add-to-list', 'form-submitted']));
  expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('has no node type')]);

  const connection = await connect();
  const { choices } = await call<{ choices: object[] }>('POST', '/api/node-types/add-to-list/choices/lists', {
    config: { connection },
  });
  expect(choices).toEqual([{ value: 'news', label: 'Newsletter' }]);

  const ports = { added: 'added', failed: 'refused' };
  const config = { connection, list: 'news' };
  const journey = await publish('signup', step('add', 'add-to-list', 2, config), ports);
  const run = await submit(journey, 'signup', 'anna@example.com');
  expect(run.outcome).toBe('added');
  expect(asked.at(-1)).toMatchObject({
    path: '/v3/lists/news/members',
    headers: { 'idempotency-key': `${run.id}/add/0`, authorization: 'Bearer s3cret' },
    body: { email: 'anna@example.com', confirm: true },
  });

  const other = await publish('other', step('add', 'add-to-list', 2, config), ports);
  const refused = await submit(other, 'other', 'blocked@example.com');
  expect(refused.outcome).toBe('refused');
  expect(refused.steps).toContainEqual(
    expect.objectContaining({
      nodeId: 'add',
      port: 'failed',
      reason: 'The service answered 422: blocked before',
    }),
  );

  const former = step('add', 'add-to-list', 1, { connection, listId: 'old', doubleOptIn: false });
  const older = await publish('older', former, { next: 'done' });
  expect((await submit(older, 'older', 'ida@example.com')).outcome).toBe('done');
  expect(asked.at(-1)).toMatchObject({ path: '/v3/lists/old/members', body: { confirm: false } });
}, 90_000);

test('a step that is being written is in the open editor within two seconds of saving, and runs', async () => {
  const live = new AbortController();
  const told: { kind: string }[] = [];
  const response = await fetch(`${url}/api/live`, {
    headers: { authorization: `Bearer ${API_KEY}` },
    signal: live.signal,
  });
  void (async () => {
    for await (const chunk of response.body!)
      for (const [, data] of Buffer.from(chunk)
        .toString()
        .matchAll(/^data: (.*)$/gm))
        told.push(JSON.parse(data!) as { kind: string });
  })().catch(() => {});

  const wave = join(own, 'nodes/wave');
  cpSync(join(EXAMPLE, 'nodes/form-submitted'), wave, { recursive: true });
  const manifest = readFileSync(join(wave, 'manifest.ts'), 'utf8')
    .replace('formSubmitted', 'wave')
    .replace("'form-submitted'", "'wave'")
    .replace("'trigger'", "'do'")
    .replace(/startsOn: .*\n/, '');
  writeFileSync(join(wave, 'manifest.ts'), manifest);
  writeFileSync(join(wave, 'run.ts'), `export const run = function* () { return 'next'; };`);
  const isThere = async () =>
    told.some(({ kind }) => kind === 'node-types') &&
    (await nodeTypes()).nodeTypes.some(({ type }) => type === 'wave');
  expect(await waitUntil(isThere, { withinMs: LIVE_WITHIN_MS })).toBe(true);

  const journey = await publish('waving', step('add', 'wave', 1, {}), { next: 'waved' });
  expect((await submit(journey, 'waving', 'bo@example.com')).outcome).toBe('waved');

  // Half-written code is a problem that is told, and goes with the next save.
  writeFileSync(join(wave, 'manifest.ts'), 'export const = ');
  const isToldOf = async () =>
    (await nodeTypes()).problems.some(({ message }) => message.includes('manifest.ts:1'));
  expect(await waitUntil(isToldOf, { withinMs: LIVE_WITHIN_MS })).toBe(true);
  writeFileSync(join(wave, 'manifest.ts'), manifest);
  const isWell = async () => (await nodeTypes()).problems.length === 0;
  expect(await waitUntil(isWell, { withinMs: LIVE_WITHIN_MS })).toBe(true);
  live.abort();
}, 60_000);
