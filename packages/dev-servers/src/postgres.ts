import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort, isPortFree } from './free-port.js';
import { isAlive, stopLeftover } from './leftover.js';
import { findPostgres, type PostgresBinaries } from './postgres-binaries.js';
import { postgresHome } from './postgres-home.js';
import { runServer, type ServerProcess } from './server-process.js';
import { StartFailure } from './start-failure.js';
import { unprivilegedUser, type UnprivilegedUser } from './unprivileged-user.js';
import { waitUntil } from './wait-until.js';

export interface PostgresOptions {
  /** An empty or missing folder becomes a new, empty server. */
  dataDir: string;
  password: string;
  /** A free one when left out. */
  port?: number;
  /** `postgresql.conf` settings, for instance `{ fsync: 'off' }` for a server that is thrown away. */
  settings?: Record<string, string>;
}

/** A PostgreSQL of our own, on loopback only. */
export interface Postgres {
  url: string;
  port: number;
  process: ServerProcess;
  /** Ends open connections, writes everything down and waits for its end. */
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;
const MB = 2 ** 20;

/**
 * PostgreSQL's defaults suit a machine of 1 GB with a turning disk. An eighth of this one's memory, at most 512 MB, is what it
 * may keep of its tables; it takes it as it needs it.
 */
const suitedTo = (memoryBytes: number): Record<string, string> => ({
  shared_buffers: `${Math.max(128, Math.min(512, Math.floor(memoryBytes / 8 / MB)))}MB`,
  effective_cache_size: `${Math.max(256, Math.floor(memoryBytes / 2 / MB))}MB`,
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
  // A batch of events holds the names of all that it is about.
  max_locks_per_transaction: '256',
  // Many rows that come at once are else written to disk over and over.
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
});

/**
 * Starts PostgreSQL from the programs that npm brought, after stopping one that a killed start left on the same data.
 * @throws StartFailure
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const user = await unprivilegedUser();
  const binaries = await findPostgres(user);
  const home = await postgresHome(options.dataDir, user);
  const cluster = join(home, 'cluster');
  await stopOldPostmaster(cluster);
  await createCluster(cluster, binaries, options.password, user);

  const port = options.port ?? (await freePort());
  if (!(await isPortFree(port))) {
    throw new StartFailure(
      `Port ${port}, which PostgreSQL needs, is taken. Stop what uses it or set POSTGRES_PORT to a free one.`,
    );
  }
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    log_min_messages: 'warning',
    ...suitedTo(totalmem()),
    ...options.settings,
  };
  const server = await runServer(
    binaries.postgres,
    [
      '-D',
      cluster,
      '-p',
      String(port),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    { env: binaries.env, cwd: cluster, ...identity(user) },
  );
  const url = `postgres://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${port}/postgres`;
  const isReady = await waitUntil(() => answers(url), {
    withinMs: READY_WITHIN_MS,
    giveUp: () => !server.isRunning,
  });
  if (!isReady) {
    await server.stop('SIGINT', 5_000);
    throw new StartFailure(whyNot(server.lastOutput(), home), server.lastOutput());
  }
  return {
    url,
    port,
    process: server,
    // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for every client to leave.
    stop: () => server.stop('SIGINT', 20_000),
  };
}

/** PostgreSQL's pid file says who holds the data; a live holder of ours is what a killed start left behind. */
async function stopOldPostmaster(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  const pid = Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n', 1)[0]);
  if (!pid) return;
  await stopLeftover(pid, cluster, 'SIGINT');
  // Left by a crash, and its number may be another program's by now, which would keep PostgreSQL from starting.
  if (!isAlive(pid) || !(await stopLeftover(pid, cluster, 'SIGINT'))) await rm(pidFile, { force: true });
}

async function createCluster(
  cluster: string,
  binaries: PostgresBinaries,
  password: string,
  user: UnprivilegedUser | null,
): Promise<void> {
  const version = (await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (version === binaries.major) return;
  if (version) {
    throw new StartFailure(
      `The data in ${cluster} belong to PostgreSQL ${version}, but ${binaries.major} is installed. Dump them with version ${version} and load them anew, or move the folder away to start empty.`,
    );
  }
  // Made beside its place and then moved there, so that a start that was cut short leaves no half of a server.
  const draft = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user) for (const path of [draft, passwordFile]) await chown(path, user.uid, user.gid);
  const initdb = await runServer(
    binaries.initdb,
    // The builtin locale sorts and folds Æ and ß alike on every system, whatever locales are installed.
    [
      ...[
        '-D',
        draft,
        '-U',
        'postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
      ],
      ...[
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '--no-sync',
        '--no-instructions',
      ],
    ],
    { env: binaries.env, cwd: draft, ...identity(user) },
  );
  const { code } = await initdb.ended;
  await rm(passwordFile, { force: true });
  if (code !== 0) {
    await rm(draft, { recursive: true, force: true });
    throw new StartFailure(whyNot(initdb.lastOutput(), cluster), initdb.lastOutput());
  }
  await rename(draft, cluster);
}

function identity(user: UnprivilegedUser | null): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {};
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch (error) {
    // Wrong password: it will not get better by waiting.
    if ((error as { code?: string }).code === '28P01') {
      throw new StartFailure(
        'PostgreSQL has another password than the one kept beside its data. Restore the data folder whole, or move it away to start empty.',
      );
    }
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function whyNot(output: string, home: string): string {
  if (/No space left on device|Check free disk space|wrote only \d+ of/i.test(output))
    return `The disk is full: PostgreSQL can't write to ${home}. Free some space.`;
  if (/Permission denied/i.test(output))
    return `PostgreSQL may not write to ${home}. Give its user that right, or set SIGNALBOX_DATA_DIR to another folder.`;
  const line =
    output.split('\n').findLast((each) => /FATAL|PANIC|error|could not/i.test(each)) ?? 'it gave no reason';
  return `PostgreSQL did not start: ${line.trim()}`;
}
