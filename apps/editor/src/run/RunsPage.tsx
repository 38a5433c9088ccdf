import { Trans } from '@lingui/react';
import { Button, Loader, Select } from '@mantine/core';
import { portsOf } from '@signalbox/engine/graph';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { drawnWithQuery, journeyQuery, nodeTypesQuery, runsQuery, versionQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { ChosenBar } from '../ui/ChosenBar.js';
import { CsvButton } from '../ui/CsvButton.js';
import { Empty } from '../ui/Empty.js';
import { Card, Page } from '../ui/Page.js';
import { ShowMore } from '../ui/ShowMore.js';
import { Time } from '../ui/Time.js';
import { isMissing, Trouble } from '../ui/Trouble.js';
import { RunActions } from './RunActions.js';
import { listedRuns } from './listed-runs.js';
import { RunTable } from './RunTable.js';
import { useMay } from '../team/roles.js';

/** The people behind a number: who is in a journey, or was, and where. */
export function RunsPage() {
  const { journeyId = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const filter = {
    node: params.get('node'),
    port: params.get('port'),
    status: params.get('status'),
    version: params.get('version'),
    from: params.get('from'),
    to: params.get('to'),
    goal: params.get('goal'),
  };
  const listed = listedRuns(filter);
  const asked = useQuery(journeyQuery(journeyId));
  const journey = asked.data;
  const catalogue = useQuery(nodeTypesQuery).data;
  const runs = useInfiniteQuery(runsQuery(journeyId, filter));
  const rows = runs.data?.pages.flatMap((page) => page.runs) ?? [];
  const mayChange = useMay('change');
  const [picked, setPicked] = useState<string[]>([]);
  // Who has left meanwhile, or is no longer listed, is chosen no more.
  const chosen = rows.flatMap(({ id, status }) => (picked.includes(id) && status !== 'ended' ? [id] : []));

  // People go through a version; the draft may have other steps by now.
  const shownVersion = filter.version === null ? journey?.liveVersion : Number(filter.version);
  const version = useQuery({ ...versionQuery(journeyId, shownVersion ?? 0), enabled: Boolean(shownVersion) });
  const graph = version.data?.graph ?? journey?.graph;
  const nodeIn = (drawn: typeof graph | null, nodeId: string) =>
    drawn?.nodes.find((candidate) => candidate.id === nodeId);
  const former = useQuery({
    ...drawnWithQuery(journeyId, filter.node ?? ''),
    enabled: graph !== undefined && filter.node !== null && !nodeIn(graph, filter.node),
  });
  const nodeOf = (nodeId: string) => nodeIn(graph, nodeId) ?? nodeIn(former.data, nodeId);
  const nameOf = (nodeId: string) => {
    const node = nodeOf(nodeId);
    if (!node) return t('a step that is gone');
    return node.data.name || catalogue?.find((entry) => entry.type === node.type)?.title || node.type;
  };
  const portOf = (nodeId: string, port: string) => {
    const node = nodeOf(nodeId);
    const entry = catalogue?.find((candidate) => candidate.type === node?.type);
    return (
      (entry && node && portsOf(entry, node.data.config).find(({ name }) => name === port)?.label) ?? port
    );
  };
  const lead = !filter.node
    ? filter.goal
      ? t('Those who reached the goal.')
      : t('One line for each time somebody entered.')
    : filter.port === 'waiting'
      ? t('Those who are at “{node}” now.', { node: nameOf(filter.node) })
      : filter.port === 'ended'
        ? t('Those for whom the journey ended at “{node}”.', { node: nameOf(filter.node) })
        : filter.port
          ? t('Those who left “{node}” by “{port}”.', {
              node: nameOf(filter.node),
              port: portOf(filter.node, filter.port),
            })
          : t('Those who came to “{node}”.', { node: nameOf(filter.node) });
  const setFilter = (name: 'node' | 'status', value: string | null) => {
    const next = new URLSearchParams(params);
    if (value) next.set(name, value);
    else next.delete(name);
    // A port is of one step: another step has others.
    if (name === 'node') next.delete('port');
    setPicked([]);
    setParams(next);
  };

  if (isMissing(asked.error) && rows.length === 0) return <Trouble isPage error={asked.error} />;
  return (
    <Page
      title={t('People in {name}', { name: journey?.name ?? t('this journey') })}
      lead={
        filter.version || filter.from || filter.to ? (
          <>
            {lead} {filter.version && t('Version {version} only.', { version: filter.version })}{' '}
            {filter.from && (
              <Trans id="Entered since <time/>." components={{ time: <Time at={filter.from} /> }} />
            )}{' '}
            {filter.to && (
              <Trans id="Entered before <time/>." components={{ time: <Time at={filter.to} /> }} />
            )}
          </>
        ) : (
          lead
        )
      }
      actions={
        <>
          <Select
            aria-label={t('Step')}
            w={168}
            placeholder={t('Any step')}
            clearable
            data={[
              ...(graph?.nodes ?? []).map(({ id }) => id),
              ...(filter.node && !nodeIn(graph, filter.node) ? [filter.node] : []),
            ].map((id) => ({ value: id, label: nameOf(id) }))}
            value={filter.node}
            onChange={(value) => setFilter('node', value)}
          />
          <Select
            aria-label={t('State')}
            w={150}
            placeholder={t('Any state')}
            clearable
            data={[
              { value: 'waiting', label: t('Waiting now') },
              { value: 'parked', label: t('Parked') },
              { value: 'held', label: t('Held by hand') },
              { value: 'stuck', label: t('Stuck') },
              { value: 'ended', label: t('Ended') },
            ]}
            value={filter.status}
            onChange={(value) => setFilter('status', value)}
          />
          {listed && <RunActions journeyId={journeyId} whom={listed} label={t('All of these')} />}
          <CsvButton path={`/api/journeys/${journeyId}/runs.csv`} filter={filter} />
          <Button component={Link} to={`/journeys/${journeyId}`} variant="default">
            {t('Canvas')}
          </Button>
        </>
      }
    >
      {runs.isPending && <Loader aria-label={t('Loading')} />}
      {runs.isError && <Trouble error={runs.error} onRetry={() => void runs.refetch()} />}
      {runs.isSuccess && rows.length === 0 && (
        <Empty title={t('Nobody here')}>
          {filter.node || filter.status
            ? t('Nobody matches. Take a filter away to see more.')
            : t('Nobody has entered yet.')}
        </Empty>
      )}
      {rows.length > 0 && (
        <Card>
          {chosen.length > 0 && (
            <ChosenBar
              said={t('{count, plural, one {# person} other {# people}} chosen', { count: chosen.length })}
            >
              <RunActions journeyId={journeyId} whom={{ runIds: chosen }} />
              <Button variant="subtle" color="gray" onClick={() => setPicked([])}>
                {t('Clear')}
              </Button>
            </ChosenBar>
          )}
          <RunTable
            runs={rows}
            stepOf={(run) => run.currentStep}
            choice={mayChange ? { chosen, onChoose: setPicked } : undefined}
          />
          <ShowMore list={runs} />
        </Card>
      )}
    </Page>
  );
}
