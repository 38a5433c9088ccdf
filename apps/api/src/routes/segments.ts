import { describeGroup, ruleGroupSchema, validateConfig } from '@signalbox/engine/graph';
import type { RuleGroup } from '@signalbox/nodes/kernel';
import { deleteSegment, listSegments, previewSegment, saveSegment, type SegmentRow } from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { answers, segment, segmentPreview, type Segment } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';
import { personOf } from './shapes.js';

const byId = z.object({ id: z.uuid() });
const anyRule = z.record(z.string(), z.unknown());
const body = z.object({ name: z.string().trim().min(1).max(80), rule: anyRule });

/** Who belongs together, by a rule over what is known of them. */
export const segmentRoutes =
  ({ database, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const ruleOf = (rule: unknown): RuleGroup => {
      const [fault] = validateConfig(ruleGroupSchema, rule);
      if (fault)
        throw new ApiError('invalid-request', `A rule is not complete. ${fault.message}`, {
          errors: [{ path: `rule.${fault.path}`, code: 'bad-rule', message: fault.message }],
        });
      if ((rule as RuleGroup).rules.length === 0)
        throw new ApiError('invalid-request', 'Say who belongs: add a condition.');
      return rule as RuleGroup;
    };
    const one = async (id: string): Promise<Segment> => {
      const row = (await listSegments(database)).find((each) => each.id === id);
      if (!row) throw notFound('segment');
      return segmentOf(row);
    };

    app.get(
      '/api/segments',
      { schema: { tags: ['people'], response: answers(z.object({ segments: z.array(segment) })) } },
      async () => ({ segments: (await listSegments(database)).map(segmentOf) }),
    );

    app.post(
      '/api/segments',
      { schema: { tags: ['people'], body, response: answers(segment, 201) } },
      async (request, reply) => {
        const { name, rule } = request.body;
        const id = await saveSegment(database, { name, rule: ruleOf(rule) }, nowMs());
        return reply.code(201).send(await one(id));
      },
    );

    app.put(
      '/api/segments/:id',
      { schema: { tags: ['people'], params: byId, body, response: answers(segment) } },
      async (request) => {
        const { id } = await one(request.params.id);
        await saveSegment(database, { ...request.body, id, rule: ruleOf(request.body.rule) }, nowMs());
        return one(id);
      },
    );

    app.delete(
      '/api/segments/:id',
      { schema: { tags: ['people'], params: byId } },
      async (request, reply) => {
        if (!(await deleteSegment(database, request.params.id))) throw notFound('segment');
        return reply.code(204).send();
      },
    );

    app.post(
      '/api/segments/preview',
      { schema: { tags: ['people'], body: z.object({ rule: anyRule }), response: answers(segmentPreview) } },
      async (request) => {
        const rule = ruleOf(request.body.rule);
        const { sample, ...counts } = await previewSegment(database, rule);
        return { ...counts, sentence: describeGroup(rule), sample: sample.map(personOf) };
      },
    );
  };

const segmentOf = ({ id, name, rule, members, countedAt, updatedAt }: SegmentRow): Segment => ({
  id,
  name,
  rule,
  sentence: describeGroup(rule),
  members,
  isCounting: countedAt === null,
  updatedAt: updatedAt.toISOString(),
});
