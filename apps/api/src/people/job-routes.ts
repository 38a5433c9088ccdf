import { Readable } from 'node:stream';
import {
  badRowsOfImport,
  createPeopleJob,
  EXPORTED_TABLES,
  exportTable,
  getJourney,
  firstRowsOfImport,
  getPeopleJob,
  goOnWithJob,
  keepRows,
  listPeopleJobs,
  previewBulk,
  previewImport,
  previewImportUndo,
  saveImportSettings,
  setPeopleJobStatus,
  startBulk,
  startUndo,
  stopJob,
  type BulkAction,
  type BulkChoice,
  type ImportedPerson,
  type PeopleJob,
} from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import * as contract from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';
import { personOf } from '../routes/shapes.js';
import { allRows, sendCsv, sendFile } from '../http/files.js';
import { ACCOUNT_KIND, exportPeople } from './export-people.js';
import { guessColumns } from './import-columns.js';
import { PeopleJobRunner } from './job-runner.js';
import { readFile } from './read-file.js';
import { readFilter } from './read-filter.js';
import { readImportRow } from './read-import-row.js';
import { UnreadableFile } from './unreadable-file.js';

const { answers } = contract;
const byId = z.object({ id: z.uuid() });
const LARGEST_FILE = 4 * 1024 ** 3;
const SAMPLE = 20;
const NAMING = new Set(['contactId', 'externalId', 'email', 'phone']);

/** Long work on many people: files in and out, and changes of many at once. */
export const peopleJobRoutes =
  ({ database, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const runner = new PeopleJobRunner({ database, nowMs }, app.log);
    app.addHook('onReady', async () => runner.wake());
    app.addHook('onClose', () => runner.stop());
    // Files are read as they come in, and never held whole.
    app.addContentTypeParser(
      ['text/csv', 'application/x-ndjson', 'application/octet-stream'],
      { bodyLimit: LARGEST_FILE },
      (_request, payload, done) => done(null, payload),
    );

    const jobOf = async (id: string, kind?: PeopleJob['kind']) => {
      const job = await getPeopleJob(database, id);
      if (!job || (kind && job.kind !== kind)) throw notFound(kind === 'import' ? 'import' : 'job');
      return job;
    };

    const goOn = async ({ id }: PeopleJob) => {
      if (!(await goOnWithJob(database, id, nowMs())))
        throw new ApiError(
          'nothing-left',
          'Only what failed or was stopped goes on, and only while something is left of it: a file’s rows are kept for 30 days.',
        );
    };

    app.post(
      '/api/imports',
      {
        bodyLimit: LARGEST_FILE,
        schema: {
          tags: ['people'],
          querystring: z.object({ name: z.string().max(200).default('people.csv') }),
          response: answers(contract.importFile, 201),
        },
      },
      async (request, reply) => {
        const { name } = request.query;
        const body = request.body;
        if (!(body instanceof Readable))
          throw new ApiError(
            'unsupported-content-type',
            'Send the file itself, as text/csv or application/x-ndjson.',
          );
        const isNdjson =
          request.headers['content-type']?.includes('ndjson') || /\.(ndjson|jsonl)$/i.test(name);
        const id = await createPeopleJob(
          database.kysely,
          { kind: 'import', status: 'uploading', settings: { name } },
          nowMs(),
        );
        try {
          const { headers, rows } = await readFile(body, isNdjson ? 'ndjson' : 'csv');
          await keepRows(database, id, rows);
          const { columns } = guessColumns(headers);
          const settings = { name, headers, columns, country: null, tag: '' };
          await saveImportSettings(database, id, settings);
        } catch (error) {
          // A browser hears no answer until the whole of its file is taken.
          body.removeAllListeners('readable');
          body.resume();
          await setPeopleJobStatus(database, id, ['uploading', 'ready'], 'cancelled', nowMs());
          if (error instanceof UnreadableFile) throw new ApiError('invalid-request', error.message);
          throw error;
        }
        return reply.code(201).send(await fileOf(await jobOf(id)));
      },
    );

    app.get(
      '/api/imports/:id',
      { schema: { tags: ['people'], params: byId, response: answers(contract.importFile) } },
      async (request) => fileOf(await jobOf(request.params.id, 'import')),
    );

    app.put(
      '/api/imports/:id/settings',
      { schema: { tags: ['people'], params: byId, body: contract.importSettings } },
      async (request, reply) => {
        const job = await jobOf(request.params.id, 'import');
        if (!(await saveImportSettings(database, job.id, { ...job.settings, ...request.body })))
          throw new ApiError(
            'nothing-left',
            'What its columns mean is settled: the import has begun or was thrown away.',
          );
        return reply.code(204).send();
      },
    );

    async function fileOf(job: PeopleJob): Promise<contract.ImportFile> {
      const headers = (job.settings.headers as string[] | undefined) ?? [];
      const sample = await firstRowsOfImport(database.kysely, job.id, 5);
      return {
        id: job.id,
        name: String(job.settings.name),
        rows: job.total,
        headers,
        sample: sample.map(({ cells }) => cells),
        looksLike: guessColumns(headers).looksLike,
        settings: contract.importSettings.parse(job.settings),
      };
    }

    app.post(
      '/api/imports/:id/preview',
      {
        schema: {
          tags: ['people'],
          params: byId,
          body: contract.importSettings,
          response: answers(contract.importPreview),
        },
      },
      async (request) => {
        const job = await jobOf(request.params.id, 'import');
        const rows = await firstRowsOfImport(database.kysely, job.id, SAMPLE);
        const read = rows.map((row) => readImportRow(row, request.body));
        const people = read.flatMap((row) => (row.ok ? [row.person] : []));
        const known = await previewImport(database.kysely, people, ACCOUNT_KIND);
        return {
          rows: read.map((row) => {
            if (!row.ok) return { rowNo: row.rowNo, outcome: 'bad' as const, person: '', says: row.reason };
            const { rowNo } = row.person;
            const { knownAs, refused } = known.get(rowNo)!;
            if (refused) return { rowNo, outcome: 'bad' as const, person: '', says: refused };
            return {
              rowNo,
              outcome: knownAs === null ? ('new' as const) : ('known' as const),
              person: knownAs ?? nameOf(row.person),
              says: inShort(row.person),
            };
          }),
        };
      },
    );

    app.post(
      '/api/imports/:id/start',
      {
        schema: {
          tags: ['people'],
          params: byId,
          body: contract.importSettings,
          response: answers(contract.startedJob, 202),
        },
      },
      async (request, reply) => {
        const job = await jobOf(request.params.id, 'import');
        const names = request.body.columns.map(({ meaning }) => meaning);
        if (!names.some((name) => NAMING.has(name)))
          throw new ApiError(
            'invalid-request',
            'Say which column names people: an id, an e-mail address or a phone number.',
          );
        const settings = { ...job.settings, ...request.body };
        const isBegun =
          job.status === 'ready' &&
          (await saveImportSettings(database, job.id, settings, { nowMs: nowMs() }));
        const former = isBegun ? null : await jobOf(job.id);
        if (former && former.status !== 'running') await goOn(former);
        runner.wake();
        return reply.code(202).send({ jobId: job.id });
      },
    );

    app.get(
      '/api/imports/:id/bad-rows.csv',
      { schema: { tags: ['people'], params: byId } },
      async (request, reply) => {
        const job = await jobOf(request.params.id, 'import');
        const headers = (job.settings.headers as string[] | undefined) ?? [];
        const bad = allRows<Awaited<ReturnType<typeof badRowsOfImport>>[number]>((last, limit) =>
          badRowsOfImport(database, job.id, { after: last?.rowNo ?? 0, limit }),
        );
        async function* rows() {
          for await (const { cells, rowNo, reason } of bad)
            yield [...headers.map((_, index) => cells[index] ?? null), rowNo, reason];
        }
        return sendCsv(reply, 'bad-rows', [...headers, 'Row', 'What is wrong'], rows());
      },
    );

    app.post(
      '/api/contacts/bulk',
      {
        bodyLimit: 1024 * 1024,
        schema: {
          tags: ['people'],
          body: contract.bulkRequest,
          response: { 200: contract.bulkPreview, 202: contract.startedJob, '4xx': contract.problem },
        },
      },
      async (request, reply) => {
        const { action, choice, dryRun } = request.body;
        const whom: BulkChoice = 'ids' in choice ? choice : { filter: readFilter(choice.filter) };
        if (action.kind === 'journey' && !(await getJourney(database, action.journeyId)))
          throw notFound('journey');
        if (!dryRun) {
          const jobId = await startBulk(database, action, whom, nowMs());
          runner.wake();
          return reply.code(202).send({ jobId });
        }
        const { chosen, changes, sample } = await previewBulk(database, action, whom, nowMs());
        return { chosen, changes, sample: sample.map((row) => ({ id: row.id, name: personOf(row).name })) };
      },
    );

    app.get(
      '/api/people-jobs',
      { schema: { tags: ['people'], response: answers(z.object({ jobs: z.array(contract.peopleJob) })) } },
      async () => ({ jobs: (await listPeopleJobs(database)).map(jobSummary) }),
    );

    app.get(
      '/api/people-jobs/:id',
      { schema: { tags: ['people'], params: byId, response: answers(contract.peopleJob) } },
      async (request) => jobSummary(await jobOf(request.params.id)),
    );

    const CANT_TAKE_BACK =
      'This can’t be taken back: it is under way, was taken back already, erased people, or is an import of more than 30 days ago.';

    app.get(
      '/api/people-jobs/:id/undo',
      { schema: { tags: ['people'], params: byId, response: answers(contract.importUndo) } },
      async (request) => {
        const job = await jobOf(request.params.id, 'import');
        const found = job.isUndone ? null : await previewImportUndo(database, job.id);
        if (!found) throw new ApiError('not-found', CANT_TAKE_BACK);
        return {
          ...found,
          sampleOfKept: found.sampleOfKept.map((row) => ({ id: row.id, name: personOf(row).name })),
        };
      },
    );

    app.post(
      '/api/people-jobs/:id/undo',
      { schema: { tags: ['people'], params: byId, response: answers(contract.startedJob, 202) } },
      async (request, reply) => {
        const jobId = await startUndo(database, request.params.id, nowMs());
        if (jobId === null) throw new ApiError('not-found', CANT_TAKE_BACK);
        runner.wake();
        return reply.code(202).send({ jobId });
      },
    );

    app.post(
      '/api/people-jobs/:id/go-on',
      { schema: { tags: ['people'], params: byId, response: answers(contract.startedJob, 202) } },
      async (request, reply) => {
        const job = await jobOf(request.params.id);
        await goOn(job);
        runner.wake();
        return reply.code(202).send({ jobId: job.id });
      },
    );

    app.post(
      '/api/people-jobs/:id/cancel',
      { schema: { tags: ['people'], params: byId } },
      async (request, reply) => {
        const { id } = await jobOf(request.params.id);
        await stopJob(database, id, nowMs());
        return reply.code(204).send();
      },
    );

    app.get(
      '/api/export/people.:format',
      {
        schema: {
          tags: ['people'],
          params: z.object({ format: z.enum(['csv', 'ndjson']) }),
          querystring: contract.contactFilter,
        },
      },
      async (request, reply) => {
        const { format } = request.params;
        const lines = exportPeople(database, readFilter(request.query), format, nowMs());
        return sendFile(reply, 'people', format, Readable.from(lines));
      },
    );

    app.get(
      '/api/export/tables/:file',
      {
        schema: {
          tags: ['people'],
          params: z.object({ file: z.string().regex(/^[a-z_]+\.(csv|ndjson)$/) }),
        },
      },
      async (request, reply) => {
        const [name, format] = request.params.file.split('.') as [string, 'csv' | 'ndjson'];
        const table = EXPORTED_TABLES.find((each) => each === name);
        if (!table)
          throw new ApiError('not-found', `Only these can be exported: ${EXPORTED_TABLES.join(', ')}.`);
        return sendFile(reply, table, format, exportTable(database, table, format));
      },
    );
  };

const nameOf = ({ firstName, lastName, email, phone, externalId }: ImportedPerson): string =>
  [firstName, lastName].filter(Boolean).join(' ') || email || phone || externalId || 'No name';

/** What a row becomes, for the eye: `+4552512030 · agreed to texts · tags vip · 2 attributes`. */
function inShort(person: ImportedPerson): string {
  const attributes = Object.keys(person.attributes ?? {}).length;
  return [
    person.phone,
    person.email,
    person.country,
    person.consent && (person.consent.state === 'granted' ? 'agreed to texts' : 'said no to texts'),
    person.tags && `tags ${person.tags.join(', ')}`,
    attributes > 0 && `${attributes} ${attributes === 1 ? 'attribute' : 'attributes'}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

function jobSummary(job: PeopleJob): contract.PeopleJob {
  const action = job.settings.action as BulkAction | undefined;
  return {
    id: job.id,
    kind: job.kind,
    status: job.status,
    title: action
      ? `${job.kind === 'undo' ? 'Taken back: ' : ''}${actionWords(action)}`
      : `${job.kind === 'undo' ? 'Taken back: ' : ''}Import of ${String(job.settings.name)}`,
    total: job.total,
    done: job.done,
    created: job.created,
    changed: job.changed,
    bad: job.bad,
    gone: job.gone,
    kept: job.kept,
    message: job.message,
    canUndo:
      job.status !== 'running' &&
      !job.isUndone &&
      (job.kind === 'import'
        ? job.isNoted
        : job.kind === 'bulk' && job.changed > 0 && action?.kind !== 'erase'),
    isOfImport: action === undefined,
    isWaiting: job.isWaiting,
    canGoOn:
      (job.status === 'failed' || job.status === 'cancelled') &&
      job.startedAt !== null &&
      !job.isUndone &&
      job.isUnfinished,
    hasBadRows: job.hasBadRows,
    createdAt: job.createdAt.toISOString(),
    finishedAt: job.finishedAt?.toISOString() ?? null,
  };
}

function actionWords(action: BulkAction): string {
  switch (action.kind) {
    case 'tag':
      return action.isList ? `Put on the list “${action.tag}”` : `Put the tag “${action.tag}” on`;
    case 'untag':
      return action.isList ? `Took off the list “${action.tag}”` : `Took the tag “${action.tag}” off`;
    case 'attribute':
      return `Set ${action.name} to “${String(action.value as string | number | boolean)}”`;
    case 'journey':
      return 'Started a journey';
    case 'unsubscribe':
      return 'Unsubscribed from marketing';
    case 'erase':
      return 'Erased';
  }
}
