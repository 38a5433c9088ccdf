import { Button, Progress } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PeopleJob } from '@signalbox/api/contract';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { api, sayError } from '../api/client.js';
import { formatCount } from '../format/number.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { peopleJobsQuery } from './people-queries.js';
import { May } from '../team/May.js';
import classes from './PeoplePage.module.css';

const SHOWN_FOR_MS = 10 * 60_000;

/** What is being done with many people, and what was just done and can still be taken back. */
export function PeopleJobs() {
  const client = useQueryClient();
  const jobs = useQuery(peopleJobsQuery).data ?? [];
  const running = jobs.filter(({ status }) => status === 'running').length;
  const before = useRef(0);
  useEffect(() => {
    if (running < before.current) void client.invalidateQueries({ queryKey: ['contacts'] });
    before.current = running;
  }, [running, client]);
  const now = Date.now();
  const shown = jobs.filter(
    ({ status, finishedAt }) =>
      status === 'running' ||
      (finishedAt !== null && status !== 'cancelled' && now - Date.parse(finishedAt) < SHOWN_FOR_MS),
  );
  if (shown.length === 0) return null;
  return (
    <ul className={classes.jobs} aria-label={t('Work on many people')}>
      {shown.slice(0, 4).map((job) => (
        <li key={job.id}>
          <Job job={job} />
        </li>
      ))}
    </ul>
  );
}

function Job({ job }: { job: PeopleJob }) {
  const client = useQueryClient();
  const undo = useMutation({
    mutationFn: () => api.post(`/api/people-jobs/${job.id}/undo`),
    onSettled: () => void client.invalidateQueries({ queryKey: ['people-jobs'] }),
  });
  const done =
    job.kind === 'import'
      ? outcomeOfImport(job)
      : t('{changed} changed', { changed: formatCount(job.changed) });
  return (
    <>
      <span>
        {said(job.title)}{' '}
        <small>
          {job.status === 'running' &&
            t('{done} of {total}', { done: formatCount(job.done), total: formatCount(job.total) })}
          {job.status === 'done' && done}
          {job.status === 'failed' && (said(job.message) || t('It could not be done.'))}
        </small>
        {undo.isError && <small role="alert"> {sayError(undo.error)}</small>}
      </span>
      {job.status === 'running' && (
        <Progress w={160} value={job.total === 0 ? 0 : (100 * job.done) / job.total} aria-label={job.title} />
      )}
      {job.bad > 0 && (
        <Button
          size="compact-xs"
          variant="subtle"
          component="a"
          href={`/api/imports/${job.id}/bad-rows.csv`}
          download
        >
          {t('Bad rows')}
        </Button>
      )}
      {job.kind === 'import' && job.status === 'running' && (
        <Button size="compact-xs" variant="subtle" component={Link} to={`/people/import?job=${job.id}`}>
          {t('Look')}
        </Button>
      )}
      {job.canUndo && (
        <May need="change" hide>
          <Button size="compact-xs" variant="subtle" loading={undo.isPending} onClick={() => undo.mutate()}>
            {t('Take back')}
          </Button>
        </May>
      )}
    </>
  );
}

export const outcomeOfImport = ({ created, changed, bad, done }: PeopleJob): string =>
  [
    t('{created} new', { created: formatCount(created) }),
    t('{changed} brought up to date', { changed: formatCount(changed) }),
    t('{max} as they were', { max: formatCount(Math.max(0, done - created - changed - bad)) }),
    bad > 0 ? t('{bad} bad', { bad: formatCount(bad) }) : '',
  ]
    .filter(Boolean)
    .join(', ');
