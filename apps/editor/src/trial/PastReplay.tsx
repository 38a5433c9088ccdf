import { Trans } from '@lingui/react';
import { Alert, Button, Group, Progress, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { formatCount } from '../format/number.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { useWorkspace } from '../workspace/workspace.js';
import { PastReplayFindings } from './PastReplayFindings.js';
import { usePastReplay } from './use-past-replay.js';
import classes from './TrialDrawer.module.css';

const DAY = 86_400_000;
const STRETCHES = [
  { value: '7', label: t('Week') },
  { value: '30', label: t('Month') },
  { value: '90', label: t('Quarter') },
  { value: '365', label: t('Year') },
];

/** What the draft would have done with the events that really happened. */
export function PastReplay({ journeyId }: { journeyId: string }) {
  const workspace = useWorkspace();
  const [days, setDays] = useState('90');
  const { state, run, stop } = usePastReplay(journeyId);
  const begin = () =>
    void run({
      graph: workspace.history.get().graph,
      from: new Date(Date.now() - Number(days) * DAY).toISOString(),
    });
  return (
    <>
      <p className={classes.hint}>
        {t(
          'Everything that your shop and your people did in this time passes through the draft once more. You see who would have been texted, what and when. Nobody is texted, and nothing is changed.',
        )}
      </p>
      <SegmentedControl
        fullWidth
        aria-label={t('How far back')}
        data={STRETCHES}
        value={days}
        onChange={setDays}
        mb="md"
      />
      <Group justify="flex-end" mb="md">
        {state.kind === 'running' ? (
          <Button variant="default" onClick={stop}>
            {t('Stop')}
          </Button>
        ) : (
          <Button onClick={begin}>{t('Replay')}</Button>
        )}
      </Group>
      {state.kind === 'running' && (
        <div aria-live="polite">
          <Progress
            aria-label={t('Replayed so far')}
            value={state.total === 0 ? 0 : (state.done / state.total) * 100}
            animated
          />
          <p className={classes.hint}>
            <Trans
              id="<span>{done}</span> of <span2>{total}</span2> events"
              values={{ done: formatCount(state.done), total: formatCount(state.total) }}
              components={{ span: <span className="num" />, span2: <span className="num" /> }}
            />
          </p>
        </div>
      )}
      {state.kind === 'failed' && (
        <Alert color="red" title={t('It can’t run yet')}>
          {said(state.why)}
        </Alert>
      )}
      {state.kind === 'done' && <PastReplayFindings found={state.found} />}
    </>
  );
}
