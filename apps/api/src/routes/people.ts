import {
  computedOfPerson,
  getContact,
  listConsents,
  listEvents,
  listIdentities,
  listMessages,
  listRuns,
  searchContacts,
} from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import * as contract from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { notFound } from '../errors.js';
import { cursor, cursorAt, placeOf } from '../http/place-in-list.js';
import { readFilter } from '../people/read-filter.js';
import { clockOf, languageOf } from '../people/where-known-from.js';
import { contactSummary, eventSummary, messageSummary, runSummary } from './shapes.js';

const { answers } = contract;
const byId = z.object({ id: z.uuid() });
const PAGE = 50;
const instant = (at: Date | null) => at?.toISOString() ?? null;

/** People, what happened to them, and why. */
export const peopleRoutes =
  ({ database, config, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/contacts',
      {
        schema: {
          tags: ['people'],
          querystring: contract.contactFilter.extend({
            cursor: cursor.optional(),
            limit: z.coerce.number().int().min(1).max(200).default(PAGE),
          }),
          response: answers(
            contract.page({
              contacts: z.array(contract.contactSummary),
              total: z.int(),
              isMore: z.boolean().describe('There are more than `total`; counting them all would take long.'),
            }),
          ),
        },
      },
      async (request) => {
        const { cursor, limit, ...filter } = request.query;
        const { contacts, total, isMore } = await searchContacts(database, {
          ...readFilter(filter),
          before: placeOf(cursor),
          limit,
          nowMs: nowMs(),
        });
        const last = contacts.at(-1);
        return {
          contacts: contacts.map(contactSummary),
          total,
          isMore,
          nextCursor: last && contacts.length === limit ? cursorAt(last.createdAt, last.id) : null,
        };
      },
    );

    app.get(
      '/api/contacts/:id',
      { schema: { tags: ['people'], params: byId, response: answers(contract.contactDetail) } },
      async (request): Promise<contract.ContactDetail> => {
        const { id } = request.params;
        const contact = await getContact(database, id);
        if (!contact) throw notFound('person');
        const contactId = contact.id;
        const [computed, consents, identities, events, runs, messages] = await Promise.all([
          computedOfPerson(database, contactId),
          listConsents(database, contactId),
          listIdentities(database, contactId),
          listEvents(database, { contactId }),
          listRuns(database, { contactId }),
          listMessages(database, { contactId }),
        ]);
        return {
          ...contactSummary(contact),
          firstName: contact.firstName,
          lastName: contact.lastName,
          language: contact.language,
          timeZone: contact.timeZone,
          clock: clockOf(contact, config.SIGNALBOX_TIME_ZONE),
          speaks: languageOf(contact),
          identities,
          attributes: contact.attributes,
          totalSpent: contact.totalSpent,
          computed: {
            ...computed,
            firstOrderAt: instant(computed.firstOrderAt),
            lastOrderAt: instant(computed.lastOrderAt),
            predictedNextOrderAt: instant(computed.predictedNextOrderAt),
            contactedElsewhereAt: instant(computed.contactedElsewhereAt),
          },
          consents: consents.map((consent) => ({ ...consent, at: consent.at.toISOString() })),
          events: events.map(eventSummary),
          runs: runs.map(runSummary),
          messages: messages.map(messageSummary),
        };
      },
    );
  };
