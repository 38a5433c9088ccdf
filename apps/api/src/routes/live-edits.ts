import { diffGraphs, matchSteps, type JourneyGraph } from '@signalbox/engine/graph';
import {
  controlRuns,
  countLiveRuns,
  getJourney,
  getVersion,
  headCounts,
  listVersions,
  moveRuns,
  runsByVersion,
  runsToMoveBack,
  setJourneyStatus,
  type Database,
  type LiveRuns,
  type RunAction,
} from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import * as contract from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';
import { listedBy, runListFilter } from './run-filter.js';

const { answers } = contract;
const byId = z.object({ id: z.uuid() });

/** What becomes of the people inside when a version is published. */
export const insideChoice = z
  .object({
    choice: z.enum(['finish', 'move', 'end']),
    steps: z
      .record(z.string(), z.string())
      .optional()
      .describe('Of each step, the one that stands for it; steps of the same id and type if absent.'),
  })
  .default({ choice: 'finish' });

const action = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('end'), outcome: z.string().trim().min(1).max(60).default('ended') }),
  z.object({ kind: z.literal('hold') }),
  z.object({ kind: z.literal('release') }),
  z.object({ kind: z.literal('skip'), port: z.string().min(1).max(60).optional() }),
  z.object({ kind: z.literal('retry') }),
  z.object({
    kind: z.literal('move'),
    toVersion: z.int().min(1),
    steps: z.record(z.string(), z.string()).optional(),
  }),
]);

/** Changing what people are inside of: what publishing means for them, and what may be asked of single runs. */
export const liveEditRoutes =
  ({ database, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/journeys/:id/publish-plan',
      { schema: { tags: ['journeys'], params: byId, response: answers(contract.publishPlan) } },
      async (request) => {
        const journey = await getJourney(database, request.params.id);
        if (!journey) throw notFound('journey');
        const draft = journey.draft as JourneyGraph;
        const counts = (await headCounts(database, journey.id)).filter(({ nodeId }) => nodeId !== null);
        const versions = await Promise.all(
          [...new Set(counts.map(({ version }) => version))].map(async (version) => {
            const { graph } = (await getVersion(database, journey.id, version))!;
            const targets = matchSteps(graph, draft);
            const { changed } = diffGraphs(graph, draft);
            return {
              version,
              steps: counts
                .filter((row) => row.version === version)
                .map(({ nodeId, count }) => ({
                  nodeId: nodeId!,
                  name: nameOf(graph, nodeId!),
                  count,
                  target: targets[nodeId!] ?? null,
                  isChanged: changed.includes(nodeId!),
                })),
            };
          }),
        );
        return {
          diff: diffGraphs(journey.liveGraph ?? { ...draft, nodes: [], edges: [] }, draft),
          inside: counts.reduce((sum, { count }) => sum + count, 0),
          versions,
        };
      },
    );

    app.post(
      '/api/journeys/:id/runs/act',
      {
        schema: {
          tags: ['journeys'],
          params: byId,
          // A filter that is not known would mean everybody.
          body: z.strictObject({
            ...runListFilter.shape,
            version: z.int().min(1).optional(),
            action,
            runIds: z.array(z.uuid()).max(10_000).optional(),
            nodeId: z.string().max(200).optional().describe('Those who are at this step now.'),
            dryRun: z.boolean().default(false),
          }),
          response: answers(contract.affected),
        },
      },
      async (request) => {
        const { action: asked, dryRun, runIds, nodeId, ...filter } = request.body;
        const runs = { journeyId: request.params.id, runIds, nodeId, listed: listedBy(filter) };
        if (asked.kind === 'move' && !dryRun)
          return { count: await moveChosen(database, runs, asked, nowMs()) };
        return {
          count: dryRun
            ? await countLiveRuns(database, runs)
            : await controlRuns(database, runs, asked as RunAction, nowMs()),
        };
      },
    );

    app.post(
      '/api/journeys/:id/move-back',
      {
        schema: {
          tags: ['journeys'],
          params: byId,
          body: z.object({ version: z.int().min(1), dryRun: z.boolean().default(false) }),
          response: answers(contract.affected),
        },
      },
      async (request) => {
        const journeyId = request.params.id;
        const { version, dryRun } = request.body;
        const runs = await runsToMoveBack(database, { journeyId, version });
        if (dryRun) return { count: runs.length };
        let count = 0;
        for (const toVersion of new Set(runs.map(({ fromVersion }) => fromVersion))) {
          const runIds = runs.flatMap(({ runId, fromVersion }) => (fromVersion === toVersion ? [runId] : []));
          count += await moveVersion(
            database,
            { journeyId, fromVersion: version, toVersion, runIds },
            nowMs(),
          );
        }
        return { count };
      },
    );

    app.post(
      '/api/journeys/:id/end',
      {
        schema: {
          tags: ['journeys'],
          params: byId,
          body: z.object({ inside: z.enum(['finish', 'end']) }),
          response: answers(contract.affected),
        },
      },
      async (request) => {
        const { id } = request.params;
        const journey = await getJourney(database, id);
        if (!journey) throw notFound('journey');
        if (journey.status !== 'live' && journey.status !== 'paused')
          throw new ApiError('invalid-request', 'Only a journey that is live or paused can be ended.');
        await setJourneyStatus(database, id, 'ended', nowMs());
        const { inside } = request.body;
        return {
          count:
            inside === 'end'
              ? await controlRuns(database, { journeyId: id }, { kind: 'end', outcome: 'ended' }, nowMs())
              : 0,
        };
      },
    );
  };

/** Moves chosen runs, whatever version each is on. */
async function moveChosen(
  database: Database,
  runs: LiveRuns,
  { toVersion, steps }: { toVersion: number; steps?: Record<string, string> },
  nowMs: number,
): Promise<number> {
  let count = 0;
  const { journeyId } = runs;
  for (const [fromVersion, runIds] of await runsByVersion(database, runs)) {
    if (fromVersion !== toVersion)
      count += await moveVersion(database, { journeyId, fromVersion, toVersion, steps, runIds }, nowMs);
  }
  return count;
}

interface VersionMove {
  journeyId: string;
  fromVersion: number;
  toVersion: number;
  steps?: Record<string, string>;
  runIds?: string[];
}

/** Moves people from one version to another by the steps that stand for each other. @returns how many were asked */
async function moveVersion(database: Database, move: VersionMove, nowMs: number): Promise<number> {
  const { journeyId, fromVersion, toVersion, runIds } = move;
  const from = await getVersion(database, journeyId, fromVersion);
  const to = await getVersion(database, journeyId, toVersion);
  if (!from || !to) throw notFound('version');
  const known = new Set(to.graph.nodes.map(({ id }) => id));
  const steps = Object.fromEntries(
    Object.entries(move.steps ?? matchSteps(from.graph, to.graph)).filter(([, target]) => known.has(target)),
  );
  const { changed } = diffGraphs(from.graph, to.graph);
  return moveRuns(database, { journeyId, fromVersion, toVersion, steps, changed, runIds }, nowMs);
}

/** Does for the people inside older versions what was chosen when a new one was published. */
export async function settleInside(
  database: Database,
  journeyId: string,
  version: number,
  { choice, steps }: z.output<typeof insideChoice>,
  nowMs: number,
): Promise<{ moved?: number; ended?: number }> {
  if (choice === 'finish') return {};
  const result = { moved: 0, ended: 0 };
  for (const { version: fromVersion } of await listVersions(database, journeyId)) {
    if (fromVersion === version) continue;
    if (choice === 'move')
      result.moved += await moveVersion(
        database,
        { journeyId, fromVersion, toVersion: version, steps },
        nowMs,
      );
    else
      result.ended += await controlRuns(
        database,
        { journeyId, version: fromVersion },
        { kind: 'end', outcome: 'ended' },
        nowMs,
      );
  }
  return result;
}

const nameOf = (graph: JourneyGraph, nodeId: string): string =>
  graph.nodes.find(({ id }) => id === nodeId)?.data.name ?? nodeId;
