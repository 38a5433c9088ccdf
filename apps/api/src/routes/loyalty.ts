import {
  factsOf,
  listPoints,
  loyaltyProgramme,
  picksFor,
  saveProgramme,
  type Programme,
} from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import * as contract from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { notFound } from '../errors.js';
import { changeSettingOf } from '../http/change-setting.js';

const { answers } = contract;
const byId = z.object({ id: z.uuid() });

/** The loyalty programme, a person's points, and the products that a text would name to them. */
export const loyaltyRoutes =
  (deps: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { database, nowMs } = deps;
    const tags = ['loyalty'];
    const untouched = (): Programme => ({
      kind: 'none',
      since: new Date(nowMs()).toISOString(),
      currency: 'DKK',
      pointsPerUnit: 0.1,
      tiers: [],
      tierBy: 'spend',
      rewards: [],
    });

    app.get(
      '/api/settings/loyalty',
      { schema: { tags, response: answers(contract.loyaltySettings) } },
      async () => (await loyaltyProgramme(database)) ?? untouched(),
    );

    app.put(
      '/api/settings/loyalty',
      { schema: { tags, body: contract.loyaltySettings } },
      async (request, reply) => {
        await changeSettingOf(request, deps, {
          read: async (within) => ({ ...((await loyaltyProgramme(within)) ?? untouched()) }),
          write: (within) => saveProgramme(within, request.body),
        });
        return reply.code(204).send();
      },
    );

    app.get(
      '/api/contacts/:id/points',
      {
        schema: {
          tags,
          params: byId,
          querystring: z.object({
            cursor: z.string().max(400).optional(),
            limit: z.coerce.number().int().min(1).max(200).default(100),
          }),
          response: answers(contract.pointsOfPerson),
        },
      },
      async (request) => {
        const { id } = request.params;
        const { cursor, limit } = request.query;
        const facts = await factsOf(database, id);
        if (facts.id === undefined) throw notFound('person');
        const found = await listPoints(database, String(facts.id), { after: cursor, limit: limit + 1 });
        const entries = found.slice(0, limit);
        return {
          balance: Number(facts.points_balance),
          tier: (facts.tier as string | null) ?? null,
          nextCursor: found.length > limit ? entries.at(-1)!.key : null,
          entries: entries.map((entry) => ({
            ...entry,
            at: entry.at.toISOString(),
            expiresAt: entry.expiresAt?.toISOString() ?? null,
          })),
        };
      },
    );

    app.get(
      '/api/contacts/:id/picks',
      { schema: { tags, params: byId, response: answers(contract.picksOfPerson) } },
      async (request) => {
        const picks = await picksFor(database, request.params.id, { nowMs: nowMs() });
        return {
          picks: Object.entries(picks).flatMap(([field, pick]) =>
            pick
              ? [
                  {
                    field: `pick.${field}`,
                    name: pick.name,
                    price: pick.price,
                    currency: pick.currency,
                    url: pick.url,
                    why: pick.why,
                  },
                ]
              : [],
          ),
        };
      },
    );
  };
