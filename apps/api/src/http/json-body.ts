import type { FastifyInstance } from 'fastify';
import { ApiError } from '../errors.js';

/** Reads JSON with a clear error, and drops keys that could reach an object's prototype. */
export function readJsonBodies(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    if (body === '') return done(null, undefined);
    try {
      done(null, parseJson(body as string));
    } catch (error) {
      done(error as Error);
    }
  });
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
