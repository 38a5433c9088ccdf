import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { waitUntil } from './wait-until.js';

/**
 * Stops the process with this id if it is one that an earlier, killed start left behind.
 * Process ids are used again, so nothing is signalled before the process's own command line or folder names `mark`.
 * @param mark a path that only our process has in its command line or as its working folder
 * @returns whether there was such a process
 */
export async function stopLeftover(pid: number, mark: string, signal: NodeJS.Signals): Promise<boolean> {
  if (!isAlive(pid) || !(await isMarked(pid, mark))) return false;
  process.kill(pid, signal);
  const isGone = () => !isAlive(pid);
  if (!(await waitUntil(isGone, { withinMs: 15_000 }))) {
    process.kill(pid, 'SIGKILL');
    await waitUntil(isGone, { withinMs: 5_000 });
  }
  return true;
}

/** Whether a process with this id exists; one that belongs to somebody else counts. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether this process' command line or folder names `mark`: its number alone may be another program's by now. */
export async function isMarked(pid: number, mark: string): Promise<boolean> {
  return (await commandLine(pid)).includes(mark) || (await workingFolder(pid)) === mark;
}

async function commandLine(pid: number): Promise<string> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
  } catch {
    // No /proc on macOS.
    const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({
      stdout: '',
    }));
    return stdout;
  }
}

async function workingFolder(pid: number): Promise<string | null> {
  return readlink(`/proc/${pid}/cwd`).catch(() => null);
}
