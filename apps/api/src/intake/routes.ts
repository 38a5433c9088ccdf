import { takeEvent } from '@signalbox/store';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { ApiDeps } from '../deps.js';
import { ApiError, type ProblemError } from '../errors.js';
import { signUpAndAsk } from '../sign-up/ask-by-text.js';
import { createDoor } from '../storefront/door.js';
import { fromBrowser, type FromBrowser } from '../storefront/from-browser.js';
import { isBadData } from './bad-data.js';
import { mapSegmentMessage } from './segment-message.js';

/** Segment's limit for one request. */
const LONGEST_BATCH = 500 * 1024;
const CALLS = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const;

/** The door for events, in the form that Segment's libraries speak. */
export const intakeRoutes =
  (deps: ApiDeps): FastifyPluginAsync =>
  async (app) => {
    const { database, nowMs } = deps;
    const door = createDoor(deps);
    app.addHook('onRequest', async (request, reply) => {
      await door.open(request, reply);
    });

    for (const type of CALLS) {
      app.post(
        `/v1/${type}`,
        { bodyLimit: LONGEST_BATCH, schema: { tags: ['intake'] } as object },
        async (request) => {
          const result = await takeOne({ ...(request.body as object), type }, request);
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
          const result = await takeOne(whole, request);
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
      request: FastifyRequest,
    ): Promise<{ ok: true; warnings: string[] } | { ok: false; message: string }> {
      const mapped = mapSegmentMessage(message, nowMs());
      if (!mapped.ok) return mapped;
      const own: FromBrowser | null = door.isBrowser(request)
        ? await fromBrowser(deps, mapped.incoming, request)
        : { incoming: mapped.incoming };
      if (own === null)
        return {
          ok: false,
          message: `A browser may not tell of ${mapped.incoming.name === null ? 'an alias' : `“${mapped.incoming.name}”`}. Send it from your server.`,
        };
      try {
        await takeEvent(database, own.incoming, { nowMs: nowMs() });
        if (own.signUp) await signUpAndAsk(deps, own.signUp.form, own.signUp.person, nowMs());
      } catch (error) {
        if (!isBadData(error)) throw error;
        request.log.warn({ err: error }, 'A message holds what cannot be kept');
        return { ok: false, message: 'It holds a value that cannot be kept, such as a number without end.' };
      }
      return { ok: true, warnings: mapped.warnings };
    }
  };
