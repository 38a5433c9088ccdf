import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Callbacks } from './callbacks.js';
import { FAULT_MODES, type FaultMode, type Faults } from './faults.js';
import type { CarrierMessage, VirtualPhones } from './virtual-phones.js';

export interface ControlDeps {
  phones: VirtualPhones;
  callbacks: Callbacks;
  faults: Faults;
  inboundUrl: string;
  nowMs: () => number;
}

/** What a real carrier does not have: the phones themselves, and faults at will. */
export function controlApi(
  app: FastifyInstance,
  { phones, callbacks, faults, inboundUrl, nowMs }: ControlDeps,
): void {
  app.get('/healthz', async () => ({ status: 'ok' }));

  app.get('/phones', async () => ({ phones: phones.phones() }));

  app.post<{ Body: { number?: string; name?: string } }>('/phones', async (request, reply) => {
    const { number, name } = request.body ?? {};
    if (!number || !/^\+\d{5,15}$/.test(number) || !name)
      return reply.code(400).send({ error: 'Give a number in E.164 and a name.' });
    phones.name(number, name);
    return reply.code(201).send({ number, name });
  });

  /** A person types a text. */
  app.post<{ Params: { number: string }; Body: { to?: string; text?: string } }>(
    '/phones/:number/reply',
    async (request, reply) => {
      const { to, text } = request.body ?? {};
      if (!to || !text) return reply.code(400).send({ error: 'Give "to" and "text".' });
      const message: CarrierMessage = {
        uuid: randomUUID(),
        direction: 'inbound',
        from: request.params.number,
        to,
        text,
        state: 'received',
        errorCode: null,
        atMs: nowMs(),
      };
      phones.add(message);
      const taken = await callbacks.post(inboundUrl, {
        MessageUUID: message.uuid,
        From: message.from.replace(/^\+/, ''),
        To: to.replace(/^\+/, ''),
        Text: text,
        Type: 'sms',
        Units: '1',
        TotalRate: '0',
        TotalAmount: '0',
        MessageIntent: '',
      });
      phones.setState(message.uuid, taken ? 'delivered' : 'undelivered');
      return reply.code(202).send({ uuid: message.uuid, taken });
    },
  );

  app.post<{ Body: { mode?: FaultMode; count?: number } }>('/faults', async (request, reply) => {
    const { mode, count } = request.body ?? {};
    if (!mode || !FAULT_MODES.includes(mode))
      return reply.code(400).send({ error: `"mode" is one of ${FAULT_MODES.join(', ')}.` });
    faults.set(mode, count);
    return { mode, count: count ?? 1 };
  });

  app.get('/phones/stream', (request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    reply.raw.write(': connected\n\n');
    const tell = (number: string) => void reply.raw.write(`data: ${JSON.stringify({ number })}\n\n`);
    phones.on('changed', tell);
    request.raw.on('close', () => phones.off('changed', tell));
  });
}
