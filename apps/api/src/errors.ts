import type { FastifyReply } from 'fastify';
import type { Diagnostic } from '@signalbox/engine/graph';

/** Every problem that the API names: its status and title. `docs/errors.md` lists the same. */
export const PROBLEMS = {
  'malformed-json': [400, 'The body is not JSON'],
  'invalid-request': [400, 'Something in the request is not as it should be'],
  'unsupported-content-type': [415, 'The content type is not supported'],
  'body-too-large': [413, 'The body is too large'],
  'not-signed-in': [401, 'Sign in first'],
  'removed-from-team': [401, 'You are no longer on the team'],
  'sign-in-link-used': [401, 'This sign-in link was used or is too old'],
  'wrong-password': [401, 'The password is wrong'],
  'wrong-write-key': [401, 'The write key is not known'],
  'bad-signature': [401, 'The signature does not match'],
  'webhook-not-configured': [401, 'No secret is set for this webhook'],
  'wrong-origin': [403, 'The request came from another site'],
  'role-may-not': [403, 'Your role may not do this'],
  'key-may-not': [403, 'The key may not do this'],
  'bad-carrier-signature': [403, 'The request is not signed by the carrier'],
  'not-found': [404, 'There is nothing here'],
  'method-not-allowed': [405, 'This address does not take that method'],
  'no-development-carrier': [404, 'There is no development carrier'],
  'not-started': [409, 'The journey did not let the person in'],
  stopped: [409, 'The person replied STOP'],
  'people-inside': [409, 'People are inside the journey'],
  'segment-in-use': [409, 'The segment is in use'],
  'already-known': [409, 'What became of the text is known or decided'],
  'somebody-elses': [409, 'It belongs to somebody else'],
  'tag-taken': [409, 'There is one of this name'],
  'tag-in-use': [409, 'The tag or list is in use'],
  'nothing-left': [409, 'Nothing is left of it to do'],
  'no-carrier': [409, 'No carrier is set up'],
  'address-taken': [409, 'The address is taken'],
  'last-admin': [409, 'The last administrator stays'],
  'journey-there': [409, 'There is a journey of this id'],
  'stale-revision': [409, 'Somebody saved in between'],
  'not-publishable': [422, 'The journey has errors'],
  'unknown-webhook': [404, 'No webhook has this address'],
  'unknown-topic': [422, 'The topic of the webhook is not known'],
  'bad-graph': [422, 'This is not a journey graph'],
  'too-many-requests': [429, 'Too many tries'],
  'not-ready': [503, 'A part is not ready'],
  'choices-failed': [502, 'The service did not say what there is to choose from'],
  'secret-not-set': [503, 'No secret is set to keep connections under'],
  'secret-changed': [503, 'A stored secret does not open'],
  'migration-failed': [422, 'The step could not be brought up to date'],
  internal: [500, 'Something went wrong here'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof PROBLEMS;

export interface ProblemError {
  path: string;
  code: string;
  message: string;
}

/** A problem that a client is told. Throw it from any route. */
export class ApiError extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly more: { errors?: ProblemError[]; diagnostics?: Diagnostic[]; current?: unknown } = {},
  ) {
    super(detail);
  }

  get status(): number {
    return PROBLEMS[this.code][0];
  }
}

export const notFound = (what: string) =>
  new ApiError('not-found', `There is no ${what} here. It may have been removed.`);

/** Answers with `application/problem+json` (RFC 9457). */
export function sendProblem(reply: FastifyReply, error: ApiError): FastifyReply {
  const [status, title] = PROBLEMS[error.code];
  return reply
    .code(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `/docs/errors#${error.code}`,
        title,
        status,
        code: error.code,
        detail: error.detail,
        ...error.more,
      }),
    );
}
