import cookie from '@fastify/cookie';
import { endSession, isKey, isSession } from '@signalbox/store';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';

export const SESSION_COOKIE = 'signalbox_session';
export const SESSION_LASTS_MS = 30 * 86_400_000;

/** Nothing under `/api` answers without a session or the API key; what changes something must come from our own pages. */
export async function guardApi(app: FastifyInstance, { database, nowMs, config }: ApiDeps): Promise<void> {
  await app.register(cookie);

  app.addHook('onRequest', async (request) => {
    const path = request.url.split('?', 1)[0]!;
    if (path !== '/api' && !path.startsWith('/api/')) return;
    if (path === '/api/session/password') return;
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (bearer) {
      if (await isKey(database, 'api', bearer)) return;
      throw new ApiError(
        'not-signed-in',
        'This API key is not known. Use the one that `npm start` printed, or SIGNALBOX_API_KEY.',
      );
    }
    const token = request.cookies[SESSION_COOKIE];
    if (!token || !(await isSession(database, token, nowMs()))) {
      throw new ApiError(
        'not-signed-in',
        'Open the sign-in link that `npm start` printed, or send an API key as a bearer token.',
      );
    }
    if (!['GET', 'HEAD', 'OPTIONS'].includes(request.method) && !isOwnOrigin(request, config.PUBLIC_URL)) {
      throw new ApiError('wrong-origin', 'Changes are only taken from the editor itself.');
    }
  });
}

function isOwnOrigin(request: FastifyRequest, publicUrl: string): boolean {
  const { origin, host } = request.headers;
  if (!origin) return request.headers['sec-fetch-site'] !== 'cross-site';
  return origin === publicUrl || new URL(origin).host === host;
}

export function setSession(reply: FastifyReply, token: string, isSecure: boolean): void {
  void reply.setCookie(SESSION_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure,
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
