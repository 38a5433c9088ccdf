import { Trans } from '@lingui/react';
import { Progress } from '@mantine/core';
import type { Campaign } from '@signalbox/api/contract';
import { formatCount } from '../format/number.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { Time } from '../ui/Time.js';
import classes from './CampaignProgress.module.css';

/** Whom a campaign has reached so far, and when it will be done. */
export function CampaignProgress({ campaign }: { campaign: Campaign }) {
  const { status, reason, total, started, notStarted, doneAt } = campaign;
  if (status === 'missed') return <p className={classes.words}>{said(reason)}</p>;
  return (
    <>
      <Progress
        value={total === 0 ? 0 : ((started + notStarted) / total) * 100}
        aria-label={t('{started} of {total} people', { started: started + notStarted, total })}
      />
      <p className={classes.words}>
        {t('{started} of {total} started', { started: formatCount(started), total: formatCount(total) })}
        {notStarted > 0 && t(', {notStarted} not let in', { notStarted: formatCount(notStarted) })}
        {doneAt && (
          <Trans
            id="{status, select, running {, done about <time/>} other {, done <time/>}}"
            values={{ status }}
            components={{ time: <Time at={doneAt} /> }}
          />
        )}
        {reason && <> · {said(reason)}</>}
      </p>
    </>
  );
}
