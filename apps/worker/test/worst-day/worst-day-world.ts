import { randomUUID } from 'node:crypto';
import {
  createCarrier,
  type CarrierMessage,
  type Day,
  type LoggedReply,
  type LoggedRequest,
} from '@signalbox/carrier';
import { freePort } from '@signalbox/dev-servers';
import type { Database } from '@signalbox/store';
import { createTestDatabase } from '@signalbox/store/testing';
import * as fc from 'fast-check';
import { API, DoomedProcesses, WORKER } from '../doomed-processes.js';
import { SENDER, type Person } from './people.js';

const AUTH = { authId: 'MAXXXXXXXXXXXXXXXXXX', authToken: 'token' };
/** A webhook that doesn't answer is called again after 3, 6 and 12 seconds: the API is back by then. */
const TIME_SCALE = 20;
export const LAST_CALL_AFTER_MS = 12_000;

export interface CarriersLog {
  requests: LoggedRequest[];
  replies: LoggedReply[];
  callbacks: Record<string, number>;
}

/** Worker and API as in production, which die again and again, and a carrier on its worst day. */
export interface WorstDay {
  database: Database;
  kills: () => { workers: number; apis: number };
  /** Somebody writes. */
  write(person: Person, text: string): Promise<void>;
  log(): Promise<CarriersLog>;
  /** What the carrier took, by its id. */
  taken(): Promise<Map<string, CarrierMessage>>;
  /** Nothing dies any more. */
  calm(): void;
  close(): Promise<void>;
}

export async function openWorstDay({
  seed,
  day,
  requestsAKill,
  textsPerSecond,
  prepare,
}: {
  seed: number;
  day: Partial<Day>;
  /** Something dies about once in so many requests to the carrier. */
  requestsAKill: number;
  textsPerSecond: number;
  prepare: (database: Database) => Promise<void>;
}): Promise<WorstDay> {
  const database = await createTestDatabase('worst_day');
  const apiPort = await freePort();
  const publicUrl = `http://127.0.0.1:${apiPort}`;
  const carrier = createCarrier({
    ...AUTH,
    inboundUrl: `${publicUrl}/webhooks/plivo/inbound`,
    timeScale: TIME_SCALE,
  });
  const deaths = deathsOf(seed, requestsAKill);
  let isCalm = false;
  let requests = 0;
  let deathAt = 3;
  carrier.addHook('onRequest', async (request) => {
    if (isCalm || request.method !== 'POST' || !request.url.startsWith('/v1/')) return;
    requests += 1;
    if (requests < deathAt) return;
    // On a busy machine it takes a while to come up again: who never works can't be killed at work.
    const doomed = [workers, apis].filter(({ isComplete }) => isComplete);
    // Whoever died less often is next, so that both do.
    const victims = doomed.sort((left, right) => left.kills - right.kills)[0];
    if (!victims) return;
    const { who, afterMs, more } = deaths.next().value;
    deathAt = requests + more;
    const kill = () => victims.kill(who);
    // Now, the carrier has the request and its worker never hears of it; a moment later, it dies amidst others.
    if (afterMs === 0) kill();
    else setTimeout(kill, afterMs);
  });
  const wished = await carrier.inject({
    method: 'PUT',
    url: '/day',
    payload: { name: 'worst', seed, ...day },
  });
  if (wished.statusCode !== 200) throw new Error(wished.body);
  const carrierUrl = await carrier.listen({ port: 0, host: '127.0.0.1' });
  const env = {
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: process.env.SIGNALBOX_TEST_TEMPORAL_ADDRESS!,
    SIGNALBOX_TASK_QUEUE: `worst-day-${randomUUID()}`,
    PLIVO_AUTH_ID: AUTH.authId,
    PLIVO_AUTH_TOKEN: AUTH.authToken,
    PLIVO_BASE_URL: carrierUrl,
    PUBLIC_URL: publicUrl,
    PORT: String(apiPort),
    SIGNALBOX_SENDER: SENDER,
    SIGNALBOX_SENDING_HOURS: 'law',
    SIGNALBOX_TEXTS_PER_SECOND: String(textsPerSecond),
    LOG_LEVEL: 'info',
  };
  const workers = new DoomedProcesses(WORKER, env);
  const apis = new DoomedProcesses(API, env);
  await prepare(database);
  await apis.start(1);
  await workers.start(2);

  return {
    database,
    kills: () => ({ workers: workers.kills, apis: apis.kills }),
    async write(person, text) {
      const url = `/phones/${person.phone}/reply`;
      await carrier.inject({ method: 'POST', url, payload: { to: SENDER, text } });
    },
    log: async () => (await carrier.inject('/log')).json<CarriersLog>(),
    async taken() {
      const { phones } = (await carrier.inject('/phones')).json<{
        phones: { messages: CarrierMessage[] }[];
      }>();
      return new Map(phones.flatMap(({ messages }) => messages.map((message) => [message.uuid, message])));
    },
    calm: () => void (isCalm = true),
    async close() {
      await Promise.all([workers.close(), apis.close()]);
      await carrier.close();
      await database.drop();
    },
  };
}

/** Which of them dies, how long after a request has come to the carrier, and when the next one does. */
function* deathsOf(
  seed: number,
  requestsAKill: number,
): Generator<{ who: number; afterMs: number; more: number }, never> {
  const death = fc.record({
    who: fc.nat({ max: 1 }),
    afterMs: fc.oneof(fc.constant(0), fc.nat({ max: 1_500 })),
    more: fc.integer({ min: Math.ceil(requestsAKill / 2), max: Math.ceil(requestsAKill * 1.5) }),
  });
  for (let round = 0; ; round += 1) yield* fc.sample(death, { numRuns: 100, seed: seed + round });
}
