import {
  addMember,
  announce,
  changeMember,
  createMemberLink,
  listTeam,
  readMemberLink,
  removeMember,
  takeMemberLink,
  type TeamMemberRow,
  type TeamChange,
} from '@signalbox/store';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import * as contract from '../contract/index.js';
import { LOOPBACK } from '../config.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';
import { startSession } from '../http/security.js';
import { sessionOf } from './session-of.js';

const { answers } = contract;
const LINK_LASTS_MS = 7 * 86_400_000;
const byId = z.object({ id: z.uuid() });
/** Nobody guesses links. */
const slowly = { rateLimit: { max: 20, timeWindow: '1 minute' } };

/** Who works here, each with a role: invited by a link that works once, and out at once when removed. */
export const teamRoutes =
  (deps: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { database, config, nowMs } = deps;
    const tags = ['team'];
    /** No address for others is set: then links begin as the page does on which they are made. */
    const isOnlyHere = LOOPBACK.has(new URL(config.PUBLIC_URL).hostname);

    const linkFor = async (memberId: string, { headers }: FastifyRequest) => {
      const token = await createMemberLink(database, { memberId, nowMs: nowMs(), lastsMs: LINK_LASTS_MS });
      return {
        // After the #, so that no log of a server and no preview in a chat uses it up.
        link: `${isOnlyHere ? (headers.origin ?? config.PUBLIC_URL) : config.PUBLIC_URL}/join#${token}`,
        expiresAt: new Date(nowMs() + LINK_LASTS_MS).toISOString(),
      };
    };
    const settle = async (id: string, change: TeamChange) => {
      if (change === 'unknown') throw notFound('member of the team');
      if (change === 'last-admin') {
        throw new ApiError('last-admin', 'Make somebody else an administrator first: one has to be left.');
      }
      const event: contract.LiveEvent = { kind: 'team', memberId: id };
      await announce(database, event);
    };

    app.get(
      '/api/team',
      { schema: { tags, response: answers(z.object({ members: z.array(contract.teamMember) })) } },
      async () => ({ members: (await listTeam(database)).map(teamMember) }),
    );

    app.post(
      '/api/team',
      { schema: { tags, body: contract.newMember, response: answers(contract.invitedMember, 201) } },
      async (request, reply) => {
        const member = teamMember(await addMember(database, { ...request.body, nowMs: nowMs() }));
        const link = await linkFor(member.id, request);
        await settle(member.id, 'done');
        return reply.code(201).send({ member, ...link });
      },
    );

    app.patch(
      '/api/team/:id',
      { schema: { tags, params: byId, body: contract.memberChange } },
      async (request, reply) => {
        await settle(request.params.id, await changeMember(database, request.params.id, request.body));
        return reply.code(204).send();
      },
    );

    app.delete('/api/team/:id', { schema: { tags, params: byId } }, async (request, reply) => {
      const { id } = request.params;
      await settle(id, await removeMember(database, { id, nowMs: nowMs() }));
      return reply.code(204).send();
    });

    app.post(
      '/api/team/:id/link',
      { schema: { tags, params: byId, response: answers(contract.memberLink) } },
      async (request) => {
        const { id } = request.params;
        if (!(await listTeam(database)).some((member) => member.id === id))
          throw notFound('member of the team');
        return linkFor(id, request);
      },
    );

    const linkUsed = () =>
      new ApiError('sign-in-link-used', 'Ask an administrator of this Signalbox for a new one.');

    app.post(
      '/api/session/invitation',
      {
        config: slowly,
        schema: {
          tags: ['session'],
          body: contract.joining.pick({ token: true }),
          response: answers(contract.invitation),
        },
      },
      async (request) => {
        const member = await readMemberLink(database, request.body.token, nowMs());
        if (!member) throw linkUsed();
        return { name: member.name, role: member.role, isNew: member.joinedAt === null };
      },
    );

    app.post(
      '/api/session/join',
      {
        config: slowly,
        schema: { tags: ['session'], body: contract.joining, response: answers(contract.session) },
      },
      async (request, reply) => {
        const member = await takeMemberLink(database, { ...request.body, nowMs: nowMs() });
        if (!member) throw linkUsed();
        await startSession(reply, deps, member);
        await settle(member.id, 'done');
        return sessionOf(member, deps.config);
      },
    );
  };

const teamMember = ({ joinedAt, lastSeenAt, ...member }: TeamMemberRow): contract.TeamMember => ({
  ...member,
  joinedAt: joinedAt?.toISOString() ?? null,
  lastSeenAt: lastSeenAt?.toISOString() ?? null,
});
