import cookie from '@fastify/cookie';
import {
  createSession,
  endSession,
  findKey,
  firstAdmin,
  memberOfSession,
  noteChange,
  prolongSession,
  type ChangeBy,
  type Role,
} from '@signalbox/store';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';
import { permissionOf, type Need } from './permissions.js';

const SESSION_COOKIE = 'signalbox_session';
const DAY = 86_400_000;
/** Since its holder was here last; noted once a day. */
const SESSION_LASTS_MS = 30 * DAY;

/** Who asks: somebody of the team, or a program by its key (`id` is null). */
export interface Actor {
  id: string | null;
  name: string;
  role: Role;
}

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | null;
    /** What it did stands in the list of changes already. */
    isWrittenDown: boolean;
  }
}

export const changeBy = ({ id, name }: Actor): ChangeBy => ({
  memberId: id,
  keyName: id === null ? name : null,
});

const isApi = (path: string) => path === '/api' || path.startsWith('/api/');

/**
 * The one place that decides who may do what: nothing under `/api` answers without a session or the API key and a role that
 * may; what changes something must come from our own pages, and is written down with who did it.
 * @throws at start, for a route that `PERMISSIONS` does not name
 */
export async function guardApi(app: FastifyInstance, { database, nowMs, config }: ApiDeps): Promise<void> {
  await app.register(cookie);
  app.decorateRequest('actor', null);
  app.decorateRequest('isWrittenDown', false);

  app.addHook('onRoute', ({ method, url }) => {
    if (!isApi(url)) return;
    for (const one of [method].flat()) {
      if (!permissionOf(one, url)) throw new Error(`Say in permissions.ts who may ${one} ${url}.`);
    }
  });

  app.addHook('onRequest', async (request, reply) => {
    if (!isApi(request.url.split('?', 1)[0]!)) return;
    const permission = permissionOf(request.method, request.routeOptions.url ?? '');
    if (permission?.needs === 'open') return;
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    request.actor = bearer ? await program(bearer) : await member(request, reply);
    if (
      !bearer &&
      !['GET', 'HEAD', 'OPTIONS'].includes(request.method) &&
      !isOwnOrigin(request, config.PUBLIC_URL)
    ) {
      throw new ApiError('wrong-origin', 'Changes are only taken from the editor itself.');
    }
    // No such route: told to those who are signed in, once its turn comes.
    if (!permission) return;
    const isSelf = (request.params as { id?: string }).id === request.actor.id;
    if (!may(request.actor.role, permission.needs, isSelf)) throw notAllowed(request.actor, permission.needs);
  });

  async function program(bearer: string): Promise<Actor> {
    const known = await findKey(database, bearer, nowMs());
    if (known?.role === null)
      throw new ApiError(
        'key-may-not',
        'This key only sends events in, to /v1 and as the user name of HTTP Basic. Make one for the API under Settings → Keys.',
      );
    if (known) return { id: null, name: known.name, role: known.role };
    throw new ApiError(
      'not-signed-in',
      'This API key is not known. Use the one that `npm start` printed, or SIGNALBOX_API_KEY.',
    );
  }

  async function member(request: FastifyRequest, reply: FastifyReply): Promise<Actor> {
    const token = request.cookies[SESSION_COOKIE];
    const found = token ? await memberOfSession(database, token, nowMs()) : null;
    if (found === 'removed') {
      throw new ApiError('removed-from-team', 'An administrator took you off the team of this Signalbox.');
    }
    if (found) {
      if (found.expiresAt.getTime() < nowMs() + SESSION_LASTS_MS - DAY) {
        await prolongSession(database, token!, nowMs() + SESSION_LASTS_MS);
        giveCookie(reply, token!, config);
      }
      return found.member;
    }
    throw new ApiError(
      'not-signed-in',
      'Open the sign-in link that `npm start` printed, or send an API key as a bearer token.',
    );
  }

  // Before the answer leaves, so that whoever looks right after a change finds it.
  app.addHook('onSend', async (request, reply, payload) => {
    const { actor } = request;
    const url = request.routeOptions.url ?? '';
    if (!actor || reply.statusCode >= 400 || !permissionOf(request.method, url)?.did) return payload;
    if (isDryRun(request) || request.isWrittenDown) return payload;
    try {
      await noteChange(database, {
        by: changeBy(actor),
        route: `${request.method} ${url}`,
        subject: subjectOf(request, payload),
        nowMs: nowMs(),
      });
    } catch (error) {
      // What was done is done; only who did it stays unsaid.
      request.log.error({ err: error }, 'a change was not written down');
    }
    return payload;
  });
}

function may(role: Role, needs: Need, isSelf: boolean): boolean {
  if (role === 'admin') return true;
  if (needs === 'self') return isSelf;
  return needs === 'see' || ((needs === 'change' || needs === 'export') && role === 'editor');
}

/** Whether whoever asks may change settings, where a route that needs less has to know. */
export const mayManage = (actor: Actor | null): boolean => actor !== null && may(actor.role, 'manage', false);

const notAllowed = ({ id, role }: Actor, needs: Need) =>
  id === null ? keyMayNot(role, needs) : roleMayNot(role, needs);

const keyMayNot = (role: Role, needs: Need) =>
  new ApiError(
    'key-may-not',
    needs === 'export'
      ? 'This key takes no people and numbers out as a file: that needs one that works on journeys and people.'
      : role === 'viewer'
        ? 'This key reads and changes nothing. An administrator can make one that may, under Settings → Keys.'
        : 'This key works on journeys and people: settings, keys and the team need one that may do everything.',
  );

const roleMayNot = (role: Role, needs: Need) =>
  new ApiError(
    'role-may-not',
    needs === 'export'
      ? 'You are a viewer here: taking people and their numbers out as a file is for editors. An administrator can make you one.'
      : role === 'viewer'
        ? 'You are a viewer here: you can look at everything and change nothing. An administrator can make you an editor.'
        : 'You are an editor here: settings, keys and the team are for administrators.',
  );

/** Whoever asks what something would do has done nothing. */
const isDryRun = ({ body }: FastifyRequest): boolean =>
  (body as { dryRun?: unknown } | null | undefined)?.dryRun === true;

/** The id in the address, or of what was made. */
function subjectOf(request: FastifyRequest, payload: unknown): string | null {
  const [named] = Object.values(request.params as Record<string, string>);
  if (named !== undefined || typeof payload !== 'string') return named ?? null;
  return /"id":"([^"]+)"/.exec(payload)?.[1] ?? null;
}

function isOwnOrigin(request: FastifyRequest, publicUrl: string): boolean {
  const { origin, host } = request.headers;
  if (!origin) return request.headers['sec-fetch-site'] !== 'cross-site';
  return origin === publicUrl || new URL(origin).host === host;
}

/** Signs a member in on this browser; without one, whoever runs this machine. */
export async function startSession(
  reply: FastifyReply,
  { database, config, nowMs }: ApiDeps,
  member?: Actor,
): Promise<Actor> {
  const actor = member ?? (await firstAdmin(database));
  const token = await createSession(database, {
    memberId: actor.id!,
    nowMs: nowMs(),
    lastsMs: SESSION_LASTS_MS,
  });
  giveCookie(reply, token, config);
  return actor;
}

function giveCookie(reply: FastifyReply, token: string, { PUBLIC_URL }: ApiDeps['config']): void {
  void reply.setCookie(SESSION_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: PUBLIC_URL.startsWith('https:'),
    maxAge: SESSION_LASTS_MS / 1_000,
  });
}

export async function clearSession(
  request: FastifyRequest,
  reply: FastifyReply,
  { database }: ApiDeps,
): Promise<void> {
  const token = request.cookies[SESSION_COOKIE];
  if (token) await endSession(database, token);
  void reply.clearCookie(SESSION_COOKIE, { path: '/' });
}
