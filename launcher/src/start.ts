import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  findTemporal,
  freePort,
  StartFailure,
  startPostgres,
  startTemporal,
  waitUntil,
} from '@signalbox/dev-servers';
import { buildEditor, serveEditorSources } from './build-editor.js';
import { keepServer } from './kept-server.js';
import { claimPort, readPorts } from './ports.js';
import {
  clearRunning,
  readRunning,
  stillRuns,
  stopLeftovers,
  writeRunning,
  type Running,
} from './running.js';
import { loadSecrets } from './secrets.js';
import { signInLink } from './sign-in-link.js';
import { Supervised } from './supervised.js';
import { whyNotStarted } from './why-not-started.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** A busy machine takes its time; longer than this, and something is wrong. */
const READY_WITHIN_MS = 300_000;
/** Whoever waits so long is told that it goes on. */
const SAY_AFTER_MS = 45_000;
const STARTING_WITHIN_MS = 10_000;
const PROGRAMS = {
  carrier: 'packages/carrier/src/main.ts',
  api: 'apps/api/src/server.ts',
  worker: 'apps/worker/src/main.ts',
};

const say = (line: string) => console.log(`  ${line}`);

/** Starts all of Signalbox and stays with it until Ctrl-C. */
export async function start({ isDev }: { isDev: boolean }): Promise<void> {
  const stops: (() => Promise<unknown>)[] = [];
  const starting: Promise<unknown>[] = [];
  let isStopping = false;
  const stopAll = async () => {
    // What is on its way up can only be stopped once it is there.
    const tooLong = new Promise((resolve) => setTimeout(resolve, STARTING_WITHIN_MS));
    await Promise.race([Promise.allSettled(starting), tooLong]);
    for (const stop of stops.reverse()) await stop().catch(() => {});
  };
  const leave = async (code: number) => {
    if (isStopping) return;
    isStopping = true;
    await stopAll();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!isStopping) say('Stopping');
      void leave(0);
    });
  }

  try {
    const other = await linkToRunning();
    if (other) {
      console.log(`\nSignalbox already runs from this folder. Open this link to sign in:\n\n  ${other}\n`);
      return void (await leave(0));
    }
    await run(isDev, stops, starting, () => isStopping);
  } catch (error) {
    if (isStopping) return;
    console.error(`\n${sentenceOf(error)}\n`);
    if (error instanceof StartFailure && error.details) {
      console.error(
        process.env.LOG_LEVEL === 'debug' ? error.details : 'LOG_LEVEL=debug npm start says more.',
      );
    }
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

const dataFolder = () => resolve(process.env.SIGNALBOX_DATA_DIR ?? join(ROOT, '.data'));

/** The address of the Signalbox that runs on the same data, as a link that signs one in once it is ready. */
async function linkToRunning(): Promise<string | null> {
  const running = readRunning(dataFolder());
  if (!running || !(await stillRuns(running))) return null;
  if (!running.databaseUrl) return running.url;
  return signInLink(running.databaseUrl, running.url).catch(() => running.url);
}

async function run(
  isDev: boolean,
  stops: (() => Promise<unknown>)[],
  starting: Promise<unknown>[],
  isStopping: () => boolean,
): Promise<void> {
  const { env } = process;
  const dataDir = dataFolder();
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  const { PORT: port, CARRIER_PORT: carrierPort, POSTGRES_PORT, TEMPORAL_PORT } = readPorts(env);
  // In development the editor's own server has the port, and passes on what is the API's.
  const apiPort = isDev ? await freePort() : port;
  const host = isDev ? '127.0.0.1' : (env.HOST ?? '127.0.0.1');
  const publicUrl = env.PUBLIC_URL ?? `http://localhost:${port}`;

  const before = readRunning(dataDir);
  if (before) {
    const left = await stopLeftovers(before, PROGRAMS);
    if (left.length > 0) say(`Stopped what an earlier start had left: ${left.join(', ')}`);
  }
  const running: Running = { pid: process.pid, url: publicUrl, children: {} };
  writeRunning(dataDir, running);
  stops.push(async () => clearRunning(dataDir));

  const usesOwnCarrier = !env.PLIVO_AUTH_ID;
  await claimPort('PORT', port);
  if (usesOwnCarrier) await claimPort('CARRIER_PORT', carrierPort);

  const { secrets, isFirstStart } = loadSecrets(dataDir);
  const editorBuilt = isDev ? Promise.resolve() : buildEditor(ROOT, () => say('Building the editor'));
  // Looked at only when it is awaited below; it must not end the process before.
  editorBuilt.catch(() => {});

  const onStart = (name: string, pid: number) => {
    running.children[name] = pid;
    writeRunning(dataDir, running);
  };
  const startedPostgres = env.DATABASE_URL
    ? null
    : keepServer({
        name: 'PostgreSQL',
        start: () =>
          startPostgres({
            dataDir: join(dataDir, 'postgres'),
            password: secrets.postgresPassword,
            port: POSTGRES_PORT,
          }),
        onStart,
        onNews: say,
      }).then((kept) => {
        stops.push(() => kept.stop());
        say('PostgreSQL is up');
        return kept.server.url;
      });
  const startTemporalHere = async () => {
    const program = await findTemporal({
      cacheDir: join(dataDir, 'bin'),
      onTry: (place) => say(`Looking for the Temporal server: ${place}`),
    });
    return startTemporal({ program, dbFile: join(dataDir, 'temporal.sqlite'), port: TEMPORAL_PORT });
  };
  const startedTemporal = env.TEMPORAL_ADDRESS
    ? null
    : keepServer({ name: 'Temporal', start: startTemporalHere, onStart, onNews: say }).then((kept) => {
        stops.push(() => kept.stop());
        say(`Temporal is up, its web page at ${kept.server.uiUrl}`);
        return kept.server.address;
      });
  starting.push(Promise.allSettled([startedPostgres, startedTemporal]));
  const servers = await Promise.allSettled([startedPostgres, startedTemporal]);
  for (const server of servers) if (server.status === 'rejected') throw server.reason;
  const databaseUrl = env.DATABASE_URL ?? (await startedPostgres)!;
  const temporalAddress = env.TEMPORAL_ADDRESS ?? (await startedTemporal)!;
  await editorBuilt;
  if (isStopping()) return;
  running.databaseUrl = databaseUrl;
  writeRunning(dataDir, running);

  const childEnv: NodeJS.ProcessEnv = {
    ...env,
    TZ: 'UTC',
    PORT: String(apiPort),
    HOST: host,
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    PUBLIC_URL: publicUrl,
    SIGNALBOX_API_KEY: env.SIGNALBOX_API_KEY ?? secrets.apiKey,
    SIGNALBOX_WRITE_KEY: env.SIGNALBOX_WRITE_KEY ?? secrets.writeKey,
    SIGNALBOX_SECRET: env.SIGNALBOX_SECRET ?? secrets.secret,
    // npm goes to this folder before it starts us; packages are named from where it was called.
    SIGNALBOX_NODES_FROM: env.SIGNALBOX_NODES_FROM ?? env.INIT_CWD ?? process.cwd(),
    SIGNALBOX_WATCH_NODES: env.SIGNALBOX_WATCH_NODES ?? (isDev ? '1' : '0'),
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
  const logOf = (name: string) => join(dataDir, 'logs', `${name}.log`);
  const supervise = (name: keyof typeof PROGRAMS, onLine?: (line: string) => void) => {
    const watch = isDev && name !== 'carrier' ? ['--watch', '--watch-preserve-output'] : [];
    const child = new Supervised({
      name,
      args: [...watch, '--import', 'tsx', PROGRAMS[name]],
      env: name === 'carrier' ? { ...childEnv, HOST: '127.0.0.1' } : childEnv,
      cwd: ROOT,
      logFile: logOf(name),
      onLine,
      onRestart: (which, inMs) =>
        say(`${which} has ended; starting it again in ${inMs / 1_000} s (see ${logOf(which)})`),
      onStart,
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
  /** @param parts the one that is waited for, then those that it needs */
  const isUp = async (
    parts: { name: 'api' | 'worker'; child: Supervised }[],
    isSo: () => boolean | Promise<boolean>,
    lacks?: () => string,
  ) => {
    const called = ({ name }: { name: string }) => (name === 'api' ? 'API' : name);
    const patience = setTimeout(
      () => say(`The ${called(parts[0]!)} is still starting; this machine takes its time`),
      SAY_AFTER_MS,
    );
    const failed = () => parts.find(({ child }) => child.hasFailedAtStart);
    const giveUp = () => failed() !== undefined || isStopping();
    const isThere = await waitUntil(isSo, { withinMs: READY_WITHIN_MS, giveUp });
    clearTimeout(patience);
    if (isThere || isStopping()) return;
    const blamed = failed() ?? parts[0]!;
    throw new StartFailure(
      whyNotStarted({
        name: called(blamed),
        output: blamed.child.lastOutput,
        hasEnded: blamed.child.hasFailedAtStart,
        waitedMs: READY_WITHIN_MS,
        lacks: lacks?.(),
        logFile: logOf(blamed.name),
      }),
    );
  };
  // The worker needs the tables that the API makes.
  const ownApi = { name: 'api', child: api } as const;
  await isUp([ownApi], () => signInUrl !== null);
  if (isStopping()) return;
  const worker = supervise('worker');
  let missing = '';
  // In development a saved file restarts the API, which then answers nobody for a moment.
  const answersReady = async () => {
    try {
      const answer = await fetch(`http://127.0.0.1:${apiPort}/readyz`);
      // `Not ready: temporal, worker.`
      const { detail = '' } = (await answer.json()) as { detail?: string };
      missing = /: (.+)\.$/.exec(detail)?.[1] ?? '';
      return answer.ok;
    } catch {
      missing = 'an answer of the API';
      return false;
    }
  };
  await isUp([{ name: 'worker', child: worker }, ownApi], answersReady, () => missing);
  if (isStopping()) return;

  if (isDev) stops.push(await serveEditorSources(ROOT, port, `http://127.0.0.1:${apiPort}`));
  console.log(`\nSignalbox is ready. Open this link to sign in:\n\n  ${signInUrl}\n`);
  if (isFirstStart) {
    console.log(
      `Keys, shown once:\n  API key    ${childEnv.SIGNALBOX_API_KEY}\n  Write key  ${childEnv.SIGNALBOX_WRITE_KEY}\n  Shopify    ${childEnv.SHOPIFY_WEBHOOK_SECRET} (secret of its webhooks)\n`,
    );
  }
  if (usesOwnCarrier) say(`Texts go to virtual phones: ${publicUrl}/phone`);
  if (usesOwnCarrier && childEnv.SIGNALBOX_SENDING_HOURS === 'always')
    say('Lawful sending hours are off, as nothing leaves this machine.');
  say('Ctrl-C stops everything.');
}
