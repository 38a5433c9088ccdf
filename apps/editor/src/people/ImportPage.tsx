import { Button, FileButton, Loader, Progress, Select, TextInput } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  ColumnMeaning,
  ImportFile,
  ImportPreview,
  ImportSettings,
  PeopleJob,
} from '@signalbox/api/contract';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api, sayError } from '../api/client.js';
import { countOf, formatCount } from '../format/number.js';
import { Chip } from '../ui/Chip.js';
import { Card, Page } from '../ui/Page.js';
import { Table } from '../ui/Table.js';
import { Trouble } from '../ui/Trouble.js';
import { importQuery } from './people-queries.js';
import { outcomeOfImport } from './PeopleJobs.js';
import classes from './PeoplePage.module.css';

/** A file of people: dropped, understood, tried on its first rows, and only then taken in. */
export function ImportPage() {
  const [params, setParams] = useSearchParams();
  const [fileId, jobId] = [params.get('file'), params.get('job')];
  return (
    <Page
      title="Import people"
      lead="From Klaviyo, Shopify or any list, as CSV or lines of JSON. An import starts no journey."
      actions={
        <Button component={Link} to="/people" variant="default">
          People
        </Button>
      }
    >
      {jobId ? (
        <ImportProgress jobId={jobId} />
      ) : fileId ? (
        <SettleImport fileId={fileId} onStarted={() => setParams({ job: fileId })} />
      ) : (
        <DropFile onKept={(file) => setParams({ file: file.id })} />
      )}
    </Page>
  );
}

function DropFile({ onKept }: { onKept: (file: ImportFile) => void }) {
  const client = useQueryClient();
  const [isOver, setIsOver] = useState(false);
  const upload = useMutation({
    mutationFn: (file: File) =>
      api.upload<ImportFile>(
        `/api/imports?name=${encodeURIComponent(file.name)}`,
        file,
        /\.(ndjson|jsonl)$/i.test(file.name) ? 'application/x-ndjson' : 'text/csv',
      ),
    onSuccess: (file) => {
      client.setQueryData(importQuery(file.id).queryKey, file);
      onKept(file);
    },
  });
  const take = (file: File | null | undefined) => file && upload.mutate(file);
  return (
    <div
      className={classes.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        take(event.dataTransfer.files[0]);
      }}
    >
      <h2>Drop a file here</h2>
      <p>
        The first line names the columns. You say what each one means before anything is taken in. Consent to
        texts comes along with its date, as evidence.
      </p>
      <FileButton onChange={take} accept=".csv,.tsv,.txt,.ndjson,.jsonl">
        {(props) => (
          <Button {...props} loading={upload.isPending}>
            Choose a file
          </Button>
        )}
      </FileButton>
      {upload.isError && <p role="alert">{sayError(upload.error)}</p>}
    </div>
  );
}

const MEANINGS: { value: ColumnMeaning; label: string }[] = [
  { value: 'skip', label: 'Leave out' },
  { value: 'phone', label: 'Phone' },
  { value: 'email', label: 'Email' },
  { value: 'externalId', label: 'Id in the shop' },
  { value: 'firstName', label: 'First name' },
  { value: 'lastName', label: 'Last name' },
  { value: 'fullName', label: 'Whole name' },
  { value: 'country', label: 'Country' },
  { value: 'language', label: 'Language' },
  { value: 'timeZone', label: 'Time zone' },
  { value: 'tags', label: 'Tags' },
  { value: 'consent', label: 'Agreed to texts' },
  { value: 'consentAt', label: 'When they agreed' },
  { value: 'consentSource', label: 'How they agreed' },
  { value: 'attribute', label: 'Attribute' },
];

function SettleImport({ fileId, onStarted }: { fileId: string; onStarted: () => void }) {
  const file = useQuery(importQuery(fileId));
  if (file.isError && !file.data) return <Trouble error={file.error} onRetry={() => void file.refetch()} />;
  if (!file.data) return <Loader aria-label="Loading" />;
  return <Settle file={file.data} onStarted={onStarted} />;
}

function Settle({ file, onStarted }: { file: ImportFile; onStarted: () => void }) {
  const client = useQueryClient();
  const [settings, setSettings] = useState<ImportSettings>(file.settings);
  const preview = useQuery({
    queryKey: ['import', file.id, 'preview', settings],
    queryFn: () => api.post<ImportPreview>(`/api/imports/${file.id}/preview`, settings),
    placeholderData: keepPreviousData,
  });
  const start = useMutation({
    mutationFn: () => api.post(`/api/imports/${file.id}/start`, settings),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['people-jobs'] });
      onStarted();
    },
  });
  const change = (index: number, column: ImportSettings['columns'][number]) =>
    setSettings({
      ...settings,
      columns: settings.columns.map((former, at) => (at === index ? column : former)),
    });
  const columns = file.headers.map((header, index) => ({ header, index, ...settings.columns[index]! }));
  return (
    <div className={classes.stack}>
      <Card
        title={file.name}
        aside={`${countOf(file.rows, 'row', 'rows')}${file.looksLike ? `, from ${file.looksLike}` : ''}`}
      >
        <Table
          label="Columns of the file"
          rows={columns}
          rowKey={(column) => String(column.index)}
          columns={[
            {
              title: 'Column',
              cell: (column) => column.header || `Column ${column.index + 1}`,
              narrow: true,
            },
            {
              title: 'Is',
              cell: (column) => (
                <div className={classes.settings}>
                  <Select
                    size="xs"
                    w={170}
                    aria-label={`${column.header} is`}
                    allowDeselect={false}
                    data={MEANINGS}
                    value={column.meaning}
                    onChange={(meaning) =>
                      change(column.index, {
                        meaning: (meaning ?? 'skip') as ColumnMeaning,
                        name: column.name || column.header.toLowerCase().replace(/[^a-z0-9]+/g, '_'),
                      })
                    }
                  />
                  {column.meaning === 'attribute' && (
                    <TextInput
                      size="xs"
                      w={150}
                      aria-label={`Name of the attribute from ${column.header}`}
                      value={column.name}
                      onChange={(event) =>
                        change(column.index, { meaning: 'attribute', name: event.currentTarget.value })
                      }
                    />
                  )}
                </div>
              ),
              narrow: true,
            },
            {
              title: 'Such as',
              cell: (column) => (
                <span className={classes.sample}>
                  {file.sample
                    .map((cells) => cells[column.index])
                    .filter(Boolean)
                    .slice(0, 3)
                    .join(' · ') || '–'}
                </span>
              ),
            },
          ]}
        />
      </Card>
      <Card title="What the first rows become">
        <div className={`${classes.settings} ${classes.before}`}>
          <TextInput
            size="xs"
            w={220}
            label="Country of numbers without one"
            placeholder="DK"
            maxLength={2}
            value={settings.country ?? ''}
            onChange={(event) => {
              const country = event.currentTarget.value.toUpperCase();
              setSettings({ ...settings, country: /^[A-Z]{2}$/.test(country) ? country : null });
            }}
          />
          <TextInput
            size="xs"
            w={220}
            label="Tag for everybody in the file"
            placeholder="spring fair"
            value={settings.tag}
            onChange={(event) => setSettings({ ...settings, tag: event.currentTarget.value })}
          />
        </div>
        {preview.isError && <Trouble error={preview.error} onRetry={() => void preview.refetch()} />}
        {preview.data && (
          <Table
            label="What the first rows become"
            rows={preview.data.rows}
            rowKey={(row) => String(row.rowNo)}
            columns={[
              { title: 'Row', cell: (row) => row.rowNo, numeric: true, narrow: true },
              {
                title: 'Is',
                cell: (row) => (
                  <Chip tone={row.outcome === 'bad' ? 'stop' : row.outcome === 'new' ? 'go' : 'neutral'}>
                    {{ new: 'New', known: 'Known', bad: 'Left out' }[row.outcome]}
                  </Chip>
                ),
                narrow: true,
              },
              { title: 'Person', cell: (row) => row.person || '–', narrow: true },
              { title: 'Becomes', cell: (row) => row.says },
            ]}
          />
        )}
      </Card>
      {start.isError && <p role="alert">{sayError(start.error)}</p>}
      <div>
        <Button loading={start.isPending} onClick={() => start.mutate()}>
          Take in {countOf(file.rows, 'row', 'rows')}
        </Button>
      </div>
    </div>
  );
}

function ImportProgress({ jobId }: { jobId: string }) {
  const job = useQuery({
    queryKey: ['people-jobs', jobId],
    queryFn: () => api.get<PeopleJob>(`/api/people-jobs/${jobId}`),
    refetchInterval: (query) => (query.state.data?.status === 'running' ? 500 : false),
  });
  if (job.isError && !job.data) return <Trouble error={job.error} onRetry={() => void job.refetch()} />;
  if (!job.data) return <Loader aria-label="Loading" />;
  const { data } = job;
  return (
    <Card title={data.title} aside={`${formatCount(data.done)} of ${formatCount(data.total)}`}>
      <Progress value={data.total === 0 ? 0 : (100 * data.done) / data.total} aria-label="Rows taken in" />
      <p aria-live="polite">
        {data.status === 'running' &&
          'You can leave this page: it goes on, also when Signalbox is started anew.'}
        {data.status === 'done' && `Done: ${outcomeOfImport(data)}.`}
        {data.status === 'failed' && data.message}
        {data.status === 'cancelled' && 'Stopped. What was taken in stays.'}
      </p>
      <div className={classes.settings}>
        {data.bad > 0 && (
          <Button variant="default" component="a" href={`/api/imports/${jobId}/bad-rows.csv`} download>
            Download the {countOf(data.bad, 'bad row', 'bad rows')}
          </Button>
        )}
        {data.status === 'done' && (
          <Button component={Link} to="/people">
            See everybody
          </Button>
        )}
      </div>
    </Card>
  );
}
