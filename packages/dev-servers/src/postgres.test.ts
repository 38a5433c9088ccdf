import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAlive, removePostgresHome, startPostgres, type Postgres } from './index.js';

let dataDir: string;
let running: Postgres[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'signalbox-postgres-'));
});

afterEach(async () => {
  for (const postgres of running) await postgres.stop();
  running = [];
  await removePostgresHome(dataDir);
});

async function start(port?: number): Promise<Postgres> {
  const postgres = await startPostgres({ dataDir, password: 'p/ss w@rd', port });
  running.push(postgres);
  return postgres;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('what was committed is there after a stop and a start', async () => {
  const first = await start();
  await query(first.url, 'create table kept as select 42 as answer');
  await first.stop();
  const second = await start();
  expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

test('a start takes over from a server whose starter was killed', async () => {
  const forgotten = await start();
  await query(forgotten.url, 'create table kept as select 42 as answer');
  const next = await start();
  expect(isAlive(forgotten.process.pid)).toBe(false);
  expect(await query(next.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

test('a crash whose process id now belongs to another program does not block the next start', async () => {
  const first = await start();
  await query(first.url, 'create table kept as select 42 as answer');
  const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  try {
    process.kill(first.process.pid, 'SIGKILL');
    await first.process.ended;
    const elsewhere = await readFile(join(dataDir, 'ELSEWHERE'), 'utf8').catch(() => dataDir);
    const pidFile = join(elsewhere, 'cluster', 'postmaster.pid');
    await writeFile(pidFile, (await readFile(pidFile, 'utf8')).replace(/^\d+/, String(bystander.pid)));

    const next = await start();
    expect(await query(next.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
    expect(bystander.exitCode).toBeNull();
    expect(isAlive(bystander.pid!)).toBe(true);
  } finally {
    bystander.kill('SIGKILL');
  }
});

test('a port that is taken is named, with the variable that moves it', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  await expect(start(port)).rejects.toThrow(
    `Port ${port}, which PostgreSQL needs, is taken. Stop what uses it or set POSTGRES_PORT`,
  );
  other.close();
});

test('names with Æ and ß compare without regard to case', async () => {
  const postgres = await start();
  expect(await query(postgres.url, "select lower('ÆBLE') as lower, 'Ærø' ilike 'æRØ' as alike")).toEqual([
    { lower: 'æble', alike: true },
  ]);
});
