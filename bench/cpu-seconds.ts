import { readdirSync, readFileSync } from 'node:fs';

/** As Linux counts the time of processes, whatever the machine. */
const TICKS_A_SECOND = 100;

interface Process {
  pid: number;
  parent: number;
  /** Of itself, and of its children that have ended. */
  seconds: number;
}

function processes(): Process[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      // The name may hold anything: what is counted stands behind its last bracket.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
      return [{ pid: Number(pid), parent: Number(fields[1]), seconds: ticks / TICKS_A_SECOND }];
    } catch {
      return []; // it has just ended
    }
  });
}

/** Seconds of the cores that a process and the live children of it have used so far. Linux only. */
export const secondsOf = (pid: number): number =>
  processes()
    .filter((one) => one.pid === pid || one.parent === pid)
    .reduce((sum, { seconds }) => sum + seconds, 0);

export const parentOf = (pid: number): number => processes().find((one) => one.pid === pid)!.parent;

function hasWords(pid: number, words: readonly string[]): boolean {
  try {
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return words.every((word) => line.includes(word));
  } catch {
    return false; // it has just ended
  }
}

/** @returns the process whose command line has all the words */
export const pidOf = (...words: string[]): number | null =>
  processes().find(({ pid }) => hasWords(pid, words))?.pid ?? null;

/** Seconds of the cores that all processes with these words in their command lines have used so far. Linux only. */
export const secondsOfAll = (...words: string[]): number =>
  processes()
    .filter(({ pid }) => hasWords(pid, words))
    .reduce((sum, { seconds }) => sum + seconds, 0);
