import { randomUUID, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type Callbacks } from './callbacks.js';
import { type Faults } from './faults.js';
import { type VirtualPhones, type CarrierMessage } from './virtual-phones.js';

export interface PlivoApiDeps {
  authId: string;
  authToken: string;
  phones: VirtualPhones;
  callbacks: Callbacks;
  faults: Faults;
  nowMs: () => number;
}

const MOST_DESTINATIONS = 1_000;
const MOST_CHARACTERS = 1_600;
const MOST_LISTED = 20;

/** Plivo's Message API, as the official SDK speaks it. */
export function plivoApi(app: FastifyInstance, deps: PlivoApiDeps): void {
  const { authId, authToken, phones, callbacks, faults, nowMs } = deps;
  const expected = Buffer.from(`Basic ${Buffer.from(`${authId}:${authToken}`).toString('base64')}`);

  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/v1/Account/')) return;
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
    const src = String(body.src ?? '');
    const text = typeof body.text === 'string' ? body.text : '';
    const destinations = [
      ...new Set(
        String(body.dst ?? '')
          .split('<')
          .filter(Boolean),
      ),
    ];
    if (!src && !body.powerpack_uuid)
      return refuse(reply, 400, 'Please specify either src or powerpack_uuid');
    if (destinations.length === 0) return refuse(reply, 400, 'dst parameter not present');
    if (destinations.length > MOST_DESTINATIONS)
      return refuse(reply, 400, `dst can hold at most ${MOST_DESTINATIONS} numbers`);
    if (text.trim() === '') return refuse(reply, 400, 'text parameter not present');
    if (text.length > MOST_CHARACTERS) return refuse(reply, 400, 'text is too long');
    const expiry = body.message_expiry;
    if (expiry !== undefined && !(Number(expiry) >= 5 && Number(expiry) <= 10_800)) {
      return refuse(reply, 400, 'message_expiry must be between 5 and 10800');
    }

    const fault = faults.next();
    if (fault === '429') return refuse(reply, 429, 'too many requests');
    if (fault === '500') return refuse(reply, 500, 'internal server error');
    if (fault === 'hang') return reply.hijack();

    const valid = destinations
      .map((dst) => dst.replaceAll(/[\s+().\-/]/g, ''))
      .filter((dst) => /^\d{5,15}$/.test(dst));
    const invalid = destinations.filter((dst) => !valid.includes(dst.replaceAll(/[\s+().\-/]/g, '')));
    const sent = valid.map((dst): CarrierMessage => ({
      uuid: randomUUID(),
      direction: 'outbound',
      from: /^\d+$/.test(src) ? `+${src}` : src,
      to: `+${dst}`,
      text,
      state: 'queued',
      errorCode: null,
      atMs: nowMs(),
    }));
    for (const message of sent) {
      phones.add(message);
      const url = typeof body.url === 'string' && fault !== 'no-callbacks' ? body.url : null;
      setImmediate(() => void carry(message, url));
    }
    if (fault === 'accept-then-drop-response') {
      reply.hijack();
      request.raw.socket.destroy();
      return reply;
    }
    return reply.code(202).send({
      api_id: randomUUID(),
      message: 'message(s) queued',
      message_uuid: sent.map((message) => message.uuid),
      ...(invalid.length > 0 ? { invalid_number: invalid } : {}),
    });
  });

  /** A text's way: queued, sent, delivered; each told to the callback, in order. */
  async function carry(message: CarrierMessage, url: string | null): Promise<void> {
    let sequence = 0;
    for (const state of ['queued', 'sent', 'delivered']) {
      if (state !== 'queued') phones.setState(message.uuid, state);
      if (url) await callbacks.post(url, statusForm(message, state, ++sequence));
    }
  }

  app.get<{ Querystring: Record<string, string> }>('/v1/Account/:id/Message/', async (request, reply) => {
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

/** What a status callback carries. */
function statusForm(message: CarrierMessage, state: string, sequence: number): Record<string, string> {
  return {
    MessageUUID: message.uuid,
    ParentMessageUUID: message.uuid,
    From: message.from.replace(/^\+/, ''),
    To: message.to.replace(/^\+/, ''),
    Type: 'sms',
    Status: state,
    Units: '1',
    TotalRate: '0.00500',
    TotalAmount: '0.00500',
    PartInfo: '1 of 1',
    Sequence: String(sequence),
    MessageTime: plivoTime(message.atMs),
    ...(state === 'failed' || state === 'undelivered' ? { ErrorCode: message.errorCode ?? '1000' } : {}),
  };
}

const record = (message: CarrierMessage) => ({
  message_uuid: message.uuid,
  message_time: `${plivoTime(message.atMs)}+00:00`,
  message_direction: message.direction,
  message_state: message.state,
  message_type: 'sms',
  from_number: message.from.replace(/^\+/, ''),
  to_number: message.to.replace(/^\+/, ''),
  units: 1,
  total_rate: '0.00500',
  total_amount: '0.00500',
  error_code: message.errorCode ?? '000',
  powerpack_id: null,
});

const plivoTime = (ms: number) => `${new Date(ms).toISOString().slice(0, 23).replace('T', ' ')}000`;

const timeOf = (text: string | undefined): number | null => {
  if (!text) return null;
  const ms = Date.parse(`${text.trim().replace(' ', 'T')}${/[Z+]/.test(text) ? '' : 'Z'}`);
  return Number.isNaN(ms) ? null : ms;
};

const isRecord = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' && value !== null;

function refuse(reply: FastifyReply, status: number, error: string) {
  return reply.code(status).send({ api_id: randomUUID(), error });
}
