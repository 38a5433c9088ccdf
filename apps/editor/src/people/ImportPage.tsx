import { Button, FileButton, Loader, Progress, Select, TextInput } from '@mantine/core';
import { useDebouncedValue, useWindowEvent } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  ColumnMeaning,
  ImportFile,
  ImportPreview,
  ImportSettings,
  PeopleJob,
} from '@signalbox/api/contract';
import { useEffect, useRef, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api, sayError } from '../api/client.js';
import { formatCount } from '../format/number.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import { Card, Page } from '../ui/Page.js';
import { Table } from '../ui/Table.js';
import { Trouble } from '../ui/Trouble.js';
import { importQuery } from './people-queries.js';
import { outcomeOfImport, outcomeOfImportUndo } from './PeopleJobs.js';
import { TakeImportBack } from './TakeImportBack.js';
import { May } from '../team/May.js';
import { useMay } from '../team/roles.js';
import classes from './PeoplePage.module.css';

/** A file of people: dropped, understood, tried on its first rows, and only then taken in. */
export function ImportPage() {
  const [params, setParams] = useSearchParams();
  const [fileId, jobId] = [params.get('file'), params.get('job')];
  return (
    <Page
      title={t('Import people')}
      lead={t('From Klaviyo, Shopify or any list, as CSV or lines of JSON. An import starts no journey.')}
      actions={
        <Button component={Link} to="/people" variant="default">
          {t('People')}
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
  const [many, setMany] = useState(0);
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
  const take = (file: File | null | undefined) => file && !upload.isPending && upload.mutate(file);
  const takeAll = (files: FileList | undefined) => {
    setMany(files && files.length > 1 ? files.length : 0);
    if (files?.length === 1) take(files[0]);
  };
  // Beside the frame, too: the browser would leave the page and show the file.
  useWindowEvent('dragover', (event) => event.preventDefault());
  useWindowEvent('drop', (event) => {
    event.preventDefault();
    setIsOver(false);
    takeAll(event.dataTransfer?.files);
  });
  return (
    <div
      className={classes.drop}
      data-over={isOver || undefined}
      onDragOver={() => setIsOver(true)}
      onDragLeave={() => setIsOver(false)}
    >
      <h2>{t('Drop a file here')}</h2>
      <p>
        {t(
          'The first line names the columns. You say what each one means before anything is taken in. Consent to texts comes along with its date, as evidence.',
        )}
      </p>
      <FileButton onChange={take} accept=".csv,.tsv,.txt,.ndjson,.jsonl">
        {(props) => (
          <May need="change">
            <Button {...props} loading={upload.isPending}>
              {t('Choose a file')}
            </Button>
          </May>
        )}
      </FileButton>
      {many > 0 && (
        <p role="alert">{t('{many} files were dropped. Take them one after the other.', { many })}</p>
      )}
      {upload.isError && <p role="alert">{sayError(upload.error)}</p>}
    </div>
  );
}

const MEANINGS: { value: ColumnMeaning; label: string }[] = [
  { value: 'skip', label: t('Leave out') },
  { value: 'phone', label: t('Phone') },
  { value: 'email', label: t('Email') },
  { value: 'contactId', label: t('Id in Signalbox') },
  { value: 'externalId', label: t('Id in the shop') },
  { value: 'firstName', label: t('First name') },
  { value: 'lastName', label: t('Last name') },
  { value: 'fullName', label: t('Whole name') },
  { value: 'country', label: t('Country') },
  { value: 'language', label: t('Language') },
  { value: 'timeZone', label: t('Time zone') },
  { value: 'tags', label: t('Tags') },
  { value: 'consent', label: t('Agreed to texts') },
  { value: 'consentAt', label: t('When they agreed') },
  { value: 'consentSource', label: t('How they agreed') },
  { value: 'attribute', label: t('Attribute') },
];

function SettleImport({ fileId, onStarted }: { fileId: string; onStarted: () => void }) {
  const file = useQuery(importQuery(fileId));
  if (file.isError && !file.data) return <Trouble error={file.error} onRetry={() => void file.refetch()} />;
  if (!file.data) return <Loader aria-label={t('Loading')} />;
  return <Settle file={file.data} onStarted={onStarted} />;
}

/** What is said of a file is sent in the order in which it is said, and before it is begun. */
const scopeOf = ({ id }: ImportFile) => `import/${id}`;

/** Keeps what was said of a file while it is being said: neither a reload nor another page loses it. @returns whether that failed */
function useKeptSettings(file: ImportFile, settings: ImportSettings): boolean {
  const client = useQueryClient();
  const mayChange = useMay('change');
  const [latest] = useDebouncedValue(settings, 300);
  const keep = useMutation({
    scope: { id: scopeOf(file) },
    mutationFn: (said: ImportSettings) => api.put(`/api/imports/${file.id}/settings`, said),
    onMutate: (said) => client.setQueryData(importQuery(file.id).queryKey, { ...file, settings: said }),
  });
  const kept = useRef(file.settings);
  useEffect(() => {
    if (latest === kept.current || !mayChange) return;
    kept.current = latest;
    keep.mutate(latest);
  });
  return keep.isError;
}

function Settle({ file, onStarted }: { file: ImportFile; onStarted: () => void }) {
  const client = useQueryClient();
  const [settings, setSettings] = useState<ImportSettings>(file.settings);
  const [country, setCountry] = useState(file.settings.country ?? '');
  const isLost = useKeptSettings(file, settings);
  const preview = useQuery({
    queryKey: ['import', file.id, 'preview', settings],
    queryFn: () => api.post<ImportPreview>(`/api/imports/${file.id}/preview`, settings),
    placeholderData: keepPreviousData,
  });
  const start = useMutation({
    scope: { id: scopeOf(file) },
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
        aside={
          file.looksLike
            ? t('{rows, plural, one {# row} other {# rows}}, from {source}', {
                rows: file.rows,
                source: file.looksLike,
              })
            : t('{rows, plural, one {# row} other {# rows}}', { rows: file.rows })
        }
      >
        <Table
          label={t('Columns of the file')}
          rows={columns}
          rowKey={(column) => String(column.index)}
          columns={[
            {
              title: t('Column'),
              cell: (column) => column.header || t('Column {index}', { index: column.index + 1 }),
              narrow: true,
            },
            {
              title: t('Is'),
              cell: (column) => (
                <div className={classes.settings}>
                  <Select
                    size="xs"
                    w={170}
                    aria-label={t('{header} is', { header: column.header })}
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
                      aria-label={t('Name of the attribute from {header}', { header: column.header })}
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
              title: t('Such as'),
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
      <Card title={t('What the first rows become')}>
        <div className={`${classes.settings} ${classes.before}`}>
          <TextInput
            size="xs"
            w={220}
            label={t('Country of numbers without one')}
            placeholder={t('DK')}
            maxLength={2}
            value={country}
            error={country !== '' && !isCountry(country) && t('Two letters, such as DK')}
            onChange={(event) => {
              const written = event.currentTarget.value.toUpperCase();
              setCountry(written);
              setSettings({ ...settings, country: isCountry(written) ? written : null });
            }}
          />
          <TextInput
            size="xs"
            w={220}
            label={t('Tag for everybody in the file')}
            placeholder={t('spring fair')}
            value={settings.tag}
            onChange={(event) => setSettings({ ...settings, tag: event.currentTarget.value })}
          />
        </div>
        {preview.isError && <Trouble error={preview.error} onRetry={() => void preview.refetch()} />}
        {preview.data && (
          <Table
            label={t('What the first rows become')}
            rows={preview.data.rows}
            rowKey={(row) => String(row.rowNo)}
            columns={[
              { title: t('Row'), cell: (row) => row.rowNo, numeric: true, narrow: true },
              {
                title: t('Is'),
                cell: (row) => (
                  <Chip tone={row.outcome === 'bad' ? 'stop' : row.outcome === 'new' ? 'go' : 'neutral'}>
                    {{ new: t('New'), known: t('Known'), bad: t('Left out') }[row.outcome]}
                  </Chip>
                ),
                narrow: true,
              },
              { title: t('Person'), cell: (row) => row.person || '–', narrow: true },
              { title: t('Becomes'), cell: (row) => row.says },
            ]}
          />
        )}
      </Card>
      {isLost && (
        <p role="alert">{t('What you say of the columns could not be kept: a reload would lose it.')}</p>
      )}
      {start.isError && <p role="alert">{sayError(start.error)}</p>}
      <p>
        <small>
          {t(
            'It can be taken back as one for 30 days: who was made by it and of whom nothing has come since is gone again, and who was here is as before.',
          )}
        </small>
      </p>
      <div>
        <May need="change">
          <Button
            loading={start.isPending}
            disabled={country !== '' && !isCountry(country)}
            onClick={() => start.mutate()}
          >
            {t('Take in {rows, plural, one {# row} other {# rows}}', { rows: file.rows })}
          </Button>
        </May>
      </div>
    </div>
  );
}

const isCountry = (written: string) => /^[A-Z]{2}$/.test(written);

function ImportProgress({ jobId }: { jobId: string }) {
  const client = useQueryClient();
  const [, setParams] = useSearchParams();
  const [isTakingBack, setIsTakingBack] = useState(false);
  const ask = useMutation({
    mutationFn: (what: 'go-on' | 'cancel') => api.post(`/api/people-jobs/${jobId}/${what}`),
    onSettled: () => void client.invalidateQueries({ queryKey: ['people-jobs'] }),
  });
  const job = useQuery({
    queryKey: ['people-jobs', jobId],
    queryFn: () => api.get<PeopleJob>(`/api/people-jobs/${jobId}`),
    refetchInterval: (query) => (query.state.data?.status === 'running' ? 500 : false),
  });
  if (job.isError && !job.data) return <Trouble error={job.error} onRetry={() => void job.refetch()} />;
  if (!job.data) return <Loader aria-label={t('Loading')} />;
  const { data } = job;
  return (
    <Card
      title={said(data.title)}
      aside={
        data.isWaiting
          ? t('Waits for the work before it')
          : t('{done} of {total}', { done: formatCount(data.done), total: formatCount(data.total) })
      }
    >
      <Progress
        value={data.total === 0 ? 0 : (100 * data.done) / data.total}
        aria-label={data.kind === 'undo' ? t('People looked at') : t('Rows taken in')}
      />
      <p aria-live="polite">
        {data.isWaiting && `${t('It begins by itself once the work on many people before it is done.')} `}
        {data.status === 'running' &&
          t('You can leave this page: it goes on, also when Signalbox is started anew.')}
        {data.status === 'done' &&
          t('Done: {data}.', {
            data: data.kind === 'undo' ? outcomeOfImportUndo(data) : outcomeOfImport(data),
          })}
        {data.status === 'failed' && (said(data.message) || t('It could not be done.'))}
        {data.status === 'cancelled' &&
          (data.kind === 'undo'
            ? t('Stopped. Who was not come to is as they were.')
            : t('Stopped. What was taken in stays.'))}
      </p>
      {ask.isError && <p role="alert">{sayError(ask.error)}</p>}
      <div className={classes.settings}>
        {data.status === 'running' && (
          <May need="change" hide>
            <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate('cancel')}>
              {t('Stop')}
            </Button>
          </May>
        )}
        {data.canGoOn && (
          <May need="change" hide>
            <Button loading={ask.isPending} onClick={() => ask.mutate('go-on')}>
              {t('Go on')}
            </Button>
          </May>
        )}
        {data.hasBadRows && (
          <Button variant="default" component="a" href={`/api/imports/${jobId}/bad-rows.csv`} download>
            {t('Download the {bad, plural, one {# bad row} other {# bad rows}}', { bad: data.bad })}
          </Button>
        )}
        {data.status === 'done' && (
          <Button component={Link} to="/people">
            {t('See everybody')}
          </Button>
        )}
        {data.canUndo && (
          <May need="change" hide>
            <Button variant="subtle" color="red" onClick={() => setIsTakingBack(true)}>
              {t('Take this import back')}
            </Button>
          </May>
        )}
        {isTakingBack && (
          <TakeImportBack
            job={data}
            onClose={(begun) => {
              setIsTakingBack(false);
              if (begun) setParams({ job: begun });
            }}
          />
        )}
      </div>
    </Card>
  );
}
