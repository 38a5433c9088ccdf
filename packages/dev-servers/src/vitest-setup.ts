import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  findTemporal,
  removePostgresHome,
  startPostgres,
  startTemporal,
  TIME_SKIPPING_FLAGS,
} from './index.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Starts one real PostgreSQL and one real Temporal for the whole test run, unless the environment names them already.
 * Tests find them in `SIGNALBOX_TEST_DATABASE_URL` and `SIGNALBOX_TEST_TEMPORAL_ADDRESS`.
 * @returns what vitest calls at the end
 */
export default async function setup(): Promise<() => Promise<void>> {
  const stops: (() => Promise<void>)[] = [];
  const teardown = async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
  try {
    await Promise.all([providePostgres(stops), provideTemporal(stops)]);
  } catch (error) {
    await teardown();
    throw error;
  }
  return teardown;
}

async function providePostgres(stops: (() => Promise<void>)[]): Promise<void> {
  if (process.env.SIGNALBOX_TEST_DATABASE_URL) return;
  const dataDir = await mkdtemp(join(tmpdir(), 'signalbox-postgres-'));
  const postgres = await startPostgres({
    dataDir,
    password: 'test',
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
  });
  stops.push(async () => {
    await postgres.stop();
    await removePostgresHome(dataDir);
  });
  process.env.SIGNALBOX_TEST_DATABASE_URL = postgres.url;
}

async function provideTemporal(stops: (() => Promise<void>)[]): Promise<void> {
  if (process.env.SIGNALBOX_TEST_TEMPORAL_ADDRESS) return;
  const program = await findTemporal({ cacheDir: join(ROOT, '.data', 'bin') });
  const temporal = await startTemporal({ program, headless: true, flags: TIME_SKIPPING_FLAGS });
  stops.push(() => temporal.stop());
  process.env.SIGNALBOX_TEST_TEMPORAL_ADDRESS = temporal.address;
}
