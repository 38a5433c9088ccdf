import {
  isTurnTold,
  leaveLine,
  listWaitlists,
  markLine,
  peopleInLine,
  saveLine,
  saveWaitlistSettings,
  waitlistSettings,
  type WaitingPerson,
} from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import * as contract from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { notFound } from '../errors.js';
import { changeSettingOf } from '../http/change-setting.js';
import { sendCsv } from '../http/files.js';
import { personOf } from './shapes.js';

const { answers } = contract;
const SHOWN = 200;
const CSV_COLUMNS = ['place', 'person', 'phone', 'tier', 'pieces', 'asked at', 'told at', 'state', 'reason'];
const byId = z.object({ id: z.uuid() });

/** Who waits for what is sold out, and how the rounds go. */
export const waitlistRoutes =
  (deps: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { database, nowMs } = deps;
    const tags = ['waitlist'];

    app.get(
      '/api/waitlists',
      {
        schema: {
          tags,
          querystring: z.object({ search: z.string().max(100).default('') }),
          response: answers(contract.waitlists),
        },
      },
      async (request) => {
        const rows = await listWaitlists(database, { search: request.query.search, limit: SHOWN });
        return {
          isTold: await isTurnTold(database),
          waitlists: rows.map(({ name, roundAt, nextRoundAt, round, ...row }) => ({
            ...row,
            name: name ?? row.variantId,
            roundAt: roundAt?.toISOString() ?? null,
            nextRoundAt: nextRoundAt?.toISOString() ?? null,
            round: round && { told: round.told, why: round.why },
          })),
        };
      },
    );

    app.get(
      '/api/waitlists/line',
      {
        schema: {
          tags,
          querystring: contract.line,
          response: answers(z.object({ people: z.array(contract.waitingPerson) })),
        },
      },
      async (request) => ({
        people: (await peopleInLine(database, request.query, SHOWN)).map(waitingPerson),
      }),
    );

    app.get(
      '/api/waitlists/line.csv',
      { schema: { tags, querystring: contract.line } },
      async (request, reply) => {
        const people = (await peopleInLine(database, request.query)).map(waitingPerson);
        const rows = people.map(({ place, contact, tier, quantity, askedAt, toldAt, state, reason }) => [
          ...[place, contact.name, contact.phone, tier, quantity],
          ...[askedAt, toldAt, state, reason],
        ]);
        return sendCsv(reply, `line for ${request.query.variantId}`, CSV_COLUMNS, rows);
      },
    );

    app.put(
      '/api/waitlists/line',
      { schema: { tags, body: contract.lineChange } },
      async (request, reply) => {
        const { isPaused, settings, ...line } = request.body;
        await saveLine(database, line, { isPaused, settings });
        // What fell due meanwhile is due now.
        if (isPaused === false) await markLine(database, line, { isUrgent: true, nowMs: nowMs() });
        return reply.code(204).send();
      },
    );

    app.post('/api/waitlists/run', { schema: { tags, body: contract.line } }, async (request, reply) => {
      await markLine(database, request.body, { isUrgent: true, nowMs: nowMs() });
      return reply.code(204).send();
    });

    app.delete('/api/waitlists/people/:id', { schema: { tags, params: byId } }, async (request, reply) => {
      if (!(await leaveLine(database, request.params.id, 'Taken out by hand', nowMs())))
        throw notFound('person in line');
      return reply.code(204).send();
    });

    app.get(
      '/api/settings/waitlist',
      { schema: { tags, response: answers(contract.waitlistSettings) } },
      () => waitlistSettings(database.kysely),
    );

    app.put(
      '/api/settings/waitlist',
      { schema: { tags, body: contract.waitlistSettings } },
      async (request, reply) => {
        await changeSettingOf(request, deps, {
          read: async (within) => ({ ...(await waitlistSettings(within.kysely)) }),
          write: (within) => saveWaitlistSettings(within, request.body),
        });
        return reply.code(204).send();
      },
    );
  };

const waitingPerson = ({
  contactId,
  firstName,
  lastName,
  phone,
  askedAt,
  expiresAt,
  toldAt,
  ...row
}: WaitingPerson): contract.WaitingPerson => ({
  ...row,
  contact: personOf({ id: contactId, firstName, lastName, phone }),
  askedAt: askedAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
  toldAt: toldAt?.toISOString() ?? null,
});
