import { setTimeout } from 'node:timers/promises';
import type { Choice } from '@signalbox/nodes/kernel';
import { sayChangedCode } from '@signalbox/nodes/packages';
import { changedNodeCode } from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import * as contract from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';
import { configChanges } from './config-changes.js';

const { answers } = contract;
const MOST_CHOICES = 1_000;
/** A service that is asked has ten seconds of its own. */
const LONGEST_MS = 15_000;
const config = z.record(z.string(), z.unknown());
const byType = z.object({ type: z.string().max(100) });

/** The catalogue, and what node types do for somebody who edits. */
export const nodeTypeRoutes =
  ({ database, nodeTypes, services }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/node-types',
      { schema: { tags: ['journeys'], response: answers(contract.nodeTypes) } },
      async () => {
        const prints = nodeTypes.customPrints();
        const changed = (await changedNodeCode(database, prints)).map((key) => ({
          source: prints[key]!.source,
          type: key.split('@')[0]!,
          message: sayChangedCode(key),
        }));
        return { nodeTypes: nodeTypes.catalogue, problems: [...nodeTypes.problems, ...changed] };
      },
    );

    app.post(
      '/api/node-types/:type/choices/:name',
      {
        schema: {
          tags: ['journeys'],
          params: byType.extend({ name: z.string().max(100) }),
          body: z.object({ config }),
          response: answers(contract.choices),
        },
      },
      async (request) => {
        const { type, name } = request.params;
        const all = nodeTypes.apiSideOf(type)?.choices ?? {};
        const ask = Object.hasOwn(all, name) ? all[name] : undefined;
        if (!ask) throw notFound('such list of choices');
        try {
          return { choices: asChoices(await inTime(ask(services, request.body.config))) };
        } catch (error) {
          request.log.warn({ err: error, type, name }, 'choices failed');
          throw new ApiError('choices-failed', sayChoices(error));
        }
      },
    );

    app.post(
      '/api/node-types/:type/migrate',
      {
        schema: {
          tags: ['journeys'],
          params: byType,
          body: z.object({ config, from: z.int().min(1) }),
          response: answers(contract.migratedConfig),
        },
      },
      async (request) => {
        const { type } = request.params;
        const migrate = nodeTypes.apiSideOf(type)?.migrate;
        if (!migrate) throw notFound('way to bring this step up to date');
        const before = request.body.config;
        try {
          const after = migrate(structuredClone(before), request.body.from) as unknown;
          if (!isConfig(after)) throw new Error('its migrate.ts returned no configuration.');
          return { config: after, changes: configChanges(before, after) };
        } catch (error) {
          request.log.warn({ err: error, type }, 'migration failed');
          throw new ApiError(
            'migration-failed',
            `The step can't be brought up to date: ${(error as Error).message}`,
          );
        }
      },
    );
  };

/** What a marketer can do something about; a mistake of the step's own says more to who wrote it. */
const sayChoices = (error: unknown): string =>
  error instanceof TypeError
    ? `The step could not make choices of what came back. Is the address of the connection that of the service’s interface, and not of a web page? (${error.message})`
    : (error as Error).message;

/** Rejects for choices that nobody would wait for. */
async function inTime<T>(choices: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const tooLong = setTimeout(LONGEST_MS, null, { signal: timer.signal }).then(() => {
    throw new Error(`The choices had not come after ${LONGEST_MS / 1_000} seconds.`);
  });
  try {
    return await Promise.race([choices, tooLong]);
  } finally {
    tooLong.catch(() => {});
    timer.abort();
  }
}

const isConfig = (value: unknown): value is { [field: string]: unknown } => config.safeParse(value).success;

/** What a package's code returned, as far as it is choices. */
function asChoices(returned: Choice[]): Choice[] {
  if (!Array.isArray(returned)) throw new Error('The step’s choices are no list.');
  return returned
    .slice(0, MOST_CHOICES)
    .map(({ value, label }) => ({ value: String(value), label: String(label ?? value) }));
}
