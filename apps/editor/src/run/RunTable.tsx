import { Trans } from '@lingui/react';
import { Box, Checkbox } from '@mantine/core';
import type { RunSummary } from '@signalbox/api/contract';
import { Link } from 'react-router';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import { Table, type Column } from '../ui/Table.js';
import { Time } from '../ui/Time.js';
import { runState } from './run-words.js';

interface RunTableProps<Run extends RunSummary> {
  runs: Run[];
  /** Left out where runs of several journeys stand together. */
  stepOf?: (run: Run) => string | null;
  /** The entries, by id, that something is to be done with: those that are over can't be chosen. */
  choice?: { chosen: string[]; onChoose: (ids: string[]) => void } | undefined;
}

/** Entries of a journey, or of a person into journeys, one a line. */
export function RunTable<Run extends RunSummary>({ runs, stepOf, choice }: RunTableProps<Run>) {
  return (
    <Table
      label={t('Entries')}
      rows={runs}
      rowKey={(run) => run.id}
      columns={[
        ...(choice && runs.some(isInside) ? [choiceColumn(runs, choice)] : []),
        stepOf
          ? {
              title: t('Person'),
              cell: (run) => <Link to={`/runs/${run.id}`}>{whoIn(run)}</Link>,
            }
          : { title: t('Journey'), cell: (run) => <Link to={`/runs/${run.id}`}>{run.journeyName}</Link> },
        {
          title: t('State'),
          cell: (run) => {
            const { tone, words } = runState(run);
            return <Chip tone={tone}>{words}</Chip>;
          },
          narrow: true,
        },
        ...(stepOf ? [{ title: t('At'), cell: (run: Run) => <Box miw={110}>{stepOf(run)}</Box> }] : []),
        { title: t('Version'), cell: (run) => run.version, numeric: true, narrow: true },
        { title: t('Entered'), cell: (run) => <Time at={run.startedAt} />, narrow: true },
        {
          title: t('Goes on'),
          cell: (run) =>
            run.endedAt ? (
              <>
                <Trans id="left <time/>" components={{ time: <Time at={run.endedAt} /> }} />
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

const whoIn = ({ contact }: RunSummary): string => contact.name || contact.phone || t('No name');

const isInside = ({ status }: RunSummary): boolean => status !== 'ended';

function choiceColumn<Run extends RunSummary>(
  runs: Run[],
  { chosen, onChoose }: NonNullable<RunTableProps<Run>['choice']>,
): Column<Run> {
  const all = runs.filter(isInside).map(({ id }) => id);
  const areAll = all.every((id) => chosen.includes(id));
  return {
    key: 'choose',
    title: (
      <Checkbox
        size="xs"
        aria-label={t('Choose all that are shown')}
        checked={areAll}
        indeterminate={chosen.length > 0 && !areAll}
        onChange={() => onChoose(areAll ? [] : all)}
      />
    ),
    cell: (run) =>
      isInside(run) && (
        <Checkbox
          size="xs"
          aria-label={t('Choose {name}', { name: whoIn(run) })}
          checked={chosen.includes(run.id)}
          onChange={() =>
            onChoose(
              chosen.includes(run.id) ? chosen.filter((other) => other !== run.id) : [...chosen, run.id],
            )
          }
        />
      ),
    narrow: true,
  };
}
