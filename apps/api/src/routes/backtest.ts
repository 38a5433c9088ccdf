import { Readable } from 'node:stream';
import type { FastifyBaseLogger } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { backtest as replayPast, type Asked } from '../backtest/backtest.js';
import { answers, backtest, type BacktestLine } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';
import { carrierInForce } from './carrier-in-force.js';
import { draftPlan } from './draft-plan.js';
import { houseDefaults } from './house-defaults.js';
import { senderOf } from './sender-of.js';

const DAY = 86_400_000;
const USUAL_DAYS = 90;
const LONGEST_DAYS = 400;
const LINES = 'application/x-ndjson';

const body = z.object({
  graph: z.record(z.string(), z.unknown()).optional().describe('Stands in for the stored draft.'),
  from: z.iso.datetime({ offset: true }).optional().describe('90 days before `to` if absent.'),
  to: z.iso.datetime({ offset: true }).optional().describe('Now if absent.'),
});

/** Replays what has happened through a draft: nobody is texted, and nothing is written. */
export const backtestRoutes =
  (deps: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const askedFor = async (id: string, given: z.infer<typeof body>): Promise<Asked> => {
      const { database, config, nodeTypes, nowMs } = deps;
      const toMs = Math.min(given.to ? Date.parse(given.to) : nowMs(), nowMs());
      const fromMs = given.from ? Date.parse(given.from) : toMs - USUAL_DAYS * DAY;
      if (fromMs >= toMs)
        throw new ApiError(
          'invalid-request',
          'The past to replay has to begin before it ends, and before now.',
        );
      if (toMs - fromMs > LONGEST_DAYS * DAY)
        throw new ApiError('invalid-request', `Choose ${LONGEST_DAYS} days at most.`);
      const { plan } = await draftPlan(deps, id, given.graph);
      return {
        database,
        journeyId: id,
        plan,
        fromMs,
        toMs,
        sendingHours: (await carrierInForce(deps)).sendingHours,
        shopTimeZone: config.SIGNALBOX_TIME_ZONE,
        sender: await senderOf(database, config),
        house: houseDefaults(config),
        simulation: nodeTypes.simulation(),
      };
    };

    app.post(
      '/api/journeys/:id/backtest',
      {
        schema: {
          tags: ['journeys'],
          params: z.object({ id: z.uuid() }),
          body,
          response: answers(backtest),
        },
      },
      async (request, reply) => {
        const asked = await askedFor(request.params.id, request.body);
        if (!request.headers.accept?.includes(LINES)) return replayPast(asked);
        // Whoever goes away wants no answer any more.
        const gone = new AbortController();
        reply.raw.on('close', () => gone.abort());
        void reply.type(LINES).send(Readable.from(linesOf(asked, gone.signal, request.log)) as never);
        return reply;
      },
    );
  };

/** How far it has come, a line at a time, and what it found. */
async function* linesOf(asked: Asked, gone: AbortSignal, log: FastifyBaseLogger): AsyncGenerator<string> {
  const told: BacktestLine[] = [];
  let wake = () => {};
  const tell = (line: BacktestLine) => {
    told.push(line);
    wake();
  };
  let isOver = false;
  const replaying = replayPast({
    ...asked,
    onProgress(done, total) {
      gone.throwIfAborted();
      tell({ done, total });
    },
  })
    .then(
      (result) => tell({ result }),
      (error: unknown) => {
        if (!(error instanceof ApiError) && !gone.aborted) log.error(error);
        const { code, message } =
          error instanceof ApiError ? error : { code: 'internal', message: 'The replay broke off.' };
        tell({ problem: { code, detail: message } });
      },
    )
    .finally(() => {
      isOver = true;
      wake();
    });
  while (!isOver || told.length > 0) {
    const line = told.shift();
    if (line) yield `${JSON.stringify(line)}\n`;
    else await new Promise<void>((resolve) => (wake = resolve));
  }
  await replaying;
}
