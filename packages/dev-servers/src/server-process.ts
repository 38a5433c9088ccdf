import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';

const KEPT_OUTPUT_CHARS = 8_000;

/** A server that runs as a child of ours. */
export interface ServerProcess {
  readonly pid: number;
  /** Resolves when it has ended, however that came about. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  readonly isRunning: boolean;
  /** The end of what it has printed. */
  lastOutput(): string;
  /** Asks it to end, waits, and insists after `withinMs` milliseconds. */
  stop(signal: NodeJS.Signals, withinMs: number): Promise<void>;
}

/**
 * Starts a program in a process group of its own: a Ctrl-C in the terminal then reaches only us, and we decide the order
 * in which things stop.
 * @throws when the program can't be started at all
 */
export async function runServer(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<ServerProcess> {
  const child = spawn(command, args, {
    ...options,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const keep = (chunk: Buffer) => (printed = (printed + chunk.toString()).slice(-KEPT_OUTPUT_CHARS));
  child.stdout!.on('data', keep);
  child.stderr!.on('data', keep);
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  await once(child, 'spawn');
  return {
    pid: child.pid!,
    ended,
    get isRunning() {
      return isRunning(child);
    },
    lastOutput: () => printed.trim(),
    async stop(signal, withinMs) {
      if (!isRunning(child)) return;
      child.kill(signal);
      const insist = setTimeout(() => child.kill('SIGKILL'), withinMs);
      await ended;
      clearTimeout(insist);
    },
  };
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}
