import {
  announce,
  deleteTag,
  getTag,
  listTags,
  renameTag,
  saveTag,
  usesOfTag,
  type ChangedTag,
} from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import * as contract from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';
import { whoseHand } from './whose-hand.js';

const { answers } = contract;
const name = z.string().trim().min(1).max(100);
const byName = z.object({ name });

/** Tags, and those of them that are lists. */
export const tagRoutes =
  ({ database, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/tags',
      { schema: { tags: ['people'], response: answers(z.object({ tags: z.array(contract.tag) })) } },
      async () => ({ tags: await listTags(database) }),
    );

    app.get(
      '/api/tags/:name',
      { schema: { tags: ['people'], params: byName, response: answers(contract.tagDetail) } },
      async (request) => {
        const tag = await getTag(database, request.params.name);
        if (!tag) throw notFound('tag or list');
        return { ...tag, usedBy: await usesOfTag(database.kysely, tag.name) };
      },
    );

    app.put(
      '/api/tags/:name',
      { schema: { tags: ['people'], params: byName, body: z.object({ isList: z.boolean() }) } },
      async (request, reply) => {
        await saveTag(database, { name: request.params.name, isList: request.body.isList }, nowMs());
        await announce(database, { kind: 'contact' });
        return reply.code(204).send();
      },
    );

    app.post(
      '/api/tags/:name/rename',
      {
        schema: {
          tags: ['people'],
          params: byName,
          body: z.object({ to: name }),
          response: answers(z.object({ name: z.string() })),
        },
      },
      async (request) => {
        const { to } = request.body;
        refuse(await renameTag(database, request.params.name, to), to);
        return { name: to };
      },
    );

    app.delete(
      '/api/tags/:name',
      { schema: { tags: ['people'], params: byName } },
      async (request, reply) => {
        const tag = { name: request.params.name, source: whoseHand(request) };
        refuse(await deleteTag(database, tag, nowMs()), tag.name);
        return reply.code(204).send();
      },
    );
  };

function refuse(done: ChangedTag, name: string): void {
  switch (done.outcome) {
    case 'gone':
      throw notFound('tag or list');
    case 'taken':
      throw new ApiError('tag-taken', `There is a tag or list “${name}” already. Choose another name.`);
    case 'in-use':
      throw new ApiError(
        'tag-in-use',
        `It is asked for by ${done.usedBy.map((use) => `the ${use.kind} “${use.name}”`).join(', ')}. Take it out there first.`,
      );
  }
}
