import { randomUUID, timingSafeEqual } from 'node:crypto';
import { countParts } from '@signalbox/sms/parts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Allowance } from './allowance.js';
import type { FaultMode, Faults } from './faults.js';
import type { Log, LoggedRequest } from './log.js';
import type { Network } from './network.js';
import { plivoTime, timeOf } from './plivo-time.js';
import { type VirtualPhones, type CarrierMessage } from './virtual-phones.js';

export interface PlivoApiDeps {
  authId: string;
  authToken: string;
  phones: VirtualPhones;
  network: Network;
  faults: Faults;
  log: Log;
  nowMs: () => number;
}

const MOST_DESTINATIONS = 1_000;
const MOST_CHARACTERS = { 'GSM-7': 1_600, 'UCS-2': 737 };
const MOST_LISTED = 20;
const LONGEST_EXPIRY_SECONDS = 10_800;
const REFUSALS: Partial<Record<FaultMode, [number, string]>> = {
  402: [402, 'insufficient credit'],
  403: [403, 'destination country is not enabled in geo permissions'],
  429: [429, 'too many requests'],
  500: [500, 'internal server error'],
  502: [502, 'bad gateway'],
  503: [503, 'service unavailable'],
};

/** Plivo's Message API, as the official SDK speaks it. */
export function plivoApi(app: FastifyInstance, deps: PlivoApiDeps): void {
  const { authId, authToken, phones, network, faults, log, nowMs } = deps;
  const expected = Buffer.from(`Basic ${Buffer.from(`${authId}:${authToken}`).toString('base64')}`);
  const sends = new Allowance(5_000);
  const lists = new Allowance(60_000);
  const began = new WeakMap<FastifyRequest, { order: number; beganAtMs: number }>();

  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/v1/Account/')) return;
    // Before its body is read: this is when a request begins.
    began.set(request, { order: log.nextOrder(), beganAtMs: nowMs() });
    const given = Buffer.from(request.headers.authorization ?? '');
    const account = request.url.split('/')[3];
    if (given.length !== expected.length || !timingSafeEqual(given, expected) || account !== authId) {
      await refuse(
        reply,
        401,
        'Could not verify your access level for that URL. You have to login with proper credentials',
      );
    }
  });

  app.post<{ Body: Record<string, unknown> }>('/v1/Account/:id/Message/', async (request, reply) => {
    const body = request.body ?? {};
    const fault = faultOf(body);
    if (fault !== null) return refuse(reply, 400, fault);
    const src = String(body.src ?? body.powerpack_uuid);
    const text = String(body.text);
    const { valid, invalid } = readDestinations(body.dst);
    const from = /^\d+$/.test(src) ? `+${src}` : src;
    const logged = valid.map((to) =>
      log.request({
        ...began.get(request)!,
        endedAtMs: null,
        from,
        to,
        text,
        uuid: null,
        answer: 'none',
      }),
    );
    const answer = (status: number | 'lost') => ended(logged, status, nowMs());
    if (!sends.take(faults.day.requestsInFiveSeconds, nowMs())) {
      answer(429);
      return refuse(reply, 429, 'too many requests');
    }

    const { mode, latencyMs } = faults.next(valid[0] ?? '');
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
    const refusal = REFUSALS[mode];
    if (refusal) {
      answer(refusal[0]);
      return refuse(reply, ...refusal);
    }
    if (mode === 'hang') return reply.hijack();

    const expirySeconds =
      body.message_expiry === undefined ? LONGEST_EXPIRY_SECONDS : Number(body.message_expiry);
    const sent = logged.map((entry): CarrierMessage => {
      entry.uuid = randomUUID();
      return {
        uuid: entry.uuid,
        direction: 'outbound',
        from,
        to: entry.to,
        text,
        state: 'queued',
        errorCode: null,
        atMs: nowMs(),
        expiresAtMs: nowMs() + expirySeconds * 1_000,
      };
    });
    const url = typeof body.url === 'string' && mode !== 'no-callbacks' ? body.url : null;
    for (const message of sent) {
      phones.add(message);
      setImmediate(() => void network.carry(message, url));
    }
    if (mode === 'accept-then-hang') return reply.hijack();
    if (mode === 'accept-then-drop-response') {
      answer('lost');
      reply.hijack();
      request.raw.socket.destroy();
      return reply;
    }
    if (mode === 'accept-then-500') {
      answer(500);
      return refuse(reply, 500, 'internal server error');
    }
    answer(202);
    return reply.code(202).send({
      api_id: randomUUID(),
      message: 'message(s) queued',
      message_uuid: sent.map((message) => message.uuid),
      ...(invalid.length > 0 ? { invalid_number: invalid } : {}),
    });
  });

  app.get<{ Querystring: Record<string, string> }>('/v1/Account/:id/Message/', async (request, reply) => {
    if (!lists.take(faults.day.listsAMinute, nowMs())) return refuse(reply, 429, 'too many requests');
    const query = { ...(request.query ?? {}), ...(isRecord(request.body) ? request.body : {}) } as Record<
      string,
      string
    >;
    const limit = Number(query.limit ?? MOST_LISTED);
    const offset = Number(query.offset ?? 0);
    if (!(limit >= 1 && limit <= MOST_LISTED) || !(offset >= 0))
      return refuse(reply, 400, 'limit must be between 1 and 20');
    const from = timeOf(query.message_time__gte ?? query.message_time__gt) ?? nowMs() - 86_400_000;
    const until = timeOf(query.message_time__lte ?? query.message_time__lt) ?? Infinity;
    const to = query.to_number?.replace(/^\+/, '');
    const found = phones
      .messages()
      .filter((message) => message.atMs >= from && message.atMs <= until)
      .filter((message) => !query.message_direction || message.direction === query.message_direction)
      .filter((message) => !query.message_state || message.state === query.message_state)
      .filter((message) => !to || message.to === `+${to}`);
    return {
      api_id: randomUUID(),
      meta: { limit, offset, next: null, previous: null, total_count: found.length },
      objects: found.slice(offset, offset + limit).map(record),
    };
  });

  app.get<{ Params: { uuid: string } }>('/v1/Account/:id/Message/:uuid/', async (request, reply) => {
    const message = phones.get(request.params.uuid);
    return message ? { api_id: randomUUID(), ...record(message) } : refuse(reply, 404, 'not found');
  });
}

/** What is wrong with a request to send, or `null`. */
function faultOf(body: Record<string, unknown>): string | null {
  const text = typeof body.text === 'string' ? body.text : '';
  const destinations = String(body.dst ?? '')
    .split('<')
    .filter(Boolean);
  if (!body.src && !body.powerpack_uuid) return 'Please specify either src or powerpack_uuid';
  if (destinations.length === 0) return 'dst parameter not present';
  if (new Set(destinations).size > MOST_DESTINATIONS)
    return `dst can hold at most ${MOST_DESTINATIONS} numbers`;
  if (text.trim() === '') return 'text parameter not present';
  if (text.length > MOST_CHARACTERS['UCS-2'] && text.length > MOST_CHARACTERS[countParts(text).encoding])
    return 'text is too long';
  const expiry = body.message_expiry;
  if (expiry !== undefined && !(Number(expiry) >= 5 && Number(expiry) <= LONGEST_EXPIRY_SECONDS))
    return `message_expiry must be between 5 and ${LONGEST_EXPIRY_SECONDS}`;
  return null;
}

/** Each number once; those that can be none are named. */
function readDestinations(dst: unknown): { valid: string[]; invalid: string[] } {
  const valid = new Set<string>();
  const invalid: string[] = [];
  for (const given of new Set(String(dst).split('<').filter(Boolean))) {
    const digits = given.replaceAll(/[\s+().\-/]/g, '');
    if (/^\d{5,15}$/.test(digits)) valid.add(`+${digits}`);
    else invalid.push(given);
  }
  return { valid: [...valid], invalid };
}

function ended(logged: LoggedRequest[], answer: number | 'lost', atMs: number): void {
  for (const entry of logged) Object.assign(entry, { answer, endedAtMs: atMs });
}

const record = (message: CarrierMessage) => ({
  message_uuid: message.uuid,
  message_time: `${plivoTime(message.atMs)}+00:00`,
  message_direction: message.direction,
  message_state: message.state,
  message_type: 'sms',
  from_number: message.from.replace(/^\+/, ''),
  to_number: message.to.replace(/^\+/, ''),
  units: countParts(message.text).parts,
  total_rate: '0.00500',
  total_amount: '0.00500',
  error_code: message.errorCode ?? '000',
  powerpack_id: null,
});

const isRecord = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' && value !== null;

function refuse(reply: FastifyReply, status: number, error: string) {
  return reply.code(status).send({ api_id: randomUUID(), error });
}
