import {
  chooseWinner,
  closeTeamNote,
  experimentCounts,
  experimentWinner,
  holdOutCounts,
  liveHoldOuts,
  findContactByPhone,
  getContact,
  getJourney,
  openTeamNotes,
  startJourney,
} from '@signalbox/store';
import { withDefaults } from '@signalbox/engine/graph';
import { judge, type Variant } from '@signalbox/nodes/experiment';
import { toE164 } from '@signalbox/sms';
import type { RuleGroup } from '@signalbox/nodes/kernel';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { answers, experimentResult, holdOutResult, lifts, startedRun, teamNote } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';
import { judgeHoldOut } from './judge-hold-out.js';
import { personOf } from './shapes.js';

const byId = z.object({ id: z.uuid() });
const byNode = byId.extend({ node: z.string().min(1).max(200) });

interface ExperimentConfig {
  variants: Variant[];
  metric: string;
  metricWhere?: RuleGroup;
  windowMs: number;
  atLeast: number;
}

const instantOf = (since: { atMs: number } | null) => since && new Date(since.atMs).toISOString();

/** What single kinds of step need of the API: starts by name, notes, experiments. */
export const stepRoutes =
  ({ database, catalogue, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/api/journeys/:id/start',
      {
        schema: {
          tags: ['journeys'],
          params: byId,
          body: z.object({
            contactId: z.uuid().optional(),
            phone: z.string().max(40).optional(),
            properties: z.record(z.string(), z.json()).default({}),
            key: z.string().min(1).max(200).optional().describe('The same key lets the person in once.'),
          }),
          response: answers(startedRun, 201),
        },
      },
      async (request, reply) => {
        const { contactId, phone, properties, key = randomUUID() } = request.body;
        const contact = contactId ? await getContact(database, contactId) : await byPhone(phone);
        if (!contact) throw notFound('person');
        const result = await startJourney(
          database,
          { journeyId: request.params.id, contactId: contact.id, properties, key },
          { nowMs: nowMs() },
        );
        if (result.outcome === 'not-started') throw new ApiError('not-started', `${result.reason}.`);
        return reply.code(201).send({ runId: result.runId });
      },
    );

    async function byPhone(phone: string | undefined) {
      if (!phone) throw new ApiError('invalid-request', 'Say who: a contactId or a phone.');
      const number = toE164(phone);
      if (!number.ok) throw new ApiError('invalid-request', `“${phone}” is no phone number.`);
      return findContactByPhone(database, number.e164);
    }

    app.get(
      '/api/team-notes',
      { schema: { tags: ['people'], response: answers(z.object({ notes: z.array(teamNote) })) } },
      async () => ({
        notes: (await openTeamNotes(database)).map((note) => ({
          id: note.id,
          text: note.text,
          contact: personOf({ ...note, id: note.contactId }),
          journeyId: note.journeyId,
          runId: note.runId,
          at: note.at.toISOString(),
        })),
      }),
    );

    app.post(
      '/api/team-notes/:id/done',
      { schema: { tags: ['people'], params: byId } },
      async (request, reply) => {
        if (!(await closeTeamNote(database, request.params.id, nowMs()))) throw notFound('open note');
        return reply.code(204).send();
      },
    );

    const experimentOr404 = async (journeyId: string, nodeId: string): Promise<ExperimentConfig> => {
      const journey = await getJourney(database, journeyId);
      const graph = journey?.liveGraph ?? journey?.draft;
      const node = graph?.nodes.find(({ id, type }) => id === nodeId && type === 'experiment');
      if (!node) throw notFound('experiment');
      const entry = catalogue.find(({ type }) => type === 'experiment')!;
      return withDefaults(entry.configSchema, node.data.config) as unknown as ExperimentConfig;
    };

    app.get(
      '/api/journeys/:id/experiments/:node',
      { schema: { tags: ['journeys'], params: byNode, response: answers(experimentResult) } },
      async (request) => {
        const { id: journeyId, node: nodeId } = request.params;
        const { variants, metric, metricWhere, windowMs, atLeast } = await experimentOr404(journeyId, nodeId);
        const asked = { journeyId, nodeId, metric, where: metricWhere, windowMs, nowMs: nowMs() };
        const counted = await experimentCounts(database, asked);
        const winner = await experimentWinner(database, { journeyId, nodeId });
        const { variants: judged, verdict } = judge(variants, counted.variants, 2 * atLeast);
        return { winner, metric, variants: judged, verdict, since: instantOf(counted.since) };
      },
    );

    app.get(
      '/api/journeys/:id/hold-outs/:node',
      { schema: { tags: ['journeys'], params: byNode, response: answers(holdOutResult) } },
      async (request) => {
        const { id: journeyId, node: nodeId } = request.params;
        const journey = await getJourney(database, journeyId);
        const graph = journey?.liveGraph ?? journey?.draft;
        if (!graph?.nodes.some(({ id, type }) => id === nodeId && type === 'random-split'))
          throw notFound('split');
        const { goal } = graph.settings;
        const { sides, since } = await holdOutCounts(database, { journeyId, nodeId }, goal, nowMs());
        return {
          goal: goal?.event ?? null,
          ...judgeHoldOut(sides, goal?.event ?? null),
          since: instantOf(since),
        };
      },
    );

    app.get('/api/lifts', { schema: { tags: ['journeys'], response: answers(lifts) } }, async () => ({
      lifts: await Promise.all(
        (await liveHoldOuts(database)).map(async ({ goal, ...split }) => {
          const { sides } = await holdOutCounts(database, split, goal, nowMs());
          const { lift } = judgeHoldOut(sides, goal.event);
          return { ...split, lift };
        }),
      ),
    }));

    app.put(
      '/api/journeys/:id/experiments/:node/winner',
      {
        schema: {
          tags: ['journeys'],
          params: byNode,
          body: z.object({ variant: z.string().min(1).max(60).nullable() }),
          response: answers(z.object({ winner: z.string().nullable() })),
        },
      },
      async (request) => {
        const { id: journeyId, node: nodeId } = request.params;
        const { variant } = request.body;
        const { variants } = await experimentOr404(journeyId, nodeId);
        if (variant !== null && !variants.some(({ id }) => id === variant)) throw notFound('variant');
        await chooseWinner(database, { journeyId, nodeId, variant, by: 'hand', nowMs: nowMs() });
        return { winner: variant };
      },
    );
  };
