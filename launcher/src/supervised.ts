import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { once } from 'node:events';

export interface SupervisedOptions {
  name: string;
  /** Arguments of `node`. */
  args: string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  logFile: string;
  /** Called for each line that it prints. */
  onLine?: (line: string) => void;
  onRestart: (name: string, inMs: number) => void;
  onStart: (name: string, pid: number) => void;
}

const FIRST_BACK_OFF_MS = 500;
const LONGEST_BACK_OFF_MS = 30_000;
/** One that ran this long has not failed at its start. */
const HEALTHY_AFTER_MS = 30_000;
const STOP_WITHIN_MS = 12_000;

/** A program that is started again when it dies, with growing pauses. */
export class Supervised {
  private child: ChildProcess | null = null;
  private stopping = false;
  private failures = 0;
  /** The end of what it has printed. */
  lastOutput = '';

  constructor(private readonly options: SupervisedOptions) {
    this.launch();
  }

  get hasFailedAtStart(): boolean {
    return this.failures >= 3;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const insist = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await once(child, 'exit');
    clearTimeout(insist);
  }

  private launch(): void {
    const { name, args, env, cwd, logFile, onLine, onRestart, onStart } = this.options;
    // A group of its own, so that Ctrl-C reaches only the launcher; the channel tells it when the launcher is gone.
    const child = spawn(process.execPath, args, {
      cwd,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    const startedAt = Date.now();
    if (child.pid) onStart(name, child.pid);
    let rest = '';
    const take = (chunk: Buffer) => {
      const text = chunk.toString();
      this.lastOutput = (this.lastOutput + text).slice(-4_000);
      try {
        appendFileSync(logFile, text);
      } catch {
        // A full disk must not bring the launcher down for want of a line in a log.
      }
      rest += text;
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine?.(line);
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('exit', () => {
      if (this.stopping) return;
      this.failures = Date.now() - startedAt > HEALTHY_AFTER_MS ? 1 : this.failures + 1;
      const inMs = Math.min(FIRST_BACK_OFF_MS * 2 ** (this.failures - 1), LONGEST_BACK_OFF_MS);
      onRestart(name, inMs);
      setTimeout(() => {
        if (!this.stopping) this.launch();
      }, inMs);
    });
  }
}
