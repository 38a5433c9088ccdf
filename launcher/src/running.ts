import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export interface Running {
  pid: number;
  url: string;
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
  writeFileSync(fileIn(dataDir), JSON.stringify(running, null, 2));
}

export const clearRunning = (dataDir: string): void => rmSync(fileIn(dataDir), { force: true });

/** Whether a process runs whose command line holds `mark`; its number alone may be another's by now. */
export function isOurs(pid: number, mark: string): boolean {
  try {
    process.kill(pid, 0);
    const command = execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes(mark);
  } catch {
    return false;
  }
}

/** Ends what a killed start has left, so that nothing stands in the way of this one. */
export async function stopLeftovers(running: Running, marks: Record<string, string>): Promise<string[]> {
  const stopped: string[] = [];
  for (const [name, pid] of Object.entries(running.children)) {
    const mark = marks[name];
    if (!mark || !isOurs(pid, mark)) continue;
    process.kill(pid, 'SIGTERM');
    for (let waited = 0; waited < 50 && isOurs(pid, mark); waited++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    if (isOurs(pid, mark)) process.kill(pid, 'SIGKILL');
    stopped.push(name);
  }
  return stopped;
}
