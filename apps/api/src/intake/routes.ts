import { isKey, takeEvent } from '@signalbox/store';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { ApiDeps } from '../deps.js';
import { ApiError, type ProblemError } from '../errors.js';
import { mapSegmentMessage } from './segment-message.js';

/** Segment's limit for one request. */
const LONGEST_BATCH = 500 * 1024;
const CALLS = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const;

/** The door for events, in the form that Segment's libraries speak. */
export const intakeRoutes =
  ({ database, nowMs }: ApiDeps): FastifyPluginAsync =>
  async (app) => {
    app.addHook('onRequest', async (request) => {
      if (!(await isKey(database, 'write', writeKeyOf(request)))) {
        throw new ApiError(
          'wrong-write-key',
          'Send the write key as the user name of HTTP Basic authentication, with no password.',
        );
      }
    });

    for (const type of CALLS) {
      app.post(
        `/v1/${type}`,
        { bodyLimit: LONGEST_BATCH, schema: { tags: ['intake'] } as object },
        async (request) => {
          const result = await takeOne({ ...(request.body as object), type });
          if (!result.ok) throw new ApiError('invalid-request', result.message);
          return { success: true, ...(result.warnings.length > 0 ? { warnings: result.warnings } : {}) };
        },
      );
    }

    app.post(
      '/v1/batch',
      { bodyLimit: LONGEST_BATCH, schema: { tags: ['intake'] } as object },
      async (request) => {
        const { batch, context, sentAt } = (request.body ?? {}) as {
          batch?: unknown;
          context?: object;
          sentAt?: unknown;
        };
        if (!Array.isArray(batch))
          throw new ApiError('invalid-request', 'A batch is an object with the list "batch".');
        const errors: ProblemError[] = [];
        const warnings: ProblemError[] = [];
        for (const [index, message] of batch.entries()) {
          const whole =
            typeof message === 'object' && message !== null
              ? { sentAt, ...message, context: { ...context, ...(message as { context?: object }).context } }
              : message;
          const result = await takeOne(whole);
          const path = `batch.${index}`;
          if (!result.ok) errors.push({ path, code: 'invalid-message', message: result.message });
          else
            warnings.push(
              ...result.warnings.map((warning) => ({ path, code: 'left-out', message: warning })),
            );
        }
        // 200 even so: a library that is told of a failure sends the good ones again.
        return {
          success: errors.length === 0,
          taken: batch.length - errors.length,
          ...(errors.length > 0 ? { errors } : {}),
          ...(warnings.length > 0 ? { warnings } : {}),
        };
      },
    );

    async function takeOne(
      message: unknown,
    ): Promise<{ ok: true; warnings: string[] } | { ok: false; message: string }> {
      const mapped = mapSegmentMessage(message, nowMs());
      if (!mapped.ok) return mapped;
      if (mapped.incoming) await takeEvent(database, mapped.incoming, { nowMs: nowMs() });
      return { ok: true, warnings: mapped.warnings };
    }
  };

function writeKeyOf(request: FastifyRequest): string {
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  return Buffer.from(basic, 'base64').toString('utf8').split(':', 1)[0] ?? '';
}
