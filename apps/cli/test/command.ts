import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startTestApi } from '../../api/src/testing.js';
import { parseFile, type JourneyFile } from '../src/journey-file.js';

const PROGRAM = fileURLToPath(new URL('../bin/signalbox.mjs', import.meta.url));
const run = promisify(execFile);

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** An API that listens, as a workspace that commands are run against. */
export async function startWorkspace() {
  const api = await startTestApi();
  const url = await api.app.listen({ port: 0, host: '127.0.0.1' });
  return { ...api, url };
}

/** A folder of journeys in a repository, and the command as it is typed in it. */
export class Checkout {
  private constructor(readonly folder: string) {}

  static async make(): Promise<Checkout> {
    const checkout = new Checkout(await mkdtemp(join(tmpdir(), 'signalbox-cli-')));
    await checkout.git('init', '--quiet');
    await checkout.git('config', 'user.email', 'dev@acme.example');
    await checkout.git('config', 'user.name', 'Dev');
    return checkout;
  }

  async git(...args: string[]): Promise<string> {
    return (await run('git', args, { cwd: this.folder })).stdout;
  }

  async commit(): Promise<void> {
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--message', 'Journeys');
  }

  /** The program as a process of its own. */
  async signalbox(env: { url?: string; key?: string }, ...args: string[]): Promise<Ended> {
    const { SIGNALBOX_URL: _url, SIGNALBOX_KEY: _key, ...rest } = process.env;
    const options = {
      cwd: this.folder,
      env: {
        ...rest,
        ...(env.url !== undefined && { SIGNALBOX_URL: env.url }),
        ...(env.key !== undefined && { SIGNALBOX_KEY: env.key }),
      },
    };
    const child = run(process.execPath, [PROGRAM, ...args], options);
    // Nobody is there to ask.
    child.child.stdin?.end();
    return child.then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: Ended) => error,
    );
  }

  read(path: string): Promise<string> {
    return readFile(join(this.folder, path), 'utf8');
  }

  write(path: string, text: string): Promise<void> {
    return writeFile(join(this.folder, path), text);
  }

  async edit(path: string, change: (journey: JourneyFile) => void): Promise<void> {
    const journey = parseFile(await this.read(path)).journey!;
    change(journey);
    await this.write(path, JSON.stringify(journey, null, 2));
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}
