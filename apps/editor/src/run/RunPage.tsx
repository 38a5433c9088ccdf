import type { RunDetail } from '@signalbox/api/contract';
import { findEntry, portsOf, type Catalogue } from '@signalbox/engine/graph';
import { Trans } from '@lingui/react';
import { Button, Center, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link, useParams } from 'react-router';
import { nodeTypesQuery, runQuery } from '../api/queries.js';
import { said } from '../language/said.js';
import { zoneName } from '../format/time.js';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import { Card, Page } from '../ui/Page.js';
import { Properties } from '../ui/Properties.js';
import { Time } from '../ui/Time.js';
import { Trouble } from '../ui/Trouble.js';
import { runState } from './run-words.js';
import { RunActions } from './RunActions.js';
import { RunSteps } from './RunSteps.js';
import classes from './RunPage.module.css';

// The canvas is the heavy part, and the words are there without it.
const RunCanvas = lazy(() => import('./RunCanvas.js'));

/** One person's passage through a journey, step by step: why they got this text, or did not. */
export function RunPage() {
  const { runId = '' } = useParams();
  const [nodeId, setNodeId] = useState<string | null>(null);
  const run = useQuery(runQuery(runId));
  const catalogue = useQuery(nodeTypesQuery).data ?? [];
  if (run.isError && !run.data)
    return <Trouble isPage error={run.error} onRetry={() => void run.refetch()} />;
  if (!run.data) {
    return (
      <Page title={t('A run')}>
        <Loader aria-label={t('Loading')} />
      </Page>
    );
  }
  const { contact, journeyId, journeyName, version, entryEvent, startedAt, wakesAt, status } = run.data;
  const state = runState(run.data);
  const who = contact.name || contact.phone || t('Somebody');
  return (
    <Page
      title={t('{who} in {journeyName}', { who, journeyName })}
      lead={
        <>
          <Trans
            id="Entered <time/>, version {version}. All times are in {zoneName}."
            values={{ version, zoneName: zoneName() }}
            components={{ time: <Time at={startedAt} /> }}
          />
        </>
      }
      actions={
        <>
          {status !== 'ended' && (
            <RunActions
              journeyId={journeyId}
              whom={{ runIds: [runId] }}
              status={status}
              ways={waysOn(run.data, catalogue)}
            />
          )}
          <Button component={Link} to={`/people/${contact.id}`} variant="default">
            {who}
          </Button>
          <Button component={Link} to={`/journeys/${journeyId}`} variant="default">
            {t('Canvas')}
          </Button>
        </>
      }
    >
      <p className={classes.state}>
        <Chip tone={state.tone} lamp>
          {state.words}
        </Chip>
        {status === 'waiting' && wakesAt && (
          <>
            {' '}
            <Trans id="until <time/> at the latest" components={{ time: <Time at={wakesAt} /> }} />
          </>
        )}
      </p>
      <div className={classes.columns}>
        <div className={classes.canvas}>
          <Suspense
            fallback={
              <Center h="100%">
                <Loader aria-label={t('Loading')} />
              </Center>
            }
          >
            <RunCanvas run={run.data} catalogue={catalogue} nodeId={nodeId} onSelect={setNodeId} />
          </Suspense>
        </div>
        <div className={classes.told}>
          <Card title={t('What happened, and why')}>
            <RunSteps run={run.data} catalogue={catalogue} nodeId={nodeId} onSelect={setNodeId} />
          </Card>
          <Card title={t('What let them in')}>
            <p className={classes.event}>
              <b>{entryEvent.name}</b> <Time at={entryEvent.occurredAt} />
            </p>
            <Properties value={entryEvent.properties} />
          </Card>
        </div>
      </div>
    </Page>
  );
}

/** The ways out of the step where a run is. */
function waysOn({ steps, graph }: RunDetail, catalogue: Catalogue): { name: string; label: string }[] {
  const node = graph.nodes.find(({ id }) => id === steps.at(-1)?.nodeId);
  const entry = node && findEntry(catalogue, { type: node.type, version: node.data.version });
  return entry
    ? portsOf(entry, node.data.config).map(({ name, label }) => ({ name, label: said(label) }))
    : [];
}
