import { randomUUID } from 'node:crypto';
import { createCarrier } from '@signalbox/carrier';
import { createServices } from '@signalbox/outbound';
import { createPlivo } from '@signalbox/sms';
import { takeEvents } from '@signalbox/store';
import { createTestDatabase, drawn, publishDrawn } from '@signalbox/store/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { createSendText } from '../../src/send-text/index.js';
import { startWorker, type RunningWorker } from '../../src/worker.js';

const AUTH = { authId: 'MAXXXXXXXXXXXXXXXXXX', authToken: 'token' };
const NOWHERE = 'http://127.0.0.1:9';
const SHOP = { brand: 'Acme', linkDomain: NOWHERE, shopTimeZone: 'Europe/Copenhagen' };
/** Above what any machine does, so that nobody waits for the carrier's pace. */
const TEXTS_PER_SECOND = 1_000;
const AT_ONCE = 50;

/** A shop's whole worker and carrier, and two journeys that text whoever comes in: one a crowd, the other a few. */
export async function openStormWorld() {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  const database = await createTestDatabase('storm');
  const carrier = createCarrier({ ...AUTH, inboundUrl: NOWHERE });
  await carrier.inject({
    method: 'POST',
    url: '/faults',
    payload: { mode: 'no-callbacks', count: 1_000_000 },
  });
  const baseUrl = await carrier.listen({ port: 0, host: '127.0.0.1' });
  let worker: RunningWorker | undefined;
  const journeys = {
    crowd: await publish('Flash sale', 'Sale Opened'),
    few: await publish('Back in stock', 'Wish Fulfilled'),
  };
  const names = { crowd: 'Sale Opened', few: 'Wish Fulfilled' };
  let people = 0;

  async function publish(name: string, event: string): Promise<string> {
    const { id } = await publishDrawn(
      database,
      drawn({
        start: { type: 'event-trigger', config: { event }, next: { next: 'text' } },
        text: { type: 'send-sms', config: { text: name }, next: { sent: 'end' } },
        end: { type: 'exit' },
      }),
      { name, nowMs: Date.now() },
    );
    return id;
  }

  return {
    database,
    journeys,

    /** Lets people into one of the journeys, as a shop's events do. */
    async enter(which: keyof typeof journeys, count: number): Promise<void> {
      for (let left = count; left > 0; left -= AT_ONCE) {
        const events = Array.from({ length: Math.min(AT_ONCE, left) }, () => eventOf(names[which], people++));
        await takeEvents(database, events, { nowMs: Date.now() });
      }
    },

    /** Starts the worker, on whatever waits for one. */
    async work(): Promise<void> {
      worker = await startWorker({
        database,
        logger: pino({ level: 'silent' }),
        temporal: { address: process.env.SIGNALBOX_TEST_TEMPORAL_ADDRESS!, namespace: 'default' },
        taskQueue: `storm-${randomUUID()}`,
        shopTimeZone: SHOP.shopTimeZone,
        textsPerSecond: TEXTS_PER_SECOND,
        sendText: createSendText({
          database,
          plivo: createPlivo({ ...AUTH, baseUrl }),
          publicUrl: NOWHERE,
          sender: '+4552512020',
          sendingHours: 'always',
          textsPerSecond: TEXTS_PER_SECOND,
          house: SHOP,
        }),
        services: createServices({ database, secret: undefined, allowPrivate: false }),
      });
    },

    /** How many texts of a journey have been handed to the carrier. */
    async texts(which: keyof typeof journeys): Promise<number> {
      const { rows } = await database.pool.query<{ count: number }>(
        'select count(*)::int as count from messages where journey_id = $1 and sending_at is not null',
        [journeys[which]],
      );
      return rows[0]!.count;
    },

    async close(): Promise<void> {
      await worker?.stop();
      await carrier.close();
      await database.drop();
    },
  };
}

const eventOf = (name: string, number: number) => ({
  source: 'test',
  messageId: `${name}/${number}`,
  name,
  occurredAtMs: Date.now(),
  identities: [{ kind: 'user', value: `person-${number}` }],
  contact: { firstName: 'Anna', phone: `+45${20_000_000 + number}`, country: 'DK' },
  consents: [{ purpose: 'marketing', state: 'granted' as const, source: 'test', atMs: Date.now() }],
  properties: {},
  keys: [],
  isHistory: false,
});
