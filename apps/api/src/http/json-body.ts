import type { FastifyInstance } from 'fastify';
import { ApiError } from '../errors.js';
import { parseExactly } from '../webhooks/signed-bodies.js';

/** Reads JSON with a clear error, and drops keys that could reach an object's prototype. */
export function readJsonBodies(app: FastifyInstance, parse = parseJson): void {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    if (body === '') return done(null, undefined);
    try {
      done(null, parse(body as string));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** More digits than a double surely holds; hardly any body has them, and reading them exactly takes its time. */
const LONG_NUMBER = /\d{16}/;

/** As it is, but that numbers which a double can't hold stay texts: shops count beyond 2^53. */
export function readExactBodies(app: FastifyInstance): void {
  readJsonBodies(app, (text) => (LONG_NUMBER.test(text) ? parseExactly(Buffer.from(text)) : parseJson(text)));
}

/** @throws ApiError `malformed-json` */
function parseJson(text: string): unknown {
  try {
    const value = JSON.parse(text) as unknown;
    // Hardly any body has such a key; it may be written with an escape.
    if (/__proto__|\\u/.test(text)) dropPrototypes(value);
    return value;
  } catch (error) {
    throw new ApiError('malformed-json', `The body can't be read as JSON: ${(error as Error).message}`);
  }
}

/** By a list and not by recursion, so that no depth overflows the stack. */
function dropPrototypes(value: unknown): void {
  const left: unknown[] = [value];
  while (left.length > 0) {
    const one = left.pop();
    if (typeof one !== 'object' || one === null) continue;
    if (Object.hasOwn(one, '__proto__')) delete (one as { __proto__?: unknown }).__proto__;
    for (const inner of Object.values(one as object)) left.push(inner);
  }
}
