import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findTemporal, isAlive, isPortFree, startTemporal } from './index.js';

const CACHE_DIR = fileURLToPath(new URL('../../../.data/bin', import.meta.url));

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-temporal-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('a start takes over from a server whose starter was killed, and gives its ports back at the end', async () => {
  const program = await findTemporal({ cacheDir: CACHE_DIR });
  const dbFile = join(folder, 'temporal.db');
  const forgotten = await startTemporal({ program, dbFile, headless: true });
  const next = await startTemporal({ program, dbFile, port: forgotten.port, headless: true });
  expect(isAlive(forgotten.process.pid)).toBe(false);
  await next.stop();
  expect(await isPortFree(next.port)).toBe(true);
});

test('a TEMPORAL_CLI_PATH that leads nowhere is refused by name, not passed over', async () => {
  const before = process.env.TEMPORAL_CLI_PATH;
  process.env.TEMPORAL_CLI_PATH = join(folder, 'no-such-program');
  try {
    await expect(findTemporal({ cacheDir: folder })).rejects.toThrow('TEMPORAL_CLI_PATH is');
  } finally {
    if (before === undefined) delete process.env.TEMPORAL_CLI_PATH;
    else process.env.TEMPORAL_CLI_PATH = before;
  }
});
