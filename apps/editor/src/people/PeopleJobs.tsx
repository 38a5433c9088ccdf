import { Button, Progress } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PeopleJob } from '@signalbox/api/contract';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { api, sayError } from '../api/client.js';
import { formatCount } from '../format/number.js';
import { shortTime } from '../format/time.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { peopleJobsQuery } from './people-queries.js';
import { TakeImportBack } from './TakeImportBack.js';
import { whichJobs } from './which-jobs.js';
import { May } from '../team/May.js';
import classes from './PeoplePage.module.css';

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
  const { now, earlier } = whichJobs(jobs, Date.now());
  return (
    <>
      {now.length > 0 && <JobList jobs={now} label={t('Work on many people')} />}
      {earlier.length > 0 && (
        <details className={classes.earlier}>
          <summary>{t('Earlier work on many people')}</summary>
          <JobList jobs={earlier} label={t('Earlier work on many people')} />
        </details>
      )}
    </>
  );
}

function JobList({ jobs, label }: { jobs: PeopleJob[]; label: string }) {
  return (
    <ul className={classes.jobs} aria-label={label}>
      {jobs.map((job) => (
        <li key={job.id}>
          <Job job={job} />
        </li>
      ))}
    </ul>
  );
}

function Job({ job }: { job: PeopleJob }) {
  const client = useQueryClient();
  const [isTakingBack, setIsTakingBack] = useState(false);
  const ask = useMutation({
    mutationFn: (what: 'undo' | 'go-on' | 'cancel') => api.post(`/api/people-jobs/${job.id}/${what}`),
    onSettled: () => void client.invalidateQueries({ queryKey: ['people-jobs'] }),
  });
  const done =
    job.kind === 'import'
      ? outcomeOfImport(job)
      : job.isOfImport
        ? outcomeOfImportUndo(job)
        : t('{changed} changed', { changed: formatCount(job.changed) });
  const progress = t('{done} of {total}', { done: formatCount(job.done), total: formatCount(job.total) });
  const button = (label: string, what: 'undo' | 'go-on' | 'cancel') => (
    <May need="change" hide>
      <Button
        size="compact-xs"
        variant="subtle"
        loading={ask.isPending && ask.variables === what}
        onClick={() => ask.mutate(what)}
      >
        {label}
      </Button>
    </May>
  );
  return (
    <>
      <span>
        {said(job.title)}{' '}
        <small>
          {job.isWaiting
            ? t('Waits for the work before it')
            : job.status === 'running' || job.status === 'cancelled'
              ? progress
              : null}
          {job.status === 'done' && done}
          {job.status === 'failed' && (said(job.message) || t('It could not be done.'))}
          {job.status === 'ready' &&
            t('Not begun: {rows, plural, one {# row} other {# rows}}', { rows: job.total })}{' '}
          · {shortTime(job.createdAt)}
        </small>
        {ask.isError && <small role="alert"> {sayError(ask.error)}</small>}
      </span>
      {job.status === 'running' && !job.isWaiting && (
        <Progress w={160} value={job.total === 0 ? 0 : (100 * job.done) / job.total} aria-label={job.title} />
      )}
      {job.hasBadRows && (
        <May need="export" hide>
          <Button
            size="compact-xs"
            variant="subtle"
            component="a"
            href={`/api/imports/${job.id}/bad-rows.csv`}
            download
          >
            {t('Bad rows')}
          </Button>
        </May>
      )}
      {job.kind === 'import' && job.status === 'running' && (
        <Button size="compact-xs" variant="subtle" component={Link} to={`/people/import?job=${job.id}`}>
          {t('Look')}
        </Button>
      )}
      {job.status === 'ready' && (
        <Button size="compact-xs" variant="subtle" component={Link} to={`/people/import?file=${job.id}`}>
          {t('Settle')}
        </Button>
      )}
      {job.status === 'ready' && button(t('Throw away'), 'cancel')}
      {job.status === 'running' && button(t('Stop'), 'cancel')}
      {job.canGoOn && button(t('Go on'), 'go-on')}
      {job.canUndo && !job.isOfImport && button(t('Take back'), 'undo')}
      {job.canUndo && job.isOfImport && (
        <May need="change" hide>
          <Button size="compact-xs" variant="subtle" onClick={() => setIsTakingBack(true)}>
            {t('Take back')}
          </Button>
        </May>
      )}
      {isTakingBack && <TakeImportBack job={job} onClose={() => setIsTakingBack(false)} />}
    </>
  );
}

export const outcomeOfImportUndo = ({ gone, changed, kept }: PeopleJob): string =>
  [
    t('{gone} gone again', { gone: formatCount(gone) }),
    changed > gone ? t('{changed} as before', { changed: formatCount(changed - gone) }) : '',
    kept > 0 ? t('{kept} left alone', { kept: formatCount(kept) }) : '',
  ]
    .filter(Boolean)
    .join(', ');

export const outcomeOfImport = ({ created, changed, bad, done }: PeopleJob): string =>
  [
    t('{created} new', { created: formatCount(created) }),
    t('{changed} brought up to date', { changed: formatCount(changed) }),
    t('{max} as they were', { max: formatCount(Math.max(0, done - created - changed - bad)) }),
    bad > 0 ? t('{bad} bad', { bad: formatCount(bad) }) : '',
  ]
    .filter(Boolean)
    .join(', ');
