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
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value));
  } catch (error) {
    throw new ApiError('malformed-json', `The body can't be read as JSON: ${(error as Error).message}`);
  }
}
