import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  findTemporal,
  isPortFree,
  StartFailure,
  startPostgres,
  startTemporal,
  waitUntil,
  type ServerProcess,
} from '@signalbox/dev-servers';
import { buildEditor } from './build-editor.js';
import { clearRunning, isOurs, readRunning, stopLeftovers, writeRunning, type Running } from './running.js';
import { loadSecrets } from './secrets.js';
import { Supervised } from './supervised.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const READY_WITHIN_MS = 90_000;
const PROGRAMS = {
  carrier: 'packages/carrier/src/main.ts',
  api: 'apps/api/src/server.ts',
  worker: 'apps/worker/src/main.ts',
};

const say = (line: string) => console.log(`  ${line}`);

/** Starts all of Signalbox and stays with it until Ctrl-C. */
export async function start({ isDev }: { isDev: boolean }): Promise<void> {
  const stops: (() => Promise<unknown>)[] = [];
  let isStopping = false;
  const stopAll = async () => {
    for (const stop of stops.reverse()) await stop().catch(() => {});
  };
  const leave = async (code: number) => {
    if (isStopping) return;
    isStopping = true;
    await stopAll();
    process.exit(code);
  };
  process.on('SIGINT', () => {
    if (!isStopping) say('Stopping');
    void leave(0);
  });
  process.on('SIGTERM', () => void leave(0));

  try {
    await run(isDev, stops, () => isStopping);
  } catch (error) {
    if (isStopping) return;
    console.error(`\n${sentenceOf(error)}\n`);
    if (error instanceof StartFailure && error.details && process.env.LOG_LEVEL === 'debug')
      console.error(error.details);
    await leave(1);
  }
}

function sentenceOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') return 'The disk is full. Free some space and start again.';
  if (code === 'EACCES')
    return `${message}. Give this user the right to write there, or set SIGNALBOX_DATA_DIR to another folder.`;
  return message;
}

async function run(
  isDev: boolean,
  stops: (() => Promise<unknown>)[],
  isStopping: () => boolean,
): Promise<void> {
  const { env } = process;
  const dataDir = resolve(env.SIGNALBOX_DATA_DIR ?? join(ROOT, '.data'));
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  const port = Number(env.PORT ?? 3000);
  const carrierPort = Number(env.CARRIER_PORT ?? 4000);
  const host = env.HOST ?? '127.0.0.1';
  const publicUrl = env.PUBLIC_URL ?? `http://localhost:${port}`;

  const before = readRunning(dataDir);
  if (before) {
    if (before.pid !== process.pid && isOurs(before.pid, 'launcher/start.mjs')) {
      throw new StartFailure(
        `Signalbox is already running at ${before.url} (process ${before.pid}). Stop it there with Ctrl-C first.`,
      );
    }
    const left = await stopLeftovers(before, PROGRAMS);
    if (left.length > 0) say(`Stopped what an earlier start had left: ${left.join(', ')}`);
  }
  const running: Running = { pid: process.pid, url: publicUrl, children: {} };
  writeRunning(dataDir, running);
  stops.push(async () => clearRunning(dataDir));

  if (!(await waitUntil(() => isPortFree(port), { withinMs: 2_000 }))) {
    throw new StartFailure(`Port ${port} is taken. Stop what uses it, or set PORT to a free one.`);
  }
  const usesOwnCarrier = !env.PLIVO_AUTH_ID;
  if (usesOwnCarrier && !(await waitUntil(() => isPortFree(carrierPort), { withinMs: 2_000 }))) {
    throw new StartFailure(
      `Port ${carrierPort}, which the development carrier needs, is taken. Stop what uses it, or set CARRIER_PORT to a free one.`,
    );
  }

  const { secrets, isFirstStart } = loadSecrets(dataDir);
  const editorBuilt = buildEditor(ROOT, dataDir, () => say('Building the editor'));
  // Looked at only when it is awaited below; it must not end the process before.
  editorBuilt.catch(() => {});

  const note = (name: string, server: ServerProcess) => {
    running.children[name] = server.pid;
    writeRunning(dataDir, running);
    void server.ended.then(() => {
      if (!isStopping()) {
        console.error(
          `\n${name} has ended: ${server.lastOutput().split('\n').at(-1) ?? 'it gave no reason'}. Stopping; start Signalbox again with \`npm start\`.\n`,
        );
        process.kill(process.pid, 'SIGTERM');
      }
    });
  };
  const startedPostgres = env.DATABASE_URL
    ? null
    : startPostgres({
        dataDir: join(dataDir, 'postgres'),
        password: secrets.postgresPassword,
        port: Number(env.POSTGRES_PORT ?? 54_329),
      }).then((postgres) => {
        stops.push(() => postgres.stop());
        note('PostgreSQL', postgres.process);
        say('PostgreSQL is up');
        return postgres.url;
      });
  const startedTemporal = env.TEMPORAL_ADDRESS
    ? null
    : findTemporal({
        cacheDir: join(dataDir, 'bin'),
        onTry: (place) => say(`Looking for the Temporal server: ${place}`),
      })
        .then((program) => {
          const temporalPort = Number(env.TEMPORAL_PORT ?? 7233);
          return startTemporal({
            program,
            dbFile: join(dataDir, 'temporal.sqlite'),
            port: temporalPort,
            uiPort: temporalPort + 1_000,
          });
        })
        .then((temporal) => {
          stops.push(() => temporal.stop());
          note('Temporal', temporal.process);
          say('Temporal is up');
          return temporal.address;
        });
  const servers = await Promise.allSettled([startedPostgres, startedTemporal]);
  for (const server of servers) if (server.status === 'rejected') throw server.reason;
  const databaseUrl = env.DATABASE_URL ?? (await startedPostgres)!;
  const temporalAddress = env.TEMPORAL_ADDRESS ?? (await startedTemporal)!;
  await editorBuilt;
  if (isStopping()) return;

  const childEnv: NodeJS.ProcessEnv = {
    ...env,
    TZ: 'UTC',
    PORT: String(port),
    HOST: host,
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    PUBLIC_URL: publicUrl,
    SIGNALBOX_API_KEY: env.SIGNALBOX_API_KEY ?? secrets.apiKey,
    SIGNALBOX_WRITE_KEY: env.SIGNALBOX_WRITE_KEY ?? secrets.writeKey,
    SHOPIFY_WEBHOOK_SECRET: env.SHOPIFY_WEBHOOK_SECRET ?? secrets.shopifyWebhookSecret,
    LOG_LEVEL: env.LOG_LEVEL ?? 'info',
    ...(usesOwnCarrier
      ? {
          PLIVO_AUTH_ID: secrets.plivoAuthId,
          PLIVO_AUTH_TOKEN: secrets.plivoAuthToken,
          PLIVO_BASE_URL: `http://127.0.0.1:${carrierPort}`,
          CARRIER_PORT: String(carrierPort),
          CARRIER_CONTROL_URL: `http://127.0.0.1:${carrierPort}`,
          CARRIER_INBOUND_URL: `${publicUrl}/webhooks/plivo/inbound`,
          CARRIER_DATA_FILE: join(dataDir, 'carrier.ndjson'),
          // A first try at night must work; with a real carrier the law holds by default.
          SIGNALBOX_SENDING_HOURS: env.SIGNALBOX_SENDING_HOURS ?? 'always',
        }
      : {}),
  };

  let signInUrl: string | null = null;
  const supervise = (name: keyof typeof PROGRAMS, onLine?: (line: string) => void) => {
    const watch = isDev && name !== 'carrier' ? ['--watch', '--watch-preserve-output'] : [];
    const child = new Supervised({
      name,
      args: [...watch, '--import', 'tsx', PROGRAMS[name]],
      env: name === 'carrier' ? { ...childEnv, HOST: '127.0.0.1' } : childEnv,
      cwd: ROOT,
      logFile: join(dataDir, 'logs', `${name}.log`),
      onLine,
      onRestart: (which, inMs) =>
        say(
          `${which} has ended; starting it again in ${inMs / 1_000} s (see ${join(dataDir, 'logs', `${which}.log`)})`,
        ),
      onStart: (which, pid) => {
        running.children[which] = pid;
        writeRunning(dataDir, running);
      },
    });
    stops.push(() => child.stop());
    return child;
  };
  if (usesOwnCarrier) supervise('carrier');
  const api = supervise('api', (line) => {
    if (line.startsWith('{"signalbox":"ready"'))
      signInUrl = (JSON.parse(line) as { signInUrl: string }).signInUrl;
  });
  say('API, worker, editor and carrier are starting');
  // The worker needs the tables that the API makes.
  await waitUntil(() => signInUrl !== null, {
    withinMs: READY_WITHIN_MS,
    giveUp: () => api.hasFailedAtStart || isStopping(),
  });
  if (isStopping()) return;
  if (signInUrl === null) throw new StartFailure(`The API did not start. ${lastWords(api)}`);
  const worker = supervise('worker');
  const isReady = await waitUntil(async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok, {
    withinMs: READY_WITHIN_MS,
    giveUp: () => worker.hasFailedAtStart || isStopping(),
  });
  if (isStopping()) return;
  if (!isReady) throw new StartFailure(`The worker did not start. ${lastWords(worker)}`);

  if (isDev) await watchEditor();
  console.log(`\nSignalbox is ready. Open this link to sign in:\n\n  ${signInUrl}\n`);
  if (isFirstStart) {
    console.log(
      `Keys, shown once:\n  API key    ${childEnv.SIGNALBOX_API_KEY}\n  Write key  ${childEnv.SIGNALBOX_WRITE_KEY}\n`,
    );
  }
  if (usesOwnCarrier) say(`Texts go to virtual phones: ${publicUrl}/phone`);
  if (usesOwnCarrier && childEnv.SIGNALBOX_SENDING_HOURS === 'always')
    say('Lawful sending hours are off, as nothing leaves this machine.');
  say('Ctrl-C stops everything.');
}

/** In development the editor is built again on each change; the API serves it as always. */
async function watchEditor(): Promise<void> {
  const { build } = await import('vite');
  await build({
    root: join(ROOT, 'apps/editor'),
    logLevel: 'error',
    build: { watch: {}, emptyOutDir: false },
  });
}

const lastWords = (child: Supervised): string => {
  const lines = child.lastOutput
    .trim()
    .split('\n')
    .filter((line) => line && !line.startsWith('    at '));
  const last = lines.at(-1) ?? '';
  try {
    return (JSON.parse(last) as { msg: string }).msg;
  } catch {
    return last;
  }
};
