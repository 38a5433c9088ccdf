import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, sayError } from '../api/client.js';
import { experimentQuery } from '../api/queries.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import { CountedSince } from './CountedSince.js';
import { percent, ShareRange } from './ShareRange.js';
import { May } from '../team/May.js';
import classes from './StepResults.module.css';

/** How the variants do: the share that reached the aim, and the range in which the true one lies. */
export function ExperimentTable({ journeyId, nodeId }: { journeyId: string; nodeId: string }) {
  const client = useQueryClient();
  const experiment = useQuery(experimentQuery(journeyId, nodeId)).data;
  const choose = useMutation({
    mutationFn: (variant: string | null) =>
      api.put(`/api/journeys/${journeyId}/experiments/${encodeURIComponent(nodeId)}/winner`, { variant }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['journey', journeyId, 'experiment', nodeId] }),
    onError: (error) => notifications.show({ color: 'red', message: sayError(error) }),
  });
  if (!experiment) return null;
  const { variants, winner, metric, since } = experiment;
  const verdict = said(experiment.verdict);
  const most = Math.max(0.01, ...variants.map(({ high }) => high ?? 0));
  return (
    <section aria-label={t('Results')}>
      <p className={classes.hint}>
        {t(
          '{verdict} Counted is “{metric}”, of those whose time for it is over. The bar is the range in which the true share lies, 19 times in 20. One is called better only when that would hardly ever be chance, however often you look.',
          { verdict, metric },
        )}
      </p>
      <CountedSince since={since} />
      <ul className={classes.list}>
        {variants.map(({ id, name, share, ...counts }) => (
          <li key={id}>
            <p className={classes.head}>
              <b>{name}</b>
              {winner === id && <Chip tone="go">{t('Everybody goes here')}</Chip>}
              <span className="num">{share === null ? t('nobody yet') : percent(share)}</span>
            </p>
            <ShareRange {...counts} most={most} />
            {winner !== id && (
              <May need="change">
                <Button size="compact-xs" variant="default" onClick={() => choose.mutate(id)}>
                  {t('Send everybody here')}
                </Button>
              </May>
            )}
          </li>
        ))}
      </ul>
      {winner !== null && (
        <May need="change">
          <Button size="compact-xs" variant="subtle" mt="xs" onClick={() => choose.mutate(null)}>
            {t('Go on trying all')}
          </Button>
        </May>
      )}
    </section>
  );
}
