import { takeEach, takeEvent } from '@signalbox/store';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { ApiDeps } from '../deps.js';
import { ApiError, type ProblemError } from '../errors.js';
import { signUpAndAsk } from '../sign-up/ask-by-text.js';
import { readExactBodies } from '../http/json-body.js';
import { createDoor } from '../storefront/door.js';
import { fromBrowser, type FromBrowser } from '../storefront/from-browser.js';
import { isBadData } from './bad-data.js';
import { mapSegmentMessage } from './segment-message.js';
import { readZippedBodies } from './unzipped.js';

/** Segment's limit for one request. */
const LONGEST_BATCH = 500 * 1024;
const CALLS = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const;

type Mapped = ReturnType<typeof mapSegmentMessage>;
type Result = { ok: true; warnings: string[] } | { ok: false; message: string };

const UNKEPT: Result = {
  ok: false,
  message: 'It holds a value that cannot be kept, such as a number without end.',
};

/** The door for events, in the form that Segment's libraries speak. */
export const intakeRoutes =
  (deps: ApiDeps): FastifyPluginAsync =>
  async (app) => {
    const { database, nowMs } = deps;
    const door = createDoor(deps);
    readExactBodies(app);
    readZippedBodies(app);
    app.addHook('onRequest', async (request, reply) => {
      await door.open(request, reply);
    });

    for (const type of CALLS) {
      app.post(
        `/v1/${type}`,
        { bodyLimit: LONGEST_BATCH, schema: { tags: ['intake'] } as object },
        async (request) => {
          const mapped = mapSegmentMessage({ ...(request.body as object), type }, nowMs());
          const result = await takeOne(mapped, request);
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
        const messages = batch.map((message: unknown) =>
          mapSegmentMessage(
            typeof message === 'object' && message !== null
              ? { sentAt, ...message, context: { ...context, ...(message as { context?: object }).context } }
              : message,
            nowMs(),
          ),
        );
        const results = door.isBrowser(request)
          ? await oneByOne(messages, request)
          : await takeAll(messages, request);
        for (const [index, result] of results.entries()) {
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

    async function oneByOne(messages: Mapped[], request: FastifyRequest): Promise<Result[]> {
      const results: Result[] = [];
      for (const message of messages) results.push(await takeOne(message, request));
      return results;
    }

    async function takeAll(messages: Mapped[], request: FastifyRequest): Promise<Result[]> {
      const good = messages.filter((message) => message.ok);
      const taken = await takeEach(
        database,
        good.map(({ incoming }) => incoming),
        {
          nowMs: nowMs(),
          isOwnFault: (error) => isOwnFault(error, request),
          tellSplit: (error) => request.log.warn({ err: error }, 'A batch is taken in smaller parts'),
        },
      );
      const unkept = new Set<Mapped>(good.filter((_, place) => taken[place] === null));
      return messages.map((message) => (unkept.has(message) ? UNKEPT : message));
    }

    function isOwnFault(error: unknown, request: FastifyRequest): boolean {
      const isOwn = isBadData(error);
      if (isOwn) request.log.warn({ err: error }, 'A message holds what cannot be kept');
      return isOwn;
    }

    async function takeOne(mapped: Mapped, request: FastifyRequest): Promise<Result> {
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
        if (!isOwnFault(error, request)) throw error;
        return UNKEPT;
      }
      return { ok: true, warnings: mapped.warnings };
    }
  };
