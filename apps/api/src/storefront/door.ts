import { findKey } from '@signalbox/store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';
import { readStorefront } from './browser-key.js';

const WINDOW_MS = 60_000;
const MOST_A_MINUTE = 120;

/** Who may send events: a server with the write key, or a page of the shop with the public one. */
export function createDoor({ database, config }: ApiDeps) {
  const browsers = new WeakSet<FastifyRequest>();
  const requests = new LRUCache<string, number>({ max: 50_000, ttl: WINDOW_MS });

  return {
    isBrowser: (request: FastifyRequest): boolean => browsers.has(request),

    /** @throws ApiError if it stays shut */
    async open(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      const key = writeKeyOf(request);
      if (key && (await findKey(database, key))?.kind === 'write') return;
      const shop = await readStorefront(database);
      if (!shop || key !== shop.key)
        throw new ApiError(
          'wrong-write-key',
          'Send the write key as the user name of HTTP Basic authentication, with no password.',
        );
      const { origin } = request.headers;
      if (!origin || !(shop.origins.includes(origin) || origin === config.PUBLIC_URL))
        throw new ApiError(
          'wrong-origin',
          `This key is for pages of ${shop.origins.join(' and ') || 'no shop yet'}. Add ${origin ?? 'the shop’s address'} under Storefront, or send the write key from a server.`,
        );
      allow(reply, origin);
      const count = (requests.get(request.ip) ?? 0) + 1;
      requests.set(request.ip, count, { noUpdateTTL: true });
      if (count > MOST_A_MINUTE) throw new ApiError('too-many-requests', 'Wait a minute, then try again.');
      browsers.add(request);
    },
  };
}

/** Lets a page of that origin read our answer. */
export const allow = (reply: FastifyReply, origin: string): FastifyReply =>
  reply
    .header('access-control-allow-origin', origin)
    .header('vary', 'origin')
    .header('cross-origin-resource-policy', 'cross-origin');

function writeKeyOf(request: FastifyRequest): string {
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  return Buffer.from(basic, 'base64').toString('utf8').split(':', 1)[0] ?? '';
}
