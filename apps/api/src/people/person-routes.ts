import {
  dataOfContact,
  eraseContact,
  getContact,
  getJourney,
  listAttributes,
  mergeContacts,
  previewMerge,
  relationshipWith,
  settleSegments,
  TIMELINE_KINDS,
  timelineOf,
  whyNot,
  type Relationship,
} from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import * as contract from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';
import { OWN_FIELDS } from './own-fields.js';
import { mergeInWords } from './merge-words.js';
import { inWords } from './timeline-words.js';

const { answers } = contract;
const byId = z.object({ id: z.uuid() });
const PAGE = 50;

/** One person: what happened to them, why, and what can be done about them. */
export const personRoutes =
  ({ config, database, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const personOf = async (id: string) => {
      const contact = await getContact(database, id);
      if (!contact) throw notFound('person');
      return contact;
    };

    app.get(
      '/api/contacts/:id/timeline',
      {
        schema: {
          tags: ['people'],
          params: byId,
          querystring: z.object({
            kinds: z
              .string()
              .regex(new RegExp(`^(${TIMELINE_KINDS.join('|')})(,(${TIMELINE_KINDS.join('|')}))*$`))
              .optional()
              .describe(`Some of ${TIMELINE_KINDS.join(', ')}, with commas`),
            cursor: z
              .string()
              .max(300)
              .regex(/^-?\d{1,16}_.+$/)
              .optional(),
            limit: z.coerce.number().int().min(1).max(200).default(PAGE),
          }),
          response: answers(contract.page({ entries: z.array(contract.timelineEntry) })),
        },
      },
      async (request) => {
        const { id } = await personOf(request.params.id);
        const { kinds, cursor, limit } = request.query;
        const cut = cursor?.indexOf('_') ?? -1;
        const entries = await timelineOf(database, id, {
          kinds: kinds?.split(',') as Parameters<typeof timelineOf>[2]['kinds'],
          before: cursor ? { atUs: Number(cursor.slice(0, cut)), key: cursor.slice(cut + 1) } : undefined,
          limit,
        });
        const last = entries.at(-1);
        return {
          entries: entries.map(inWords),
          nextCursor: last && entries.length === limit ? `${last.atUs}_${last.key}` : null,
        };
      },
    );

    app.get(
      '/api/contacts/:id/why-not',
      {
        schema: {
          tags: ['people'],
          params: byId,
          querystring: z.object({ journey: z.uuid() }),
          response: answers(contract.whyNot),
        },
      },
      async (request) => {
        const contact = await personOf(request.params.id);
        const journeyId = request.query.journey;
        const [found, journey] = await Promise.all([
          whyNot(
            database,
            { contactId: contact.id, journeyId },
            { nowMs: nowMs(), shopTimeZone: config.SIGNALBOX_TIME_ZONE },
          ),
          getJourney(database, journeyId),
        ]);
        if (!found || !journey) throw notFound('journey');
        const who = contact.firstName ?? 'This person';
        return {
          verdict: found.verdict,
          answer: {
            'got-it': `${who} got a text from “${journey.name}”.`,
            inside: `${who} is in “${journey.name}” now.`,
            'not-sent': `${who} went through “${journey.name}” and got no text.`,
            'not-entered': `${who} never entered “${journey.name}”.`,
            'not-live': `“${journey.name}” takes nobody in now.`,
          }[found.verdict],
          reasons: found.reasons.map(({ code, sentence, at, runId }) => ({
            code,
            sentence,
            at: at?.toISOString() ?? null,
            link: runId ? `/runs/${runId}` : null,
          })),
        };
      },
    );

    app.get(
      '/api/contacts/:id/relationship',
      { schema: { tags: ['people'], params: byId, response: answers(contract.relationship) } },
      async (request) => {
        const contact = await personOf(request.params.id);
        const found = await relationshipWith(database, contact.id, nowMs());
        return {
          ...found,
          lastTextAt: found.lastTextAt?.toISOString() ?? null,
          lastOrderAt: found.lastOrderAt?.toISOString() ?? null,
          ...riskOf(found),
        };
      },
    );

    const mergeBody = z.object({ other: z.uuid() });
    const unmergeable = new ApiError('not-found', 'One of the two is not here, or both are one already.');

    app.post(
      '/api/contacts/:id/merge/preview',
      {
        schema: { tags: ['people'], params: byId, body: mergeBody, response: answers(contract.mergePreview) },
      },
      async (request) => {
        const [survivor, merged] = [await personOf(request.params.id), await personOf(request.body.other)];
        if (survivor.id === merged.id) throw unmergeable;
        const preview = await previewMerge(database, { survivorId: survivor.id, mergedId: merged.id });
        if (!preview) throw unmergeable;
        return mergeInWords(preview);
      },
    );

    app.post(
      '/api/contacts/:id/merge',
      {
        schema: {
          tags: ['people'],
          params: byId,
          body: mergeBody,
          response: answers(z.object({ id: z.string() })),
        },
      },
      async (request) => {
        const [survivor, merged] = [await personOf(request.params.id), await personOf(request.body.other)];
        const merge = { survivorId: survivor.id, mergedId: merged.id, reason: 'hand' };
        if (!(await mergeContacts(database, merge, nowMs()))) throw unmergeable;
        await settleSegments(database, survivor.id, nowMs());
        return { id: survivor.id };
      },
    );

    app.get(
      '/api/contacts/:id/data',
      { schema: { tags: ['people'], params: byId } },
      async (request, reply) => {
        const data = await dataOfContact(database, request.params.id);
        if (!data) throw notFound('person');
        return reply
          .type('application/json')
          .header('content-disposition', `attachment; filename="person-${request.params.id}.json"`)
          .send(JSON.stringify(data, null, 2));
      },
    );

    app.delete(
      '/api/contacts/:id',
      { schema: { tags: ['people'], params: byId } },
      async (request, reply) => {
        if (!(await eraseContact(database, request.params.id, { nowMs: nowMs() }))) throw notFound('person');
        return reply.code(204).send();
      },
    );

    app.get(
      '/api/attributes',
      {
        schema: {
          tags: ['people'],
          response: answers(z.object({ attributes: z.array(contract.attribute) })),
        },
      },
      async () => {
        const learnt = await listAttributes(database);
        return {
          attributes: [
            ...OWN_FIELDS,
            ...learnt.map(({ name, type, types }) => ({
              name,
              type,
              isOwn: false,
              conflict:
                types.length > 1
                  ? `Seen as ${types.map((each) => `${each.type} (${each.example})`).join(' and ')}`
                  : null,
              types,
            })),
          ],
        };
      },
    );
  };

/** A plain rule that says its reason, and no prediction: many texts that brought nothing wear a person out. */
function riskOf(found: Relationship) {
  const { texts, clicks, orders, replies, unwelcome, ordersAfterTexts } = found;
  if (found.hasLeft) return { risk: 'gone' as const, why: 'Wants no advertising by text.' };
  if (unwelcome > 0) return { risk: 'high' as const, why: 'Wrote back that a text was not welcome.' };
  const answered = clicks + replies + ordersAfterTexts;
  if (texts === 0) return { risk: 'low' as const, why: 'Got no text in the last 90 days.' };
  if (texts >= 6 && answered === 0)
    return { risk: 'high' as const, why: `${texts} texts in 90 days, and nothing came back.` };
  if (texts >= 4 && answered * 4 < texts)
    return { risk: 'some' as const, why: `${texts} texts in 90 days, and little came back.` };
  return {
    risk: 'low' as const,
    why:
      orders > 0
        ? `${orders} ${orders === 1 ? 'order' : 'orders'} in the last 90 days.`
        : 'Few texts, so there is little to tire of.',
  };
}
