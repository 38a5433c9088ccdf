import type { PeopleJob } from '@signalbox/api/contract';

const NEW_FOR_MS = 10 * 60_000;
const MOST = 4;

/** What is under way or was just done, and what lies further back. A file that waits to be settled is further back, too. */
export function whichJobs(jobs: PeopleJob[], nowMs: number): { now: PeopleJob[]; earlier: PeopleJob[] } {
  const now = jobs
    .filter(
      ({ status, finishedAt }) =>
        status === 'running' ||
        (finishedAt !== null && status !== 'cancelled' && nowMs - Date.parse(finishedAt) < NEW_FOR_MS),
    )
    .slice(0, MOST);
  return { now, earlier: jobs.filter((job) => !now.includes(job)) };
}
