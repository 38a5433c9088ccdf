import {
  endMarketingRuns,
  getContact,
  recordConsent,
  requestOptIn,
  resolveUnknown,
  stopTexts,
  transitionsOf,
} from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import * as contract from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';

const { answers } = contract;
const byId = z.object({ id: z.uuid() });

/** What people decide about single texts, and write down about somebody's consent. */
export const decisionRoutes =
  ({ database, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/messages/:id/transitions',
      {
        schema: {
          tags: ['texts'],
          params: byId,
          response: answers(z.object({ transitions: z.array(contract.transition) })),
        },
      },
      async (request) => ({
        transitions: (await transitionsOf(database, request.params.id)).map((one) => ({
          ...one,
          at: one.at.toISOString(),
        })),
      }),
    );

    app.post(
      '/api/messages/:id/resolve',
      { schema: { tags: ['texts'], params: byId, body: contract.resolved } },
      async (request, reply) => {
        const done = await resolveUnknown(database, request.params.id, request.body.decision, nowMs());
        if (!done)
          throw new ApiError(
            'already-known',
            'This text is no longer unknown, or somebody has decided already.',
          );
        return reply.code(204).send();
      },
    );

    const personWithPhone = async (id: string) => {
      const contact = await getContact(database, id);
      if (!contact) throw notFound('person');
      if (!contact.phone) throw new ApiError('invalid-request', 'This person has no phone number.');
      return { ...contact, phone: contact.phone };
    };

    app.post(
      '/api/contacts/:id/revoke',
      { schema: { tags: ['people'], params: byId, body: contract.consentByHand } },
      async (request, reply) => {
        const { phone, id } = await personWithPhone(request.params.id);
        const { purpose, note } = request.body;
        const atMs = nowMs();
        if (purpose === null)
          await stopTexts(database, {
            phone,
            contactId: id,
            reason: note,
            source: 'by-hand',
            messageId: `${id}/SMS Unsubscribed/${atMs}`,
            properties: { via: 'by-hand', note },
            atMs,
          });
        else {
          await recordConsent(
            database,
            { contactId: id, phone, purpose, state: 'denied', source: 'by-hand', evidence: { note } },
            atMs,
          );
          await endMarketingRuns(database, phone, atMs, purpose);
        }
        return reply.code(204).send();
      },
    );

    app.post(
      '/api/contacts/:id/opt-in',
      {
        schema: {
          tags: ['people'],
          params: byId,
          body: contract.optIn,
          response: answers(z.object({ id: z.string() }), 201),
        },
      },
      async (request, reply) => {
        const { phone } = await personWithPhone(request.params.id);
        const { purposes, wording, days } = request.body;
        const wish = { phone, purposes, source: 'api', evidence: { wording } };
        return reply.code(201).send({ id: await requestOptIn(database, wish, { atMs: nowMs(), days }) });
      },
    );
  };
