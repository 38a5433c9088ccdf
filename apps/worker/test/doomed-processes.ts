import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** A program as in production, and what it says once it is at work. */
export const WORKER = { file: `${ROOT}apps/worker/src/main.ts`, ready: '"msg":"ready"' };
export const API = { file: `${ROOT}apps/api/src/server.ts`, ready: '"signalbox":"ready"' };

/** Processes of one program, each replaced as soon as it dies. */
export class DoomedProcesses {
  readonly #children: ChildProcess[] = [];
  #closing = false;
  #wanted = 0;
  #ready = 0;
  kills = 0;

  constructor(
    readonly program: { file: string; ready: string },
    readonly env: Record<string, string>,
  ) {}

  /** Settles when as many are at work. */
  async start(count: number): Promise<void> {
    this.#wanted += count;
    await Promise.all(Array.from({ length: count }, () => this.#spawn()));
  }

  /** Whether none is dead or still coming up. */
  get isComplete(): boolean {
    return this.#ready === this.#wanted;
  }

  get pids(): number[] {
    return this.#children.flatMap(({ pid, exitCode }) => (pid && exitCode === null ? [pid] : []));
  }

  /** Kills one as `kill -9` does: it can neither finish nor say anything. */
  kill(which: number): void {
    const alive = this.#children.filter((child) => child.exitCode === null && child.signalCode === null);
    const victim = alive[which % alive.length];
    if (!victim || this.#closing) return;
    this.kills += 1;
    victim.kill('SIGKILL');
  }

  async close(): Promise<void> {
    this.#closing = true;
    await Promise.all(
      this.#children.map(
        (child) =>
          new Promise<void>((resolve) => {
            if (child.exitCode !== null || child.signalCode !== null) return resolve();
            child.once('exit', () => resolve());
            child.kill('SIGKILL');
          }),
      ),
    );
  }

  #spawn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ['--import', 'tsx', this.program.file], {
        cwd: ROOT,
        env: { ...process.env, ...this.env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      this.#children.push(child);
      let said = '';
      let isReady = false;
      const listen = (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-5_000);
        if (isReady || !said.includes(this.program.ready)) return;
        isReady = true;
        this.#ready += 1;
        resolve();
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.once('exit', (code, signal) => {
        if (this.#closing) return resolve();
        if (isReady) this.#ready -= 1;
        if (signal !== 'SIGKILL')
          return reject(new Error(`${this.program.file} ended by itself (${code}): ${said}`));
        resolve(this.#spawn());
      });
    });
  }
}
