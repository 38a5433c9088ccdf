import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Callbacks } from './callbacks.js';
import { chanceOf } from './chance.js';
import { dayOf } from './day.js';
import { FAULT_MODES, type FaultMode, type Faults } from './faults.js';
import type { Log } from './log.js';
import { intentOf, type StopBlock } from './stop-block.js';
import type { CarrierMessage, VirtualPhones } from './virtual-phones.js';

export interface ControlDeps {
  phones: VirtualPhones;
  callbacks: Callbacks;
  faults: Faults;
  log: Log;
  stopBlock: StopBlock;
  inboundUrl: string;
  nowMs: () => number;
}

/** What a real carrier does not have: the phones themselves, faults at will, and its log. */
export function controlApi(app: FastifyInstance, deps: ControlDeps): void {
  const { phones, callbacks, faults, log, stopBlock, inboundUrl, nowMs } = deps;
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
      return reply.code(202).send({ uuid: message.uuid, taken: await deliver(message) });
    },
  );

  /** Tells our side what a person wrote. @returns whether the first try was taken */
  async function deliver({ uuid, from, to, text, atMs }: CarrierMessage): Promise<boolean> {
    const intent = intentOf(text);
    const blocksItself = faults.day.stopBlock === 'all' || to.startsWith('+1');
    if (blocksItself) stopBlock.heed(intent, to, from, nowMs());
    const form = {
      MessageUUID: uuid,
      From: from.replace(/^\+/, ''),
      To: to.replace(/^\+/, ''),
      Text: text,
      Type: 'sms',
      Units: '1',
      TotalRate: '0',
      TotalAmount: '0',
      MessageIntent: blocksItself ? intent : '',
    };
    const logged = log.reply({
      uuid,
      from,
      to,
      text,
      writtenAtMs: atMs,
      tries: 0,
      answeredAtMs: null,
      answeredOrder: null,
    });
    const heard = (taken: boolean) => {
      logged.tries += 1;
      if (taken && logged.answeredAtMs === null)
        Object.assign(logged, { answeredAtMs: nowMs(), answeredOrder: log.nextOrder() });
      phones.setState(uuid, logged.answeredAtMs === null ? 'undelivered' : 'delivered');
    };
    if (chanceOf(faults.day.seed, 'reply', from, text)() < faults.day.repeatedCallbacks) {
      log.callbacks.repeated += 1;
      void callbacks.post(inboundUrl, form, heard);
    }
    return callbacks.post(inboundUrl, form, heard);
  }

  /** The next requests. */
  app.post<{ Body: { mode?: FaultMode; count?: number } }>('/faults', async (request, reply) => {
    const { mode, count = 1 } = request.body ?? {};
    if (!mode || !FAULT_MODES.includes(mode))
      return reply.code(400).send({ error: `"mode" is one of ${FAULT_MODES.join(', ')}.` });
    faults.set(mode, count);
    return { mode, count };
  });

  app.get('/day', async () => faults.day);

  /** `{"name": "worst", "seed": 7, "hang": 0.5}`: a named day with some things changed. */
  app.put<{ Body: Record<string, unknown> }>('/day', async (request, reply) => {
    const wished = dayOf(request.body ?? {});
    if ('error' in wished) return reply.code(400).send(wished);
    faults.begin(wished.day);
    return wished.day;
  });

  app.get('/log', async () => ({
    requests: log.requests,
    replies: log.replies,
    callbacks: log.callbacks,
  }));

  app.get('/phones/stream', (request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    reply.raw.write(': connected\n\n');
    const tell = (number: string) => void reply.raw.write(`data: ${JSON.stringify({ number })}\n\n`);
    phones.on('changed', tell);
    request.raw.on('close', () => phones.off('changed', tell));
  });
}
