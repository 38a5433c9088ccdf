import { NotOpened } from '@signalbox/store';
import type { FastifyInstance } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { ApiError, sendProblem } from '../errors.js';

const STORE_ANEW =
  'Start with the SIGNALBOX_SECRET that it was stored under, or store the account or connection anew.';

/** Everything that goes wrong leaves as problem+json, and only our own faults are logged as such. */
export function answerWithProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: Error & { code?: string; statusCode?: number }, request, reply) => {
    if (error instanceof ApiError) return sendProblem(reply, error);
    if (hasZodFastifySchemaValidationErrors(error)) {
      const errors = error.validation.map((issue) => ({
        path: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
        code: issue.keyword ?? 'invalid',
        message: issue.message ?? 'is not valid',
      }));
      const where = errors
        .map((fault) => `${fault.path || error.validationContext}: ${fault.message.replace(/\.$/, '')}`)
        .join('; ');
      return sendProblem(reply, new ApiError('invalid-request', `Check these: ${where}.`, { errors }));
    }
    switch (error.code) {
      case 'FST_ERR_CTP_BODY_TOO_LARGE':
        return sendProblem(reply, new ApiError('body-too-large', 'Send less at once.'));
      case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
        return sendProblem(reply, new ApiError('unsupported-content-type', 'Send it as application/json.'));
      case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      case 'FST_ERR_CTP_INVALID_JSON_BODY':
        return sendProblem(
          reply,
          new ApiError('malformed-json', `The body can't be read as JSON: ${error.message}`),
        );
    }
    if (error.statusCode === 429)
      return sendProblem(reply, new ApiError('too-many-requests', 'Wait a minute, then try again.'));
    if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) {
      return sendProblem(reply, new ApiError('invalid-request', error.message));
    }
    request.log.error({ err: error }, 'a request failed');
    if (error instanceof NotOpened) return sendProblem(reply, new ApiError('secret-changed', STORE_ANEW));
    return sendProblem(
      reply,
      new ApiError('internal', 'It is written in the log of the API. Nothing was changed.'),
    );
  });
}
