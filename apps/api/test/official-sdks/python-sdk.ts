import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PYTHON_SDK_VERSION = '4.63.0';
const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const HOME = join(ROOT, '.data', `plivo-python-${PYTHON_SDK_VERSION}`);
const PYTHON = join(HOME, 'bin', 'python');
const SCRIPT = fileURLToPath(new URL('plivo_sdk.py', import.meta.url));

/**
 * Plivo's SDK for Python in an environment of its own, installed when it is first asked for.
 * @returns why there is none on this machine, if so
 */
export async function findPythonSdk(): Promise<{ ask: PythonSdk } | { missing: string }> {
  if (!existsSync(PYTHON)) {
    const attempt = `${HOME}.${process.pid}`;
    const steps: [string, string[]][] = [
      ['python3', ['-m', 'venv', attempt]],
      [join(attempt, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', `plivo==${PYTHON_SDK_VERSION}`]],
    ];
    for (const [program, args] of steps) {
      const { code, said } = await run(program, args);
      if (code === 0) continue;
      await rm(attempt, { recursive: true, force: true });
      return { missing: `\`${program} ${args.join(' ')}\` failed: ${said.trim().split('\n').at(-1)}` };
    }
    // Another run may have been quicker; a half-made one is never found.
    await rename(attempt, HOME).catch(() => rm(attempt, { recursive: true, force: true }));
  }
  return { ask };
}

/** @returns one answer a request */
export type PythonSdk = (requests: object[]) => Promise<unknown[]>;

const ask: PythonSdk = async (requests) => {
  const { code, said, complaints } = await run(PYTHON, [SCRIPT], JSON.stringify(requests));
  if (code !== 0) throw new Error(complaints);
  return JSON.parse(said) as unknown[];
};

async function run(program: string, args: string[], input = '') {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  let complaints = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  try {
    const [code] = (await once(child, 'close')) as [number];
    return { code, said: code === 0 ? said : said + complaints, complaints };
  } catch (error) {
    return { code: 1, said: String(error), complaints: String(error) };
  }
}
