import type { FastifyReply } from 'fastify';

/** A page of ours that other sites may show within theirs. */
export function mayBeFramed(reply: FastifyReply): FastifyReply {
  const policy = String(reply.getHeader('content-security-policy') ?? '');
  return reply
    .header('content-security-policy', policy.replace(/frame-ancestors [^;]*/, 'frame-ancestors *'))
    .removeHeader('x-frame-options');
}

/** A file of ours that other sites may load. */
export const ofAnySite = (reply: FastifyReply): FastifyReply =>
  reply.header('cross-origin-resource-policy', 'cross-origin').header('access-control-allow-origin', '*');
