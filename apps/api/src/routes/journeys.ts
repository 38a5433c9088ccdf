import {
  compile,
  diffGraphs,
  parseGraph,
  type Diagnostic,
  type JourneyGraph,
  referencesIn,
} from '@signalbox/engine/graph';
import {
  archiveJourney,
  begunTimes,
  dripInside,
  createJourney,
  createJourneyAs,
  getJourney,
  getVersion,
  journeyStats,
  keywordsInUse,
  listJourneys,
  listReplacedDrafts,
  listVersions,
  publishVersion,
  saveDraft,
  setJourneyStatus,
  type Due,
  type JourneyRow,
} from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import * as contract from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';
import { sendCsv } from '../http/files.js';
import { asNewJourney } from './drawn-by.js';
import { checksOf, whatIsMissing } from './draft-checks.js';
import { readDeaf, readHearing } from './hearing.js';
import { followOffer } from './offer-links.js';
import { scheduleStands } from './schedule-stands.js';
import { insideChoice, refuseLostTargets, settleInside } from './live-edits.js';

const { answers } = contract;
const byId = z.object({ id: z.uuid() });
// PostgreSQL's text can't hold a NUL.
const name = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[^\0]*$/);
const anyGraph = z.record(z.string(), z.unknown());

/** What publishing would change for people. Places on the canvas and notes are no change. */
function unpublishedChanges({ draft, liveGraph }: JourneyRow): number {
  if (liveGraph === null) return 0;
  // Both are kept as they were sent; what may be left out is filled in before they are compared.
  const [live, now] = [parseGraph(liveGraph).graph, parseGraph(draft).graph];
  if (!live || !now) return 1;
  const { added, removed, changed, ways, settings } = diffGraphs(live, now);
  const touched = new Set([...added, ...removed]);
  // A new step brings its ways along, and one that goes takes them with it.
  const rewired = ways.filter(
    ({ source, before, after }) =>
      !touched.has(source) && !touched.has(before ?? '') && !touched.has(after ?? ''),
  );
  return added.length + removed.length + changed.length + rewired.length + (settings ? 1 : 0);
}

export const journeySummary = (
  row: Awaited<ReturnType<typeof listJourneys>>[number],
): contract.JourneySummary => ({
  id: row.id,
  name: row.name,
  status: row.status,
  liveVersion: row.liveVersion,
  hasUnpublishedChanges: unpublishedChanges(row) > 0,
  unpublishedChanges: unpublishedChanges(row),
  updatedAt: row.updatedAt.toISOString(),
  counts: row.counts,
});

const journeyOf = (row: JourneyRow, drip: contract.Journey['drip']): contract.Journey => ({
  id: row.id,
  name: row.name,
  status: row.status,
  liveVersion: row.liveVersion,
  hasUnpublishedChanges: unpublishedChanges(row) > 0,
  unpublishedChanges: unpublishedChanges(row),
  revision: row.revision,
  graph: row.draft,
  stoppedItself: row.status === 'paused' ? row.stoppedItself : null,
  drip,
  updatedAt: row.updatedAt.toISOString(),
});

export const journeyRoutes =
  (deps: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { database, catalogue, config, nodeTypes, nowMs } = deps;
    const journeyOr404 = async (id: string) => {
      const row = await getJourney(database, id);
      if (!row) throw notFound('journey');
      return row;
    };

    /** What the canvas shows beside a draft; a draft may be incomplete, even no graph at all. */
    const check = async (
      graph: unknown,
      ownId: string | null = null,
    ): Promise<{
      graph: JourneyGraph | null;
      plan: ReturnType<typeof compile>['plan'];
      diagnostics: Diagnostic[];
    }> => {
      const parsed = parseGraph(graph);
      if (!parsed.graph) return { graph: null, plan: null, diagnostics: parsed.diagnostics };
      return {
        graph: parsed.graph,
        ...compile(parsed.graph, catalogue, {
          ...checksOf(nodeTypes),
          scheduleStands: scheduleStands(
            config.SIGNALBOX_TIME_ZONE,
            nowMs(),
            ownId === null ? [] : await begunTimes(database, ownId),
          ),
          nowMs: nowMs(),
          hearing: await readHearing(deps),
          isDeaf: await readDeaf(deps),
          keywordsInUse: parsed.graph.nodes.some(({ type }) => type === 'keyword-trigger')
            ? await keywordsInUse(database, ownId)
            : [],
          ...(await whatIsMissing(database, referencesIn(parsed.graph, catalogue))),
        }),
      };
    };

    app.get(
      '/api/journeys',
      {
        schema: {
          tags: ['journeys'],
          response: answers(z.object({ journeys: z.array(contract.journeySummary) })),
        },
      },
      async () => ({
        journeys: (await listJourneys(database)).map(journeySummary),
      }),
    );

    app.get('/api/export/journeys.csv', { schema: { tags: ['journeys'] } }, async (_request, reply) => {
      const journeys = (await listJourneys(database)).map(journeySummary);
      return sendCsv(
        reply,
        'journeys',
        ['journey', 'state', 'version', 'inside now', 'entered', 'texts sent', 'not sent', 'changed at'],
        journeys.map(({ name, status, liveVersion, counts, updatedAt }) => [
          ...[name, status, liveVersion, counts.inside, counts.entered, counts.sent, counts.notSent],
          updatedAt,
        ]),
      );
    });

    app.post(
      '/api/journeys',
      {
        schema: {
          tags: ['journeys'],
          body: z.object({
            name,
            graph: anyGraph,
            id: z
              .uuid()
              .optional()
              .describe(
                'To be the same journey as in another workspace; 409 `journey-there` if it is taken.',
              ),
          }),
          response: answers(contract.createdJourney, 201),
        },
      },
      async (request, reply) => {
        const parsed = parseGraph(request.body.graph);
        if (!parsed.graph) {
          throw new ApiError('bad-graph', parsed.diagnostics[0]!.message, {
            diagnostics: parsed.diagnostics,
          });
        }
        const { id, name } = request.body;
        const graph = await asNewJourney(database, parsed.graph, nowMs());
        const journey = { name, graph, nowMs: nowMs() };
        const created = await (id === undefined
          ? createJourney(database, journey)
          : createJourneyAs(database, { ...journey, id }));
        if (!created)
          throw new ApiError('journey-there', 'A journey of this id is there already, or was deleted here.');
        return reply.code(201).send(created);
      },
    );

    app.get(
      '/api/journeys/:id',
      { schema: { tags: ['journeys'], params: byId, response: answers(contract.journey) } },
      async (request) => {
        const row = await journeyOr404(request.params.id);
        return journeyOf(row, row.status === 'paused' ? await dripInside(database, row.id) : null);
      },
    );

    app.delete(
      '/api/journeys/:id',
      { schema: { tags: ['journeys'], params: byId } },
      async (request, reply) => {
        const inside = await archiveJourney(database, request.params.id, nowMs());
        if (inside === null) throw notFound('journey');
        if (inside > 0)
          throw new ApiError(
            'people-inside',
            inside === 1
              ? 'One person is still inside. End the journey first, and delete it once they have left.'
              : `${inside} people are still inside. End the journey first, and delete it once they have left.`,
          );
        return reply.code(204).send();
      },
    );

    app.put(
      '/api/journeys/:id/draft',
      {
        schema: {
          tags: ['journeys'],
          params: byId,
          body: z.object({ revision: z.int().min(1), graph: anyGraph, name: name.optional() }),
          response: answers(contract.savedDraft),
        },
      },
      async (request) => {
        const { revision, graph, name: newName } = request.body;
        const parsed = parseGraph(graph);
        if (!parsed.graph) {
          throw new ApiError('bad-graph', parsed.diagnostics[0]!.message, {
            diagnostics: parsed.diagnostics,
          });
        }
        const savedAtMs = nowMs();
        const result = await saveDraft(database, {
          id: request.params.id,
          revision,
          graph: parsed.graph,
          name: newName,
          nowMs: savedAtMs,
        });
        if (!result) throw notFound('journey');
        if (!result.saved) throw staleRevision(result.current);
        return {
          revision: result.revision,
          savedAt: new Date(savedAtMs).toISOString(),
          diagnostics: (await check(graph, request.params.id)).diagnostics,
        };
      },
    );

    app.post(
      '/api/journeys/:id/validate',
      {
        schema: {
          tags: ['journeys'],
          params: byId,
          body: z.object({ graph: anyGraph.optional() }).nullish(),
          response: answers(contract.validated),
        },
      },
      async (request) => {
        const row = await journeyOr404(request.params.id);
        return { diagnostics: (await check(request.body?.graph ?? row.draft, row.id)).diagnostics };
      },
    );

    app.post(
      '/api/journeys/validate',
      {
        schema: {
          tags: ['journeys'],
          description: 'What is wrong with a graph that is not, or not yet, a journey here.',
          body: z.object({ graph: z.unknown() }),
          response: answers(contract.validated),
        },
      },
      async (request) => ({ diagnostics: (await check(request.body.graph)).diagnostics }),
    );

    app.post(
      '/api/journeys/:id/publish',
      {
        schema: {
          tags: ['journeys'],
          params: byId,
          body: z.object({
            revision: z.int().min(1),
            inside: insideChoice,
            note: z
              .string()
              .trim()
              .max(200)
              .regex(/^[^\0]*$/)
              .optional(),
          }),
          response: answers(contract.published, 201),
        },
      },
      async (request, reply) => {
        const row = await journeyOr404(request.params.id);
        if (row.revision !== request.body.revision) throw staleRevision(row);
        const { graph, plan, diagnostics } = await check(row.draft, row.id);
        if (!graph || !plan) {
          const count = diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length;
          throw new ApiError(
            'not-publishable',
            `${count === 1 ? 'One thing has' : `${count} things have`} to be put right first. ${diagnostics[0]?.message ?? ''}`.trim(),
            { diagnostics },
          );
        }
        refuseLostTargets(graph, request.body.inside.steps);
        let settled = {};
        const published = await publishVersion(database, {
          id: row.id,
          revision: row.revision,
          graph: row.draft,
          plan,
          nowMs: nowMs(),
          by: !request.actor?.id ? 'api' : 'editor',
          memberId: request.actor?.id ?? null,
          note: request.body.note,
          settle: async (tx, version) => {
            settled = await settleInside(tx, row.id, version, request.body.inside, nowMs());
          },
        });
        if (!published) throw staleRevision(await journeyOr404(row.id));
        await followOffer(
          database,
          { journeyId: row.id, before: row.liveGraph, graph },
          request.body.inside.choice,
          { nowMs: nowMs(), shopTimeZone: config.SIGNALBOX_TIME_ZONE },
        );
        return reply.code(201).send({ version: published.version, ...settled });
      },
    );

    app.get(
      '/api/journeys/:id/versions',
      {
        schema: {
          tags: ['journeys'],
          params: byId,
          response: answers(z.object({ versions: z.array(contract.versionSummary) })),
        },
      },
      async (request) => {
        const row = await journeyOr404(request.params.id);
        const versions = await listVersions(database, row.id);
        return {
          versions: versions.map(
            ({ version, publishedAt, planHash, publishedBy, publishedByName, note }) => ({
              version,
              publishedAt: publishedAt.toISOString(),
              planHash,
              publishedBy,
              publishedByName,
              note,
              isLive: version === row.liveVersion,
            }),
          ),
        };
      },
    );

    app.get(
      '/api/journeys/:id/versions/:version',
      {
        schema: {
          tags: ['journeys'],
          params: byId.extend({ version: z.coerce.number().int().min(1) }),
          response: answers(contract.versionDetail),
        },
      },
      async (request) => {
        const row = await getVersion(database, request.params.id, request.params.version);
        if (!row) throw notFound('version');
        return { version: row.version, publishedAt: row.publishedAt.toISOString(), graph: row.graph };
      },
    );

    app.get(
      '/api/journeys/:id/replaced-drafts',
      {
        schema: {
          tags: ['journeys'],
          description: 'Drafts that were changed on the canvas and then drawn anew by their template.',
          params: byId,
          response: answers(z.object({ drafts: z.array(contract.replacedDraft) })),
        },
      },
      async (request) => {
        const row = await journeyOr404(request.params.id);
        const drafts = await listReplacedDrafts(database, row.id);
        return {
          drafts: drafts.map(({ replacedAt, ...draft }) => ({
            ...draft,
            replacedAt: replacedAt.toISOString(),
          })),
        };
      },
    );

    const changeStatus = async (id: string, from: 'live' | 'paused', to: 'live' | 'paused', due?: Due) => {
      const row = await journeyOr404(id);
      if (row.status !== from && row.status !== to) {
        throw new ApiError(
          'invalid-request',
          `Only a journey that is ${from} can be ${to === 'live' ? 'resumed' : 'paused'}.`,
        );
      }
      if (row.status === from) await setJourneyStatus(database, row.id, to, nowMs(), { due });
      return { status: to };
    };

    app.post(
      '/api/journeys/:id/pause',
      { schema: { tags: ['journeys'], params: byId, response: answers(contract.newStatus) } },
      (request) => changeStatus(request.params.id, 'live', 'paused'),
    );

    app.post(
      '/api/journeys/:id/resume',
      {
        schema: {
          tags: ['journeys'],
          params: byId,
          body: z
            .object({ due: z.enum(['now', 'later', 'end']).default('now') })
            .nullish()
            .describe('What fell due meanwhile happens now, after the time that it had left, or never.'),
          response: answers(contract.newStatus),
        },
      },
      (request) => changeStatus(request.params.id, 'paused', 'live', request.body?.due),
    );

    app.get(
      '/api/journeys/:id/stats',
      {
        schema: {
          tags: ['journeys'],
          params: byId,
          querystring: z.object({
            version: z.union([z.literal('all'), z.coerce.number().int().min(1)]).default('all'),
            from: z.iso.datetime({ offset: true }).optional(),
            to: z.iso.datetime({ offset: true }).optional(),
          }),
          response: answers(contract.journeyStats),
        },
      },
      async (request) => {
        const { version, from, to } = request.query;
        return journeyStats(database, (await journeyOr404(request.params.id)).id, {
          ...(version === 'all' ? {} : { version }),
          ...(from === undefined ? {} : { fromMs: Date.parse(from) }),
          ...(to === undefined ? {} : { toMs: Date.parse(to) }),
        });
      },
    );
  };

const staleRevision = (current: JourneyRow) =>
  new ApiError(
    'stale-revision',
    'The draft was saved elsewhere since you opened it. Keep yours or take theirs.',
    {
      current: { revision: current.revision, graph: current.draft, name: current.name },
    },
  );
