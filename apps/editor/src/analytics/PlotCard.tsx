import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { lazy, Suspense, type ReactNode } from 'react';
import { locale } from '../language/i18n.js';
import { t } from '../language/t.js';
import { Card } from '../ui/Page.js';
import { Table } from '../ui/Table.js';
import { saveCsv } from './csv.js';
import type { Series } from './Plot.js';
import classes from './AnalyticsPage.module.css';

const Plot = lazy(async () => ({ default: (await import('./Plot.js')).Plot }));

type Row = Record<string, string | number>;

interface Props {
  title: string;
  hint: string;
  kind: 'bars' | 'line';
  along: { name: string; label: string; cell?: (row: Row) => ReactNode };
  series: Series[];
  rows: Row[];
  /** Numbers of the table that are not plotted. */
  more?: { name: string; label: string; cell: (row: Row) => ReactNode }[];
}

/** One question: its plot, the numbers behind it, and the file of them. */
export function PlotCard({ title, hint, kind, along, series, rows, more = [] }: Props) {
  const isEmpty = rows.every((row) => series.every(({ name }) => row[name] === 0));
  // The newest day first, and days without anything only in the plot.
  const listed =
    kind === 'bars' && along.name !== 'day'
      ? rows
      : rows.filter((row) => series.some(({ name }) => row[name] !== 0)).reverse();
  const save = () => {
    const columns = [along, ...series, ...more];
    saveCsv(title.toLowerCase().replaceAll(/[^a-z]+/g, '-'), [
      columns.map(({ label }) => label),
      ...rows.map((row) => columns.map(({ name }) => row[name] ?? '')),
    ]);
  };
  return (
    <Card title={title}>
      <p className={classes.hint}>{hint}</p>
      {isEmpty ? (
        <p className={classes.none}>{t('Nothing in this period.')}</p>
      ) : (
        <>
          <Suspense fallback={<div className={classes.toCome} />}>
            <Plot kind={kind} data={rows} along={along.name} series={series} />
          </Suspense>
          <details className={classes.numbers} open={along.name !== 'day'}>
            <summary>{t('The numbers')}</summary>
            <Table
              label={title}
              rows={listed}
              rowKey={(row) => String(row.key ?? row[along.name])}
              columns={[
                { title: along.label, cell: along.cell ?? ((row) => row[along.name]) },
                ...series.map(({ name, label }) => ({
                  title: label,
                  numeric: true,
                  cell: (row: Row) => row[name]?.toLocaleString(locale),
                })),
                ...more.map(({ label, cell }) => ({ title: label, numeric: true, cell })),
              ]}
            />
          </details>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconDownload size={14} aria-hidden />}
            onClick={save}
            aria-label={t('{title} as CSV', { title })}
          >
            {t('CSV')}
          </Button>
        </>
      )}
    </Card>
  );
}
