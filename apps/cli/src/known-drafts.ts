import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { contentHash, parseFile, type JourneyFile } from './journey-file.js';

const FOLDER = '.signalbox';
/** Versions of a file that are looked at, the newest first. */
const MOST_VERSIONS = 100;

type Known = { [origin: string]: { [journeyId: string]: string } };

/** Notes what a workspace's draft is, now that the file beside this note is the same. Git does not see the note. */
export async function remember(path: string, origin: string, journeyId: string, hash: string): Promise<void> {
  const folder = join(dirname(resolve(path)), FOLDER);
  const known = await readKnown(path);
  known[origin] = { ...known[origin], [journeyId]: hash };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, '.gitignore'), '*\n');
  await writeFile(join(folder, 'drafts.json'), `${JSON.stringify(known, null, 2)}\n`);
}

async function readKnown(path: string): Promise<Known> {
  const file = join(dirname(resolve(path)), FOLDER, 'drafts.json');
  const text = await readFile(file, 'utf8').catch(() => '{}');
  try {
    return JSON.parse(text) as Known;
  } catch {
    return {};
  }
}

/**
 * Whether nothing is lost when a draft is written over: it is what was last pulled or pushed from this folder, or a
 * version of the file that git keeps.
 * @param asThere what a version of the file is in the workspace of the draft
 */
export async function isKept(
  path: string,
  journeyId: string,
  hash: string,
  asThere: (journey: JourneyFile) => JourneyFile = (journey) => journey,
): Promise<boolean> {
  const known = Object.values(await readKnown(path)).map((drafts) => drafts[journeyId]);
  if (known.includes(hash)) return true;
  for await (const version of versionsInGit(path)) {
    const { journey } = parseFile(version);
    if (journey && contentHash(asThere(journey)) === hash) return true;
  }
  return false;
}

/** True of a clone that holds only the newest versions, as CI makes them. */
export const isShallow = async (path: string): Promise<boolean> =>
  (await git(path, 'rev-parse', '--is-shallow-repository'))?.trim() === 'true';

async function* versionsInGit(path: string): AsyncGenerator<string> {
  const commits = await git(path, 'log', `-${MOST_VERSIONS}`, '--format=%H', '--', basename(path));
  for (const commit of commits?.split('\n').filter(Boolean) ?? []) {
    const version = await git(path, 'show', `${commit}:./${basename(path)}`);
    if (version !== null) yield version;
  }
}

/** What git says in the folder of a file; `null` without git, without a repository, or if there is no such thing. */
async function git(path: string, ...args: string[]): Promise<string | null> {
  const options = { cwd: dirname(resolve(path)), maxBuffer: 64 * 1024 * 1024 };
  return promisify(execFile)('git', args, options).then(
    ({ stdout }) => stdout,
    () => null,
  );
}
