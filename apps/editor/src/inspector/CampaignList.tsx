import { Trans } from '@lingui/react';
import { Button, Progress } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Campaign } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, sayError } from '../api/client.js';
import { campaignsQuery } from '../api/queries.js';
import { formatCount } from '../format/number.js';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import { Time } from '../ui/Time.js';
import { May } from '../team/May.js';
import classes from './StepResults.module.css';

const WORDS = {
  gathering: { tone: 'event', words: t('Counting the audience') },
  running: { tone: 'go', words: t('Under way') },
  stopped: { tone: 'stop', words: t('Stopped') },
  done: { tone: 'neutral', words: t('Done') },
} as const;

/** The times that a journey went to its audience: whom each has reached, and when it will be done. */
export function CampaignList({ journeyId }: { journeyId: string }) {
  const campaigns = useQuery(campaignsQuery(journeyId)).data ?? [];
  if (campaigns.length === 0)
    return <p className={classes.hint}>{t('It has not come round yet. Its progress will stand here.')}</p>;
  return (
    <ul className={classes.list} aria-label={t('Campaigns')}>
      {campaigns.map((campaign) => (
        <li key={campaign.id}>
          <OneCampaign campaign={campaign} journeyId={journeyId} />
        </li>
      ))}
    </ul>
  );
}

function OneCampaign({ campaign, journeyId }: { campaign: Campaign; journeyId: string }) {
  const client = useQueryClient();
  const { id, occurrence, status, total, started, notStarted, doneAt } = campaign;
  const stop = useMutation({
    mutationFn: () => api.post(`/api/campaigns/${id}/stop`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['journey', journeyId, 'campaigns'] }),
    onError: (error) => notifications.show({ color: 'red', message: sayError(error) }),
  });
  const { tone, words } = WORDS[status];
  const isOpen = status === 'gathering' || status === 'running';
  return (
    <>
      <p className={classes.head}>
        <b>{occurrence.replace('T', ', ')}</b>
        <Chip tone={tone}>{words}</Chip>
      </p>
      <Progress
        value={total === 0 ? 0 : ((started + notStarted) / total) * 100}
        aria-label={t('{started} of {total} people', { started: started + notStarted, total })}
      />
      <p className={classes.hint}>
        {t('{started} of {total} started', { started: formatCount(started), total: formatCount(total) })}
        {notStarted > 0 && t(', {notStarted} not let in', { notStarted: formatCount(notStarted) })}
        {doneAt && (
          <Trans
            id="{status, select, running {, done about <time/>} other {, done <time/>}}"
            values={{ status }}
            components={{ time: <Time at={doneAt} /> }}
          />
        )}
      </p>
      {isOpen && (
        <May need="change">
          <Button size="compact-xs" variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
            {t('Start nobody further')}
          </Button>
        </May>
      )}
    </>
  );
}
