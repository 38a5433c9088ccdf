import {
  getContact,
  getEvent,
  getRun,
  getVersion,
  listConsents,
  listEvents,
  listIdentities,
  listMessages,
  listRuns,
  runSteps,
  searchContacts,
  pathsOf,
  seenEvents,
} from '@signalbox/store';
import { findEntry, portsOf } from '@signalbox/engine/graph';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import * as contract from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { notFound } from '../errors.js';
import { cursor, cursorAt, placeOf } from '../http/place-in-list.js';
import { KNOWN_EVENTS, sampleOf } from '../intake/known-events.js';
import { readFilter } from '../people/read-filter.js';
import { clockOf, languageOf } from '../people/where-known-from.js';
import { contactSummary, eventSummary, messageSummary, runSummary } from './shapes.js';

const { answers } = contract;
const byId = z.object({ id: z.uuid() });
const PAGE = 50;

/** People, what happened to them, and why. */
export const peopleRoutes =
  ({ database, catalogue, config, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
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
        const [consents, identities, events, runs, messages] = await Promise.all([
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
          consents: consents.map((consent) => ({ ...consent, at: consent.at.toISOString() })),
          events: events.map(eventSummary),
          runs: runs.map(runSummary),
          messages: messages.map(messageSummary),
        };
      },
    );

    app.get(
      '/api/runs/:id',
      { schema: { tags: ['people'], params: byId, response: answers(contract.runDetail) } },
      async (request): Promise<contract.RunDetail> => {
        const run = await getRun(database, request.params.id);
        if (!run) throw notFound('run');
        const [steps, version, entryEvent, messages] = await Promise.all([
          runSteps(database, run.id),
          getVersion(database, run.journeyId, run.version),
          getEvent(database, run.entryEventId),
          listMessages(database, { runId: run.id }),
        ]);
        if (!version || !entryEvent) throw notFound('run');
        return {
          ...runSummary(run),
          entryEvent: eventSummary(entryEvent),
          graph: version.graph,
          steps: steps.map((step) => {
            const node = version.graph.nodes.find((candidate) => candidate.id === step.nodeId);
            const entry = node && findEntry(catalogue, { type: node.type, version: node.data.version });
            const port =
              entry && node
                ? portsOf(entry, node.data.config).find(({ name }) => name === step.port)
                : undefined;
            const sent = messages.find(({ sendKey }) => sendKey === `${run.id}/${step.nodeId}/${step.visit}`);
            return {
              seq: step.seq,
              nodeId: step.nodeId,
              nodeName: node?.data.name ?? entry?.title ?? step.nodeId,
              nodeType: node?.type ?? '',
              enteredAt: step.enteredAt.toISOString(),
              leftAt: step.leftAt?.toISOString() ?? null,
              port: step.port,
              portLabel: port?.label ?? step.port,
              reason: step.reason,
              message: sent ? messageSummary(sent) : null,
            };
          }),
        };
      },
    );

    app.get(
      '/api/events',
      {
        schema: {
          tags: ['people'],
          querystring: z.object({
            contact: z.uuid().optional(),
            name: z.string().optional(),
            before: z.uuid().optional().describe('The id of an event: older ones follow it'),
            limit: z.coerce.number().int().min(1).max(500).default(PAGE),
          }),
          response: answers(z.object({ events: z.array(contract.eventSummary) })),
        },
      },
      async (request) => {
        const { contact, name, before, limit } = request.query;
        return {
          events: (await listEvents(database, { contactId: contact, name, before, limit })).map(eventSummary),
        };
      },
    );

    app.get(
      '/api/event-names',
      { schema: { tags: ['people'], response: answers(z.object({ events: z.array(contract.eventName) })) } },
      async () => {
        const seen = await seenEvents(database);
        const names = new Set([
          ...KNOWN_EVENTS.map((event) => event.name),
          ...seen.map((event) => event.name),
        ]);
        return {
          events: [...names].map((name) => {
            const known = KNOWN_EVENTS.find((event) => event.name === name);
            const latest = seen.find((event) => event.name === name);
            const unseen = (known?.properties ?? []).filter(
              (path) => !latest?.properties.some((property) => property.path === path),
            );
            const sample = sampleOf(unseen);
            const inSample = [...pathsOf(sample)];
            return {
              name,
              description: known?.description ?? null,
              properties: [
                ...unseen
                  .filter((path) => sample[path] === null)
                  .map((path) => ({ path, type: 'unknown', example: null })),
                ...inSample.map(([path, type, example]) => ({ path, type, example })),
                ...(latest?.properties ?? []).map(({ path, types, example }) => ({
                  path,
                  type: types.length === 1 ? types[0]! : types.join(' or '),
                  example,
                })),
              ],
              lastSeenAt: latest?.lastSeenAt.toISOString() ?? null,
            };
          }),
        };
      },
    );
  };
