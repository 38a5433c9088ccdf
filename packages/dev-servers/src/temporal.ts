import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { freePort, isPortFree } from './free-port.js';
import { stopLeftover } from './leftover.js';
import { runServer, type ServerProcess } from './server-process.js';
import { StartFailure } from './start-failure.js';
import { waitUntil } from './wait-until.js';

export interface TemporalOptions {
  /** The `temporal` program, from `findTemporal`. */
  program: string;
  /** Where everything is kept, so that runs survive a restart; in memory when left out. */
  dbFile?: string;
  port?: number;
  /** The port of the web page; `headless` has none. */
  uiPort?: number;
  headless?: boolean;
  /** More arguments of `temporal server start-dev`. */
  flags?: readonly string[];
}

/** A Temporal development server, on loopback only. */
export interface Temporal {
  address: string;
  port: number;
  /** The address of its web page, when it has one. */
  uiUrl: string | null;
  process: ServerProcess;
  stop(): Promise<void>;
}

/** Tasks are handed out by turns between fairness keys, not first come, first served. */
const FAIRNESS_FLAGS = ['--dynamic-config-value', 'matching.enableFairness=true'];

/** Lets tests skip over months; only for servers that are thrown away. */
export const TIME_SKIPPING_FLAGS = [
  'frontend.WorkflowTimeSkippingEnabled=true',
  'history.timerProcessorMaxTimeShift="10ms"',
  // Keeps continue-as-new from being shifted twice (server 1.32).
  'history.workflowIdReuseMinimalInterval="0s"',
].flatMap((value) => ['--dynamic-config-value', value]);

const READY_WITHIN_MS = 60_000;

/**
 * Starts the development server, after stopping one that a killed start left on the same file.
 * @throws StartFailure
 */
export async function startTemporal(options: TemporalOptions): Promise<Temporal> {
  const pidFile = options.dbFile && `${options.dbFile}.pid`;
  if (pidFile) {
    await mkdir(dirname(pidFile), { recursive: true });
    const pid = Number(await readFile(pidFile, 'utf8').catch(() => ''));
    if (pid) await stopLeftover(pid, options.dbFile!, 'SIGTERM');
  }
  const port = options.port ?? (await freePort());
  const uiPort = options.headless ? null : (options.uiPort ?? port + 1_000);
  await claim(port, 'Temporal needs', 'TEMPORAL_PORT');
  if (uiPort) await claim(uiPort, 'Temporal’s web page needs', 'TEMPORAL_PORT');

  const server = await runServer(options.program, [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port)],
    ...['--http-port', String(await freePort()), '--metrics-port', String(await freePort())],
    ...(uiPort ? ['--ui-ip', '127.0.0.1', '--ui-port', String(uiPort)] : ['--headless']),
    ...(options.dbFile ? ['--db-filename', options.dbFile] : []),
    ...['--log-level', 'error', ...FAIRNESS_FLAGS, ...(options.flags ?? [])],
  ]);
  if (pidFile) await writeFile(pidFile, String(server.pid));

  // It binds its port some time before it can serve; its banner comes when it does.
  const isUp = async () => /Server:\s+\S+:\d+/.test(server.lastOutput()) && (await accepts(port));
  const isReady = await waitUntil(isUp, {
    withinMs: READY_WITHIN_MS,
    giveUp: () => !server.isRunning,
  });
  const stop = async () => {
    await server.stop('SIGTERM', 15_000);
    if (pidFile) await rm(pidFile, { force: true });
  };
  if (!isReady) {
    await stop();
    throw new StartFailure(whyNot(server.lastOutput(), options.dbFile), server.lastOutput());
  }
  return {
    address: `127.0.0.1:${port}`,
    port,
    uiUrl: uiPort ? `http://127.0.0.1:${uiPort}` : null,
    process: server,
    stop,
  };
}

async function claim(port: number, whose: string, variable: string): Promise<void> {
  // After an unfinished stop the port stays bound for a moment.
  if (await waitUntil(() => isPortFree(port), { withinMs: 3_000 })) return;
  throw new StartFailure(
    `Port ${port}, which ${whose}, is taken. Stop what uses it or set ${variable} to a free one.`,
  );
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function whyNot(output: string, dbFile?: string): string {
  if (/no space left|database or disk is full/i.test(output))
    return `The disk is full: Temporal can't write to ${dbFile}. Free some space.`;
  const line = output.split('\n').findLast((each) => /error|unable|fail/i.test(each)) ?? 'it gave no reason';
  return `Temporal did not start: ${line.trim()}`;
}
