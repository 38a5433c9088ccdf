import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SHARED_DIR } from './postgres-binaries.js';
import { isReachable, type UnprivilegedUser } from './unprivileged-user.js';

/** A file in `dataDir` that says where the data is, when it can't be in there. */
const SIGNPOST = 'ELSEWHERE';
/** The signpost the other way round. */
const OWNER = 'BELONGS-TO';

/**
 * The folder that holds PostgreSQL's data: `dataDir` itself, or, when we are root in a folder that no other user can
 * reach, one that they can. `dataDir` then keeps a signpost to it, so that deleting `dataDir` still means starting anew.
 */
export async function postgresHome(dataDir: string, user: UnprivilegedUser | null): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  if (!user) return dataDir;

  const signpost = join(dataDir, SIGNPOST);
  const known = await readFile(signpost, 'utf8').catch(() => '');
  if (known && (await stat(known).catch(() => null))) return known;

  await chown(dataDir, user.uid, user.gid);
  if (await isReachable(dirname(dataDir), user)) return dataDir;

  await mkdir(SHARED_DIR, { recursive: true, mode: 0o755 });
  const home = await mkdtemp(join(SHARED_DIR, 'data-'));
  await chmod(home, 0o700);
  await chown(home, user.uid, user.gid);
  await writeFile(join(home, OWNER), dataDir);
  await writeFile(signpost, home);
  await removeForgotten();
  return home;
}

/** Tests throw their temporary folders away, and with them the signposts to what lies here. */
async function removeForgotten(): Promise<void> {
  for (const name of await readdir(SHARED_DIR)) {
    const home = join(SHARED_DIR, name);
    const owner = await readFile(join(home, OWNER), 'utf8').catch(() => '');
    // A folder that is no temporary one may be on a disk that is not there just now.
    if (!owner.startsWith(join(tmpdir(), '/'))) continue;
    const isMissed = await stat(join(owner, SIGNPOST)).then(
      () => true,
      () => false,
    );
    if (!isMissed) await rm(home, { recursive: true, force: true });
  }
}

/** Removes the data wherever they are. */
export async function removePostgresHome(dataDir: string): Promise<void> {
  const elsewhere = await readFile(join(dataDir, SIGNPOST), 'utf8').catch(() => '');
  if (elsewhere) await rm(elsewhere, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
}
