import { Button, Progress } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, sayError } from '../api/client.js';
import { jobQuery } from '../api/queries.js';
import { formatCount } from '../format/number.js';
import { language } from '../language/i18n.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { May } from '../team/May.js';
import classes from './FirstSteps.module.css';

interface Props {
  /** What to load: the small demo shop, or CDNOW's purchase history. */
  path?: '/api/demo' | '/api/demo/history';
  label?: string;
  variant?: 'filled' | 'default';
}

/** Loads sample data through the public intake, and shows how far it is. */
export function LoadDemoButton({
  path = '/api/demo',
  label = t('Load the demo shop'),
  variant = 'filled',
}: Props) {
  const client = useQueryClient();
  const [jobId, setJobId] = useState<string | null>(null);
  const job = useQuery(jobQuery(jobId)).data;
  const start = useMutation({
    mutationFn: () => api.post<{ jobId: string }>(path, path === '/api/demo' ? { language } : undefined),
    onSuccess: (started) => setJobId(started.jobId),
    onError: (error) =>
      notifications.show({ color: 'red', title: t('Not loaded'), message: sayError(error) }),
  });

  const status = job?.status;
  const message = job?.message ?? '';
  useEffect(() => {
    if (status !== 'done' && status !== 'failed') return;
    notifications.show(
      status === 'done'
        ? { color: 'go', title: t('Loaded'), message: said(message) || t('The demo shop is here.') }
        : { color: 'red', title: t('Loading stopped'), message: said(message) },
    );
    setJobId(null);
    void client.invalidateQueries();
  }, [client, status, message]);

  if (!jobId) {
    return (
      <May need="change">
        <Button size="md" variant={variant} loading={start.isPending} onClick={() => start.mutate()}>
          {label}
        </Button>
      </May>
    );
  }
  return (
    <div className={classes.progress} role="status">
      <Progress value={job && job.total > 0 ? (100 * job.done) / job.total : 3} aria-label={label} />
      <p className="num">
        {job
          ? t('{done} of {total}, {rate} a second', {
              done: formatCount(job.done),
              total: formatCount(job.total),
              rate: formatCount(Math.round(job.rate)),
            })
          : t('Starting…')}
      </p>
    </div>
  );
}
