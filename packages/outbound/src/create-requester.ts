import type { HttpRequest, HttpResult, Json } from '@signalbox/nodes/kernel';
import { Agent, request as send, type Dispatcher } from 'undici';
import { AddressRefused, resolveAllowed, type Reach } from './allowed-address.js';
import { readBody } from './read-body.js';
import { ServiceAway } from './service-away.js';

const TIMEOUT_MS = 10_000;
const LONGEST_TIMEOUT_MS = 30_000;
const MOST_HOPS = 3;
const REDIRECTS = [301, 302, 303, 307, 308];
/** Set by us, or of no use but to mislead. */
const RESERVED = ['host', 'content-length', 'transfer-encoding', 'connection', 'upgrade', 'te', 'trailer'];

/** Where a stored connection leads, and what it says there. */
export interface Connection {
  baseUrl: string;
  headers: Record<string, string>;
}

export interface RequesterDeps {
  loadConnection: (id: string) => Promise<Connection | null>;
  /** Lets requests reach private networks without a connection. */
  allowPrivate: boolean;
}

export type Requester = (request: HttpRequest) => Promise<HttpResult>;

/**
 * Makes what asks services on the network on behalf of people who may write any address: private networks are kept out,
 * time and size are limited, and a connection's secrets go to its own origin only.
 */
export function createRequester({ loadConnection, allowPrivate }: RequesterDeps): Requester {
  return async (request) => {
    const { connectionId } = request;
    const connection = connectionId === undefined ? null : await loadConnection(connectionId);
    if (connectionId !== undefined && !connection)
      return refuse('The connection of this step was removed. Choose another.');
    try {
      return await ask(request, connection);
    } catch (error) {
      if (error instanceof AddressRefused) return refuse(error.message);
      if (error instanceof ServiceAway) throw error;
      throw new ServiceAway(sayFailure(error, request), null, { cause: error });
    }
  };

  async function ask(request: HttpRequest, connection: Connection | null): Promise<HttpResult> {
    const url = addressOf(request.url, connection);
    if (typeof url === 'string') return refuse(url);
    const unsayable = Object.entries(request.headers ?? {}).find((header) => !isSayable(header));
    if (unsayable)
      return refuse(
        `The header “${unsayable[0]}” would hold what no header can: only Latin letters, digits and signs, on one line.`,
      );
    const home = connection ? new URL(connection.baseUrl).origin : null;
    const signal = AbortSignal.timeout(timeoutOf(request));

    for (let at = url, hops = 0; ; hops += 1) {
      const isHome = at.origin === home;
      const reach: Reach = allowPrivate ? 'anywhere' : isHome ? 'inside' : 'public';
      // What was said to one host is not for another that it sends us to.
      const own = at.origin === url.origin ? request.headers : {};
      const headers = headersOf(request, { ...own, ...(isHome ? connection!.headers : {}) });
      const response = await hop(at, { reach, request, headers, signal });
      const location = response.headers.location;
      const mayFollow = request.method === 'GET' && hops < MOST_HOPS && typeof location === 'string';
      if (!REDIRECTS.includes(response.statusCode) || !mayFollow) return resultOf(response);
      response.body.destroy();
      const next = parse(location, at.href);
      if (!next || !isHttp(next))
        return refuse(`The service sends on to ${location}, which is no web address.`);
      at = next;
    }
  }
}

const timeoutOf = ({ timeoutMs = TIMEOUT_MS }: HttpRequest): number =>
  Math.min(timeoutMs, LONGEST_TIMEOUT_MS);

function sayFailure(error: unknown, request: HttpRequest): string {
  if ((error as Error).name === 'TimeoutError')
    return `The service did not answer within ${timeoutOf(request) / 1_000} seconds.`;
  const { code, message } = (causeOf(error) ?? error) as NodeJS.ErrnoException;
  return `The service did not answer: ${code ?? message}.`;
}

interface Hop {
  reach: Reach;
  request: HttpRequest;
  headers: Record<string, string>;
  signal: AbortSignal;
}

/** One request to the one address that was judged. */
async function hop(url: URL, { reach, request, headers, signal }: Hop): Promise<Dispatcher.ResponseData> {
  const pinned = await resolveAllowed(url.hostname, reach);
  const agent = new Agent({
    connect: {
      lookup: (_host, options, done) =>
        options.all ? done(null, [pinned]) : done(null, pinned.address, pinned.family),
    },
  });
  try {
    const response = await send(url, {
      method: request.method,
      headers,
      body: request.body === undefined ? null : JSON.stringify(request.body),
      dispatcher: agent,
      signal,
    });
    // A body that is not read to its end says so by an error that nobody else may be there to hear.
    response.body.on('error', () => {});
    response.body.once('close', () => void agent.destroy());
    return response;
  } catch (error) {
    await agent.destroy();
    throw error;
  }
}

async function resultOf(response: Dispatcher.ResponseData): Promise<HttpResult> {
  const { statusCode: status, headers } = response;
  const body = await readBody(response);
  if (status >= 500 || status === 429) {
    throw new ServiceAway(`The service answered ${status}.`, retryAfterMs(headers['retry-after']));
  }
  if (status >= 200 && status < 300) return { outcome: 'answered', status, body };
  return { outcome: 'refused', status, body, reason: `The service answered ${status}${inWords(body)}` };
}

/** @returns the address, or why there is none */
function addressOf(text: string, connection: Connection | null): URL | string {
  if (!connection) {
    const url = parse(text);
    return url && isHttp(url) ? url : `“${text}” is no web address. It begins with https://.`;
  }
  const base = new URL(connection.baseUrl);
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  const url = parse(text, base.href);
  if (!url || url.origin !== base.origin || url.username || url.password)
    return `“${text}” is not below the address of the connection, ${connection.baseUrl}.`;
  return url;
}

const parse = (text: string, base?: string) => (URL.canParse(text, base) ? new URL(text, base) : null);

const isHttp = ({ protocol, username, password }: URL) =>
  ['https:', 'http:'].includes(protocol) && !username && !password;

function headersOf(request: HttpRequest, own: Record<string, string>): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json', 'user-agent': 'Signalbox' };
  if (request.body !== undefined) headers['content-type'] = 'application/json';
  if (request.idempotencyKey !== undefined) headers['idempotency-key'] = request.idempotencyKey;
  for (const [name, value] of Object.entries(own)) {
    if (!RESERVED.includes(name.toLowerCase())) headers[name.toLowerCase()] = value;
  }
  return headers;
}

/** By RFC 9110: one with a letter beyond Latin-1, as in many a name, can't be sent. */
const isSayable = ([name, value]: [string, string]): boolean =>
  /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value);

function retryAfterMs(header: string | string[] | undefined): number | null {
  const seconds = Number(header);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3_600) * 1_000 : null;
}

/** What services commonly say about a refusal, shortened. */
function inWords(body: Json): string {
  const said =
    typeof body === 'object' && body !== null && !Array.isArray(body)
      ? (body.detail ?? body.message ?? body.error)
      : body;
  return typeof said === 'string' && said !== '' ? `: ${said.slice(0, 200)}` : '.';
}

const refuse = (reason: string): HttpResult => ({ outcome: 'refused', status: null, body: null, reason });

const causeOf = (error: unknown) => (error as { cause?: unknown }).cause;
