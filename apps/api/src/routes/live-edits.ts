import { diffGraphs, matchSteps, parseGraph, type JourneyGraph } from '@signalbox/engine/graph';
import {
  controlRuns,
  askRuns,
  countLiveRuns,
  endJourney,
  getJourney,
  getVersion,
  headCounts,
  listVersions,
  moveRunsWithin,
  runsByVersion,
  runsToMoveBack,
  type Database,
  type JourneyRow,
  type LiveRuns,
  type RunAction,
  type Tx,
} from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import * as contract from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';
import { endOffer } from './offer-links.js';
import { listedBy, runListFilter } from './run-filter.js';
import { stepNames } from './step-names.js';
import { refuseUnknownWay } from './way-out.js';

const { answers } = contract;
const byId = z.object({ id: z.uuid() });

const stepsOfMove = z
  .record(z.string(), z.string().nullable())
  .optional()
  .describe(
    'Of a step, the one that stands for it in the other version; null keeps people on the version they are in. Steps that are not named move to that of the same id and type.',
  );

/** What becomes of the people inside when a version is published. */
export const insideChoice = z
  .object({ choice: z.enum(['finish', 'move', 'end']), steps: stepsOfMove })
  .default({ choice: 'finish' });

/** @throws ApiError if people would move to a step that is not there */
export function refuseLostTargets({ nodes }: JourneyGraph, steps: z.output<typeof stepsOfMove> = {}): void {
  const ids = new Set(nodes.map(({ id }) => id));
  const lost = Object.values(steps).find((target) => target !== null && !ids.has(target));
  if (lost !== undefined)
    throw new ApiError('invalid-request', `That version has no step “${lost}” for people to move to.`);
}

const action = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('end'), outcome: z.string().trim().min(1).max(60).default('ended') }),
  z.object({ kind: z.literal('hold') }),
  z.object({ kind: z.literal('release') }),
  z.object({ kind: z.literal('skip'), port: z.string().min(1).max(60).optional() }),
  z.object({ kind: z.literal('retry') }),
  z.object({
    kind: z.literal('move'),
    toVersion: z.int().min(1),
    steps: stepsOfMove,
  }),
]);

/** In which state people are for whom an action changes something; not said where it does for all. */
const STATUSES_CHANGED: { [kind in z.output<typeof action>['kind']]?: LiveRuns['statuses'] } = {
  hold: ['starting', 'waiting', 'parked', 'stuck'],
  release: ['held'],
};

/** Changing what people are inside of: what publishing means for them, and what may be asked of single runs. */
export const liveEditRoutes =
  ({ database, catalogue, config, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const shopTimeZone = config.SIGNALBOX_TIME_ZONE;
    const callOff = async (journeyId: string) => {
      const graph = (await getJourney(database, journeyId))?.liveGraph;
      if (graph) await endOffer(database, journeyId, graph, { nowMs: nowMs(), shopTimeZone });
    };

    const journeyOr404 = async (id: string) => {
      const journey = await getJourney(database, id);
      if (!journey) throw notFound('journey');
      return journey;
    };

    /** What making this graph live would mean for the people inside. */
    const publishPlanOf = async (journey: JourneyRow, draft: JourneyGraph) => {
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
                name: stepNames(catalogue, graph.nodes, nodeId!).nodeName,
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
    };

    app.get(
      '/api/journeys/:id/publish-plan',
      { schema: { tags: ['journeys'], params: byId, response: answers(contract.publishPlan) } },
      async (request) => {
        const journey = await journeyOr404(request.params.id);
        return publishPlanOf(journey, journey.draft);
      },
    );

    app.post(
      '/api/journeys/:id/publish-plan',
      {
        schema: {
          tags: ['journeys'],
          description: 'The same for a graph that is not saved.',
          params: byId,
          body: z.object({ graph: z.record(z.string(), z.unknown()) }),
          response: answers(contract.publishPlan),
        },
      },
      async (request) => {
        const journey = await journeyOr404(request.params.id);
        const { graph, diagnostics } = parseGraph(request.body.graph);
        if (!graph) throw new ApiError('bad-graph', diagnostics[0]!.message, { diagnostics });
        return publishPlanOf(journey, graph);
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
        if (asked.kind === 'move')
          return { count: await moveChosen(database, runs, { ...asked, dryRun }, nowMs()) };
        if (asked.kind === 'skip' && asked.port !== undefined)
          await refuseUnknownWay(database, catalogue, { ...runs, port: asked.port });
        const isEverybody = [runIds, nodeId, ...Object.values(filter)].every((one) => one === undefined);
        if (asked.kind === 'end' && isEverybody && !dryRun) await callOff(request.params.id);
        // Asked of all, since who was told to stand still a moment ago may not be written down as held yet.
        const others = STATUSES_CHANGED[asked.kind];
        const concerned = others && (await countLiveRuns(database, { ...runs, statuses: others }));
        if (dryRun) return { count: concerned ?? (await countLiveRuns(database, runs)) };
        const count = await controlRuns(database, runs, asked as RunAction, nowMs());
        return { count: concerned ?? count };
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
          const move = { journeyId, fromVersion: version, toVersion, runIds, isBack: true };
          count += await within(database, (tx) => moveVersion(tx, move, nowMs()));
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
        const journey = await journeyOr404(id);
        if (journey.status !== 'live' && journey.status !== 'paused')
          throw new ApiError('invalid-request', 'Only a journey that is live or paused can be ended.');
        if (request.body.inside === 'end') await callOff(id);
        return { count: await endJourney(database, id, request.body.inside, nowMs()) };
      },
    );
  };

/** Moves chosen runs, whatever version each is on. */
async function moveChosen(
  database: Database,
  runs: LiveRuns,
  { toVersion, steps, dryRun }: Pick<VersionMove, 'toVersion' | 'steps' | 'dryRun'>,
  nowMs: number,
): Promise<number> {
  let count = 0;
  const { journeyId } = runs;
  for (const [fromVersion, runIds] of await runsByVersion(database, runs)) {
    if (fromVersion === toVersion) continue;
    const move = { journeyId, fromVersion, toVersion, steps, runIds, dryRun };
    count += await within(database, (tx) => moveVersion(tx, move, nowMs));
  }
  return count;
}

interface VersionMove {
  journeyId: string;
  fromVersion: number;
  toVersion: number;
  /** Beside those of the same id and type, or instead of them. */
  steps?: Record<string, string | null>;
  runIds?: string[];
  isBack?: boolean;
  dryRun?: boolean;
}

/** Moves people from one version to another by the steps that stand for each other. @returns how many were asked */
async function moveVersion(tx: Tx, move: VersionMove, nowMs: number): Promise<number> {
  const { journeyId, fromVersion, toVersion, runIds, isBack, dryRun } = move;
  const from = await getVersion({ kysely: tx }, journeyId, fromVersion);
  const to = await getVersion({ kysely: tx }, journeyId, toVersion);
  if (!from || !to) throw notFound('version');
  refuseLostTargets(to.graph, move.steps);
  const steps = Object.fromEntries(
    Object.entries({ ...matchSteps(from.graph, to.graph), ...move.steps }).filter(
      (step): step is [string, string] => step[1] !== null,
    ),
  );
  const { changed } = diffGraphs(from.graph, to.graph);
  const plan = { journeyId, fromVersion, toVersion, steps, changed, runIds, isBack, dryRun };
  return moveRunsWithin(tx, plan, nowMs);
}

/** Does for the people inside older versions what was chosen, as a part of publishing a new one. */
export async function settleInside(
  tx: Tx,
  journeyId: string,
  version: number,
  { choice, steps }: z.output<typeof insideChoice>,
  nowMs: number,
): Promise<{ moved?: number; ended?: number }> {
  if (choice === 'finish') return {};
  const result = { moved: 0, ended: 0 };
  for (const { version: fromVersion } of await listVersions({ kysely: tx }, journeyId)) {
    if (fromVersion === version) continue;
    const inside = { journeyId, version: fromVersion };
    if (choice === 'move')
      result.moved += await moveVersion(tx, { journeyId, fromVersion, toVersion: version, steps }, nowMs);
    else result.ended += await askRuns(tx, inside, { kind: 'end', outcome: 'ended' }, nowMs);
  }
  return result;
}

const within = <T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.kysely.transaction().execute(work);
