import { Client } from 'plivo';
import { ACCOUNT_PAUSE_MS, OUT_OF_CREDIT } from './error-codes.js';
import { keepConnections } from './keep-connections.js';
import { kindOfSender } from './senders.js';

export interface PlivoOptions {
  authId: string;
  authToken: string;
  /** The carrier's root, without `/v1`: `https://api.plivo.com`. */
  baseUrl: string;
  timeoutMs?: number;
}

export interface OutgoingText {
  /** A number, a short code, a name, or a powerpack's uuid. */
  src: string;
  /** E.164. One a request, so that the id that comes back is surely this one's. */
  dst: string;
  text: string;
  /** Called back with the status. */
  callbackUrl: string;
  /** Seconds, 5 to 10,799: afterwards the carrier drops what still waits in its queue. */
  expirySeconds: number;
}

export type SendOutcome =
  | { outcome: 'accepted'; carrierId: string }
  /** Not this text, not like this. */
  | { outcome: 'rejected'; status: number | null; reason: string; isInvalidNumber?: true }
  /** The carrier certainly has nothing; the same request may be made again. */
  | { outcome: 'retry-later'; code: 'carrier-busy' | 'carrier-account'; afterMs: number; reason: string }
  /** It may or may not have the text. */
  | { outcome: 'unknown'; reason: string };

export interface SentRecord {
  carrierId: string;
  to: string;
  state: string;
  /** Unix milliseconds. */
  atMs: number;
}

export interface Plivo {
  send(text: OutgoingText): Promise<SendOutcome>;
  /** The texts that the carrier has from us to a number within a window; at most the newest 20. */
  listSent(to: string, fromMs: number, toMs: number): Promise<SentRecord[]>;
}

const DEFAULT_TIMEOUT_MS = 10_000;
const digits = (number: string) => number.replace(/^\+/, '');

/** Plivo through its official SDK, whose many ways to fail become four outcomes here. */
export function createPlivo({
  authId,
  authToken,
  baseUrl,
  timeoutMs = DEFAULT_TIMEOUT_MS,
}: PlivoOptions): Plivo {
  keepConnections();
  const client = new Client(authId, authToken, {
    // Plivo's own documents write it with the version.
    url: `${baseUrl.replace(/(?:\/v1)?\/?$/, '')}/v1/Account/${authId}`,
    // The SDK waits for ever by itself.
    timeout: timeoutMs,
  } as never);

  return {
    async send(text) {
      try {
        const isPowerpack = kindOfSender(text.src) === 'powerpack';
        const response = (await client.messages.create(
          // The SDK takes one of the two, and the other must be nothing.
          (isPowerpack ? null : digits(text.src)) as never,
          digits(text.dst),
          text.text,
          { url: text.callbackUrl, method: 'POST', messageExpiry: text.expirySeconds } as never,
          (isPowerpack ? text.src : undefined) as never,
        )) as { messageUuid?: string[]; invalid_number?: string[] };
        const carrierId = response.messageUuid?.[0];
        if (carrierId) return { outcome: 'accepted', carrierId };
        // Whatever else answers 2xx, such as a page at a wrong address, says nothing about the number.
        if (!response.invalid_number?.length)
          return { outcome: 'unknown', reason: 'No clear answer from the carrier: it named no text' };
        return {
          outcome: 'rejected',
          status: null,
          isInvalidNumber: true,
          reason: `The carrier says that ${text.dst} is not a valid number`,
        };
      } catch (error) {
        return outcomeOf(error);
      }
    },

    async listSent(to, fromMs, toMs) {
      const objects = (await client.messages.list({
        message_direction: 'outbound',
        message_time__gte: plivoTime(fromMs),
        message_time__lte: plivoTime(toMs),
        to_number: digits(to),
        limit: 20,
      } as never)) as unknown as {
        messageUuid: string;
        toNumber: string;
        messageState: string;
        messageTime: string;
      }[];
      return (
        [...objects]
          .map((object) => ({
            carrierId: object.messageUuid,
            to: `+${digits(String(object.toNumber))}`,
            state: object.messageState,
            atMs: fromPlivoTime(String(object.messageTime)),
          }))
          // Which filter by number a live account heeds is not settled, so it is not trusted.
          .filter((sent) => sent.to === to)
      );
    },
  };
}

/** UTC, `YYYY-MM-DD HH:MM:SS`. */
const plivoTime = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

/** With a zone, as live accounts write it, or without one, which is UTC. */
const fromPlivoTime = (time: string) =>
  Date.parse(time.replace(' ', 'T') + (/(?:Z|[+-]\d\d:?\d\d)$/.test(time) ? '' : 'Z'));

/** The request never left: nothing listened, the name did not resolve, or no way led there. */
const NEVER_LEFT = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|connect E(?:HOST|NET)UNREACH/;
/** Said while a connection is being secured, before anything is asked. */
const NOT_SECURED = /certificate|wrong version number/;
/** How it looks to the SDK, and what to say of it. */
const BROKEN_OFF: [RegExp, string][] = [
  [/timeout of|ETIMEDOUT/, 'none came in time'],
  [/socket hang up|ECONNRESET|EPIPE/, 'the connection broke'],
];

/** The SDK throws errors with a status, errors whose status stands only in their text (402, 429, 503), and plain texts. */
function outcomeOf(error: unknown): SendOutcome {
  // The SDK's error has no message where the answer's JSON has no "error".
  const text = String((error instanceof Error ? error.message : error) ?? 'no reason was given');
  const given = (error as { status?: number } | null)?.status;
  const status = given ?? Number(/status code (\d{3})/.exec(text)?.[1] ?? NaN);
  const reason = text.split('\n')[0]!.slice(0, 300);
  const later = (code: 'carrier-busy' | 'carrier-account', afterMs: number, reason: string) =>
    ({ outcome: 'retry-later', code, afterMs, reason }) as const;
  if (status === 429) return later('carrier-busy', 5_000, 'The carrier asks for fewer texts a second');
  // Of the account, not of the text: somebody puts it right, and what was held goes.
  if (status === 401)
    return later(
      'carrier-account',
      ACCOUNT_PAUSE_MS,
      "The carrier does not accept the account's id and token",
    );
  if (status === 404 || status === 405)
    return later('carrier-account', ACCOUNT_PAUSE_MS, 'There is no such account at the carrier’s address');
  if (status === 402 || /insufficient credit/i.test(text))
    return later('carrier-account', ACCOUNT_PAUSE_MS, OUT_OF_CREDIT);
  if (status >= 400 && status < 500)
    return { outcome: 'rejected', status, reason: `The carrier refused it: ${reason}` };
  // What answered may say so of servers behind it; it had the request.
  if (Number.isNaN(status)) {
    if (NEVER_LEFT.test(text)) return later('carrier-busy', 10_000, 'The carrier cannot be reached');
    if (NOT_SECURED.test(text))
      return later('carrier-account', ACCOUNT_PAUSE_MS, 'The carrier’s address has no valid certificate');
  }
  const [, words] = BROKEN_OFF.find(([sign]) => Number.isNaN(status) && sign.test(text)) ?? [null, reason];
  return { outcome: 'unknown', reason: `No clear answer from the carrier: ${words}` };
}
