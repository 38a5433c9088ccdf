import {
  getEvent,
  getJourney,
  getRun,
  getVersion,
  listMessages,
  listRuns,
  runSteps,
  type RunRow,
} from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import * as contract from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { notFound } from '../errors.js';
import { allRows, sendCsv } from '../http/files.js';
import { cursor, cursorAt, placeOf } from '../http/place-in-list.js';
import { listedBy, runListFilter, type RunListFilter } from './run-filter.js';
import { eventSummary, messageSummary, runSummary } from './shapes.js';
import { passedSteps } from './passed-steps.js';

const { answers } = contract;
const byId = z.object({ id: z.uuid() });
const PAGE = 50;

const filterOf = (journeyId: string, filter: RunListFilter) => ({ ...listedBy(filter), journeyId });

const CSV_COLUMNS = [
  'entered at',
  'person',
  'phone',
  'state',
  'at',
  'goes on',
  'left at',
  'outcome',
  'version',
];

/** Who is in a journey, or was: as a list, as a file, and each one's way through it. */
export const runRoutes =
  ({ database, catalogue }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/journeys/:id/runs',
      {
        schema: {
          tags: ['journeys'],
          params: byId,
          querystring: runListFilter.extend({ cursor: cursor.optional() }),
          response: answers(contract.page({ runs: z.array(contract.listedRun) })),
        },
      },
      async (request) => {
        const { cursor, ...asked } = request.query;
        const filter = filterOf(request.params.id, asked);
        const rows = await listRuns(database, { ...filter, before: placeOf(cursor), limit: PAGE });
        const last = rows.at(-1);
        const at = rows.flatMap((row) => placeNow(row) ?? []);
        const step = await passedSteps(database, catalogue, request.params.id, at);
        return {
          runs: rows.map((row) => ({ ...runSummary(row), currentStep: nameOfStep(step, row) })),
          nextCursor: last && rows.length === PAGE ? cursorAt(last.startedAt, last.id) : null,
        };
      },
    );

    app.get(
      '/api/journeys/:id/runs.csv',
      { schema: { tags: ['journeys'], params: byId, querystring: runListFilter } },
      async (request, reply) => {
        const journey = await getJourney(database, request.params.id);
        if (!journey) throw notFound('journey');
        const step = await passedSteps(database, catalogue, journey.id);
        const filter = filterOf(journey.id, request.query);
        const runs = allRows<RunRow>((last, limit) =>
          listRuns(database, { ...filter, before: last && { at: last.startedAt, id: last.id }, limit }),
        );
        async function* rows() {
          for await (const row of runs) {
            const { contact, startedAt, status, wakesAt, endedAt, outcome, version } = runSummary(row);
            const at = nameOfStep(step, row);
            yield [startedAt, contact.name, contact.phone, status, at, wakesAt, endedAt, outcome, version];
          }
        }
        return sendCsv(reply, `people in ${journey.name}`, CSV_COLUMNS, rows());
      },
    );

    app.get(
      '/api/runs/:id',
      { schema: { tags: ['people'], params: byId, response: answers(contract.runDetail) } },
      async (request): Promise<contract.RunDetail> => {
        const run = await getRun(database, request.params.id);
        if (!run) throw notFound('run');
        const [steps, version, entryEvent, messages] = await Promise.all([
          runSteps(database, run.id),
          getVersion(database, run.journeyId, run.version),
          getEvent(database, run.entryEventId),
          listMessages(database, { runId: run.id }),
        ]);
        if (!version || !entryEvent) throw notFound('run');
        const passed = steps.map(({ nodeId }) => ({ version: run.version, nodeId }));
        const step = await passedSteps(database, catalogue, run.journeyId, passed);
        return {
          ...runSummary(run),
          entryEvent: eventSummary(entryEvent),
          graph: version.graph,
          steps: steps.map(({ seq, nodeId, visit, port, enteredAt, leftAt, reason, compared }) => {
            const sent = messages.find(({ sendKey }) => sendKey === `${run.id}/${nodeId}/${visit}`);
            return {
              seq,
              ...step(run.version, nodeId, port),
              enteredAt: enteredAt.toISOString(),
              leftAt: leftAt?.toISOString() ?? null,
              reason,
              compared,
              message: sent ? messageSummary(sent) : null,
            };
          }),
        };
      },
    );
  };

/** Where somebody is; nowhere once they have left. */
const placeNow = ({ status, version, currentNodeId }: RunRow) =>
  status === 'ended' || currentNodeId === null ? null : { version, nodeId: currentNodeId };

function nameOfStep(step: Awaited<ReturnType<typeof passedSteps>>, row: RunRow): string | null {
  const at = placeNow(row);
  return at && step(at.version, at.nodeId).nodeName;
}
