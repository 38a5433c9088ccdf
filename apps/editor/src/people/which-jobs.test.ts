import type { PeopleJob } from '@signalbox/api/contract';
import { expect, test } from 'vitest';
import { whichJobs } from './which-jobs.js';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const job = (id: string, status: PeopleJob['status'], minutesAgo: number | null) =>
  ({
    id,
    status,
    finishedAt: minutesAgo === null ? null : new Date(NOW - minutesAgo * 60_000).toISOString(),
  }) as PeopleJob;

test('no job is lost from sight: what is not shown by itself stands with what was done earlier', () => {
  const jobs = [
    job('file', 'ready', null),
    job('running', 'running', null),
    job('just done', 'done', 9),
    job('stopped', 'cancelled', 1),
    job('long done', 'done', 11),
    job('failed', 'failed', 60),
    ...['a', 'b', 'c'].map((id) => job(id, 'done', 1)),
  ];
  const { now, earlier } = whichJobs(jobs, NOW);
  expect(now.map(({ id }) => id)).toEqual(['running', 'just done', 'a', 'b']);
  expect(earlier.map(({ id }) => id)).toEqual(['file', 'stopped', 'long done', 'failed', 'c']);
});
