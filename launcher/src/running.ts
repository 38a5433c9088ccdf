import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, isMarked, stopLeftover } from '@signalbox/dev-servers';

/** What a start writes down about itself, for the next one. */
export interface Running {
  pid: number;
  url: string;
  /** Once the database is up. */
  databaseUrl?: string;
  /** The programs it has started, by name. */
  children: Record<string, number>;
}

const fileIn = (dataDir: string) => join(dataDir, 'running.json');

/** What the last start wrote down, whether or not it still runs. */
export function readRunning(dataDir: string): Running | null {
  try {
    return JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as Running;
  } catch {
    return null;
  }
}

export function writeRunning(dataDir: string, running: Running): void {
  mkdirSync(dataDir, { recursive: true });
  // The database's password is in it.
  writeFileSync(fileIn(dataDir), JSON.stringify(running, null, 2), { mode: 0o600 });
}

export const clearRunning = (dataDir: string): void => rmSync(fileIn(dataDir), { force: true });

/** Whether the start that wrote this is still there. */
export async function stillRuns({ pid }: Running): Promise<boolean> {
  return pid !== process.pid && isAlive(pid) && (await isMarked(pid, 'launcher/start.mjs'));
}

/** Ends what a killed start has left, so that nothing stands in the way of this one. */
export async function stopLeftovers(running: Running, marks: Record<string, string>): Promise<string[]> {
  const stopped: string[] = [];
  for (const [name, pid] of Object.entries(running.children)) {
    const mark = marks[name];
    if (mark && (await stopLeftover(pid, mark, 'SIGTERM'))) stopped.push(name);
  }
  return stopped;
}
