import {
  checkRule,
  describeRule,
  readRule,
  segmentsIn,
  type RuleNames,
  type SegmentRule,
} from '@signalbox/engine/segments';
import {
  cycleOf,
  deleteSegment,
  journeyNames,
  listMembers,
  listSegments,
  previewSegment,
  saveSegment,
  SegmentChanged,
  segmentChoices,
  segmentSizes,
  usesOf,
  type MemberRow,
  type SegmentRow,
} from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { v7 as uuid } from 'uuid';
import * as z from 'zod';
import * as contract from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';
import { allRows, sendCsv } from '../http/files.js';
import { cursor, cursorAt, placeOf } from '../http/place-in-list.js';
import { personOf } from './shapes.js';

const { answers } = contract;
const byId = z.object({ id: z.uuid() });
const anyRule = z.record(z.string(), z.unknown());
const body = z.object({ name: z.string().trim().min(1).max(80), rule: anyRule });
const PAGE = 50;

/** Who belongs together, by a rule over what is known of them. */
export const segmentRoutes =
  ({ database, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const wholeRule = (given: unknown): SegmentRule => {
      const rule = readRule(given);
      const faults = checkRule(rule);
      if (faults.length > 0)
        throw new ApiError('invalid-request', `The rule is not complete. ${faults[0]!.message}`, {
          errors: faults.map(({ path, code, message }) => ({
            path: ['rule', path].filter(Boolean).join('.'),
            code,
            message,
          })),
        });
      return rule;
    };
    /** A rule that may be saved: it asks for segments that there are, and not for itself. */
    const soundRule = async (given: unknown, id: string): Promise<SegmentRule> => {
      const rule = wholeRule(given);
      const known = new Set((await listSegments(database)).map((segment) => segment.id));
      if (!segmentsIn(rule).every((other) => other === id || known.has(other)))
        throw new ApiError('invalid-request', 'The rule asks for a segment that is gone. Choose another.');
      const way = segmentsIn(rule).includes(id) ? [] : await cycleOf(database, id, rule);
      if (way)
        throw new ApiError(
          'invalid-request',
          way.length > 0
            ? `The segment would ask for itself, through ${way
                .slice(0, -1)
                .map((name) => `“${name}”`)
                .join(', then ')}. Leave one of them out.`
            : 'A segment cannot ask for itself. Leave that condition out.',
          { errors: [{ path: 'rule', code: 'cycle', message: 'It asks for itself.' }] },
        );
      return rule;
    };
    const names = async (segments: SegmentRow[]): Promise<RuleNames> => ({
      segments: new Map(segments.map(({ id, name }) => [id, name])),
      journeys: new Map((await journeyNames(database)).map(({ id, name }) => [id, name])),
    });
    const one = async (id: string): Promise<contract.Segment> => {
      const all = await listSegments(database);
      const row = all.find((each) => each.id === id);
      if (!row) throw notFound('segment');
      return segmentOf(row, await names(all));
    };

    app.get(
      '/api/segments',
      {
        schema: { tags: ['people'], response: answers(z.object({ segments: z.array(contract.segment) })) },
      },
      async () => {
        const all = await listSegments(database);
        const known = await names(all);
        return { segments: all.map((row) => segmentOf(row, known)) };
      },
    );

    app.get(
      '/api/segments/:id',
      { schema: { tags: ['people'], params: byId, response: answers(contract.segmentDetail) } },
      async (request) => {
        const segment = await one(request.params.id);
        const [usedBy, sizes] = await Promise.all([
          usesOf(database, segment.id),
          segmentSizes(database, segment.id),
        ]);
        return { ...segment, usedBy, sizes };
      },
    );

    app.post(
      '/api/segments',
      {
        schema: {
          tags: ['people'],
          body: body.extend({
            startsJourneys: z
              .boolean()
              .default(false)
              .describe('Whether those who belong from the start enter it, which may start journeys.'),
          }),
          response: answers(contract.segment, 201),
        },
      },
      async (request, reply) => {
        const { name, rule, startsJourneys } = request.body;
        const id = uuid();
        const segment = { id, name, rule: await soundRule(rule, id), tellsFirst: startsJourneys };
        await saveSegment(database, segment, nowMs());
        return reply.code(201).send(await one(id));
      },
    );

    app.put(
      '/api/segments/:id',
      {
        schema: {
          tags: ['people'],
          params: byId,
          body: body.extend({
            seen: z.iso
              .datetime()
              .optional()
              .describe('`updatedAt` of what was changed: what somebody saved since is not written over.'),
          }),
          response: answers(contract.segment),
        },
      },
      async (request) => {
        const { id } = await one(request.params.id);
        const { name, rule, seen } = request.body;
        const segment = {
          id,
          name,
          rule: await soundRule(rule, id),
          seenAt: seen ? new Date(seen) : undefined,
        };
        try {
          await saveSegment(database, segment, nowMs());
        } catch (error) {
          if (!(error instanceof SegmentChanged)) throw error;
          throw new ApiError('stale-revision', 'Somebody saved this segment since you began.', {
            current: await one(id),
          });
        }
        return one(id);
      },
    );

    app.delete(
      '/api/segments/:id',
      { schema: { tags: ['people'], params: byId } },
      async (request, reply) => {
        const { id } = request.params;
        const uses = await usesOf(database, id);
        if (uses.length > 0)
          throw new ApiError(
            'segment-in-use',
            `It is asked for by ${uses.map(({ kind, name }) => `the ${kind} “${name}”`).join(', ')}. Take it out there first.`,
          );
        if (!(await deleteSegment(database, id))) throw notFound('segment');
        return reply.code(204).send();
      },
    );

    app.post(
      '/api/segments/preview',
      {
        schema: {
          tags: ['people'],
          body: z.object({ rule: anyRule }),
          response: answers(contract.segmentPreview),
        },
      },
      async (request, reply) => {
        const rule = wholeRule(request.body.rule);
        const gone = new AbortController();
        reply.raw.once('close', () => {
          if (!reply.raw.writableEnded) gone.abort();
        });
        const beganAt = performance.now();
        const { sample, ...counts } = await previewSegment(database, rule, {
          nowMs: nowMs(),
          signal: gone.signal,
        });
        const sentence = describeRule(rule, await names(await listSegments(database)));
        const ms = Math.round(performance.now() - beganAt);
        return { ...counts, sentence, sample: sample.map(personOf), ms };
      },
    );

    app.get(
      '/api/segments/:id/members',
      {
        schema: {
          tags: ['people'],
          params: byId,
          querystring: z.object({
            cursor: cursor.optional(),
            limit: z.coerce.number().int().min(1).max(200).default(PAGE),
          }),
          response: answers(contract.page({ members: z.array(contract.segmentMember) })),
        },
      },
      async (request) => {
        const { cursor, limit } = request.query;
        const rows = await listMembers(database, request.params.id, { before: placeOf(cursor), limit });
        const last = rows.at(-1);
        return {
          members: rows.map((row) => ({
            ...personOf(row),
            email: row.email,
            enteredAt: row.enteredAt.toISOString(),
          })),
          nextCursor: last && rows.length === limit ? cursorAt(last.enteredAt, last.id) : null,
        };
      },
    );

    app.get(
      '/api/segments/:id/members.csv',
      { schema: { tags: ['people'], params: byId } },
      async (request, reply) => {
        const { id, name } = await one(request.params.id);
        const members = allRows<MemberRow>((last, limit) =>
          listMembers(database, id, { before: last && { at: last.enteredAt, id: last.id }, limit }),
        );
        async function* rows() {
          for await (const { id, firstName, lastName, phone, email, enteredAt } of members)
            yield [id, firstName, lastName, phone, email, enteredAt.toISOString()];
        }
        return sendCsv(
          reply,
          name,
          ['id', 'first_name', 'last_name', 'phone', 'email', 'entered_at'],
          rows(),
        );
      },
    );

    app.get(
      '/api/segment-choices',
      { schema: { tags: ['people'], response: answers(contract.segmentChoices) } },
      () => segmentChoices(database),
    );
  };

const segmentOf = (row: SegmentRow, names: RuleNames): contract.Segment => ({
  id: row.id,
  name: row.name,
  rule: row.rule,
  sentence: describeRule(row.rule, names),
  members: row.members,
  isCounting: row.countedAt === null,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
