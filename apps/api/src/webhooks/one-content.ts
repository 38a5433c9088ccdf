import { createHash } from 'node:crypto';
import { nonceVouchesFor } from '@signalbox/store';
import type { FastifyRequest } from 'fastify';
import type { ApiDeps } from '../deps.js';
import { loneNonceV2 } from '@signalbox/sms';
import type { Form } from './carrier-form.js';

/**
 * Whether a request says what it said when its signature was first seen. Version 2 does not cover the content, so
 * whoever saw one such request could put any other words, and any other number, under it.
 */
export async function isOfOneContent(
  { database, nowMs }: ApiDeps,
  request: FastifyRequest,
  form: Form,
): Promise<boolean> {
  const nonce = loneNonceV2(request.headers);
  if (nonce === null) return true;
  const content = Object.entries(form).sort(([a], [b]) => (a < b ? -1 : 1));
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('base64url');
  return nonceVouchesFor(database, { nonce, digest }, nowMs());
}
