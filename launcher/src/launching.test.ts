import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, isAlive, isPortFree, removePostgresHome, waitUntil } from '@signalbox/dev-servers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Running } from './running.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_WITHIN_MS = 170_000;

const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-launch-'));
const ports: Record<string, string> = {};
let launcher: { process: ChildProcess; output: () => string };

function start(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['launcher/start.mjs'], {
    cwd: ROOT,
    env: { ...process.env, ...ports, SIGNALBOX_DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += chunk));
  child.stderr.on('data', (chunk) => (printed += chunk));
  return { process: child, output: () => printed };
}

async function startToItsEnd(env?: Record<string, string>) {
  const started = start(env);
  const [code] = (await once(started.process, 'exit')) as [number];
  return { code, output: started.output() };
}

const running = () => JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8')) as Running;

beforeAll(async () => {
  for (const name of ['PORT', 'POSTGRES_PORT', 'CARRIER_PORT']) ports[name] = String(await freePort());
  // Its web page listens a thousand above.
  do ports.TEMPORAL_PORT = String(await freePort());
  while (Number(ports.TEMPORAL_PORT) > 64_000);
  launcher = start();
  // The last that a start prints.
  const isReady = () => launcher.output().includes('Ctrl-C stops everything');
  const hasEnded = () => launcher.process.exitCode !== null;
  if (!(await waitUntil(isReady, { withinMs: START_WITHIN_MS, giveUp: hasEnded })))
    throw new Error(launcher.output());
}, START_WITHIN_MS + 10_000);

afterAll(async () => {
  if (launcher.process.exitCode === null) {
    launcher.process.kill('SIGINT');
    await once(launcher.process, 'exit');
  }
  await removePostgresHome(join(dataDir, 'postgres'));
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

test('the first start prints one link and the keys', () => {
  expect(launcher.output().match(/\/sign-in\?token=/g)).toHaveLength(1);
  expect(launcher.output()).toMatch(/API key {4}sbk_\S+/);
  expect(launcher.output()).toMatch(/Write key {2}sbw_\S+/);
});

test('a second start in the same folder says so, gives a link that signs in, and disturbs nothing', async () => {
  const before = running();
  const { code, output } = await startToItsEnd();
  expect(code).toBe(0);
  expect(output).toContain('already runs');
  const link = /https?:\/\/\S+\/sign-in\?token=\S+/.exec(output)![0];
  const answer = await fetch(link.replace('localhost', '127.0.0.1'), { redirect: 'manual' });
  expect(answer.headers.getSetCookie()).not.toHaveLength(0);
  expect(running()).toEqual(before);
});

test('a server that dies is started again, and the launcher says so', async () => {
  const before = running().children.Temporal!;
  process.kill(before, 'SIGKILL');
  const isBack = () => launcher.output().includes('Temporal is up again');
  expect(await waitUntil(isBack, { withinMs: 30_000 })).toBe(true);
  expect(running().children.Temporal).not.toBe(before);
});

test('Ctrl-C ends every process and frees every port', async () => {
  const { children } = running();
  launcher.process.kill('SIGINT');
  await once(launcher.process, 'exit');
  expect(launcher.process.exitCode).toBe(0);
  expect(Object.values(children).filter(isAlive)).toEqual([]);
  for (const port of Object.values(ports)) expect(await isPortFree(Number(port))).toBe(true);
});

test('a port that is taken, or is none, ends the start with a sentence that names its variable', async () => {
  const other = createServer().listen(Number(ports.CARRIER_PORT), '127.0.0.1');
  await once(other, 'listening');
  const taken = await startToItsEnd();
  other.close();
  expect(taken.code).toBe(1);
  expect(taken.output).toContain(
    `Port ${ports.CARRIER_PORT} is taken. Stop what uses it, or set CARRIER_PORT`,
  );

  const wrong = await startToItsEnd({ PORT: 'eighty' });
  expect(wrong.code).toBe(1);
  expect(wrong.output).toContain('PORT is "eighty", which is no port.');
});
