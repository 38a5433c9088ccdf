import { Button, Loader, Select } from '@mantine/core';
import type { RunSummary } from '@signalbox/api/contract';
import { portsOf } from '@signalbox/engine/graph';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearchParams } from 'react-router';
import { journeyQuery, nodeTypesQuery, runsQuery } from '../api/queries.js';
import { Chip } from '../ui/Chip.js';
import { Empty } from '../ui/Empty.js';
import { Card, Page } from '../ui/Page.js';
import { Table } from '../ui/Table.js';
import { Time } from '../ui/Time.js';
import { Trouble } from '../ui/Trouble.js';
import { RunActions } from './RunActions.js';
import { runState } from './run-words.js';

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
  };
  const journey = useQuery(journeyQuery(journeyId)).data;
  const catalogue = useQuery(nodeTypesQuery).data;
  const runs = useInfiniteQuery(runsQuery(journeyId, filter));
  const rows = runs.data?.pages.flatMap((page) => page.runs) ?? [];

  const nameOf = (nodeId: string | null) => {
    const node = journey?.graph.nodes.find((candidate) => candidate.id === nodeId);
    if (!node) return nodeId ? 'a step that is gone' : '';
    return node.data.name || catalogue?.find((entry) => entry.type === node.type)?.title || node.type;
  };
  const portOf = (nodeId: string, port: string) => {
    const node = journey?.graph.nodes.find((candidate) => candidate.id === nodeId);
    const entry = catalogue?.find((candidate) => candidate.type === node?.type);
    return (
      (entry && node && portsOf(entry, node.data.config).find(({ name }) => name === port)?.label) ?? port
    );
  };
  const lead = !filter.node
    ? 'One line for each time somebody entered.'
    : filter.port === 'waiting'
      ? `Those who are at “${nameOf(filter.node)}” now.`
      : filter.port === 'ended'
        ? `Those for whom the journey ended at “${nameOf(filter.node)}”.`
        : filter.port
          ? `Those who left “${nameOf(filter.node)}” by “${portOf(filter.node, filter.port)}”.`
          : `Those who came to “${nameOf(filter.node)}”.`;
  const setFilter = (name: 'node' | 'status', value: string | null) => {
    const next = new URLSearchParams(params);
    if (value) next.set(name, value);
    else next.delete(name);
    // A port is of one step: another step has others.
    if (name === 'node') next.delete('port');
    setParams(next);
  };

  return (
    <Page
      title={`People in ${journey?.name ?? 'this journey'}`}
      lead={
        filter.version || filter.from ? (
          <>
            {lead} {filter.version && `Version ${filter.version} only. `}
            {filter.from && (
              <>
                Entered since <Time at={filter.from} />.
              </>
            )}
          </>
        ) : (
          lead
        )
      }
      actions={
        <>
          <Select
            aria-label="Step"
            placeholder="Any step"
            clearable
            data={(journey?.graph.nodes ?? []).map((node) => ({ value: node.id, label: nameOf(node.id) }))}
            value={filter.node}
            onChange={(value) => setFilter('node', value)}
          />
          <Select
            aria-label="State"
            placeholder="Any state"
            clearable
            data={[
              { value: 'waiting', label: 'Waiting now' },
              { value: 'parked', label: 'Parked' },
              { value: 'held', label: 'Held by hand' },
              { value: 'stuck', label: 'Stuck' },
              { value: 'ended', label: 'Ended' },
            ]}
            value={filter.status}
            onChange={(value) => setFilter('status', value)}
          />
          <RunActions
            journeyId={journeyId}
            filter={{ nodeId: filter.node, status: filter.status === 'ended' ? null : filter.status }}
            label="All of these"
          />
          <Button component={Link} to={`/journeys/${journeyId}`} variant="default">
            Canvas
          </Button>
        </>
      }
    >
      {runs.isPending && <Loader aria-label="Loading" />}
      {runs.isError && <Trouble error={runs.error} onRetry={() => void runs.refetch()} />}
      {runs.isSuccess && rows.length === 0 && (
        <Empty title="Nobody here">
          {filter.node || filter.status
            ? 'Nobody matches. Take a filter away to see more.'
            : 'Nobody has entered yet.'}
        </Empty>
      )}
      {rows.length > 0 && (
        <Card>
          <RunTable runs={rows} stepName={nameOf} />
          {runs.hasNextPage && (
            <Button
              variant="subtle"
              mt="sm"
              loading={runs.isFetchingNextPage}
              onClick={() => void runs.fetchNextPage()}
            >
              Show more
            </Button>
          )}
        </Card>
      )}
    </Page>
  );
}

interface RunTableProps {
  runs: RunSummary[];
  /** Left out where runs of several journeys stand together. */
  stepName?: (nodeId: string | null) => string;
}

export function RunTable({ runs, stepName }: RunTableProps) {
  return (
    <Table
      label="Entries"
      rows={runs}
      rowKey={(run) => run.id}
      columns={[
        stepName
          ? {
              title: 'Person',
              cell: (run) => (
                <Link to={`/runs/${run.id}`}>{run.contact.name || run.contact.phone || 'No name'}</Link>
              ),
            }
          : { title: 'Journey', cell: (run) => <Link to={`/runs/${run.id}`}>{run.journeyName}</Link> },
        {
          title: 'State',
          cell: (run) => {
            const { tone, words } = runState(run);
            return <Chip tone={tone}>{words}</Chip>;
          },
          narrow: true,
        },
        ...(stepName
          ? [
              {
                title: 'At',
                cell: (run: RunSummary) => (run.status === 'ended' ? '' : stepName(run.currentNodeId)),
              },
            ]
          : []),
        { title: 'Version', cell: (run) => run.version, numeric: true, narrow: true },
        { title: 'Entered', cell: (run) => <Time at={run.startedAt} />, narrow: true },
        {
          title: 'Goes on',
          cell: (run) =>
            run.endedAt ? (
              <>
                left <Time at={run.endedAt} />
              </>
            ) : run.wakesAt ? (
              <Time at={run.wakesAt} />
            ) : (
              ''
            ),
          narrow: true,
        },
      ]}
    />
  );
}
