import { createHash } from 'node:crypto';
import { loneNonceV2, tokenOfSignature } from '@signalbox/sms';
import { forgetNonces, nonceVouchesFor } from '@signalbox/store';
import type { FastifyRequest } from 'fastify';
import type { ApiDeps } from '../deps.js';
import type { Form } from './carrier-form.js';

const FORGET_EVERY_MS = 3_600_000;
/** Other processes hear of a changed token within seconds; those that read it from the environment, when they are started anew. */
const KEEP_AT_LEAST_MS = 86_400_000;

const digestOf = (text: string) => createHash('sha256').update(text).digest('base64url');

/**
 * Tells whether a request says what it said when its signature was first seen. Version 2 does not cover the content, so
 * whoever saw one such request could put any other words, and any other number, under it, for as long as the token that
 * signed it is believed; so long its nonce is remembered.
 */
export function watchContents({ database, config, nowMs }: Pick<ApiDeps, 'database' | 'config' | 'nowMs'>) {
  let forgotAtMs = 0;
  return async (request: FastifyRequest, form: Form, tokens: string[]): Promise<boolean> => {
    const nonce = loneNonceV2(request.headers);
    if (nonce === null) return true;
    const url = `${config.PUBLIC_URL}${request.url}`;
    const token = tokenOfSignature({ method: 'POST', url, params: form, headers: request.headers }, tokens);
    if (token === null) return false;
    const now = nowMs();
    if (now - forgotAtMs > FORGET_EVERY_MS) {
      forgotAtMs = now;
      await forgetNonces(database, tokens.map(digestOf), now - KEEP_AT_LEAST_MS);
    }
    const content = Object.entries(form).sort(([a], [b]) => (a < b ? -1 : 1));
    const seen = { nonce, digest: digestOf(JSON.stringify(content)), signedBy: digestOf(token) };
    return nonceVouchesFor(database, seen, now);
  };
}
