import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCarrier, type CarrierMessage } from '@signalbox/carrier';
import { simulate } from '@signalbox/engine/simulate';
import { createTestDatabase } from '@signalbox/store/testing';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DoomedWorkers } from './doomed-workers.js';
import { enter, plan, publish, type Person } from './people.js';

/** `npm run test:long` takes 10,000. */
const RUNS = Number(process.env.SIGNALBOX_KILLED_RUNS ?? 60);
const SEED = Number(process.env.SIGNALBOX_RANDOM_SEED ?? 20_261_123);
/** A worker dies about once in so many texts. */
const TEXTS_A_KILL = RUNS > 1_000 ? 200 : 12;
const AUTH = { authId: 'MAXXXXXXXXXXXXXXXXXX', authToken: 'token' };
/** A text that was begun by a worker that died is asked about after a minute, and again until the carrier has told. */
const WITHIN_MS = 240_000 + RUNS * 120;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let carrier: ReturnType<typeof createCarrier>;
let deafEars: Server;
let workers: DoomedWorkers;

beforeAll(async () => {
  database = await createTestDatabase('killed');
  carrier = createCarrier({ ...AUTH, inboundUrl: 'http://127.0.0.1:9/inbound' });
  // Status callbacks are taken and forgotten, so that only the ledger and the carrier's list can settle a text.
  deafEars = createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
  await once(deafEars, 'listening');
  const publicUrl = `http://127.0.0.1:${(deafEars.address() as AddressInfo).port}`;
  const fates = fatesOf(SEED);
  let requests = 0;
  let deathAt = 3;
  carrier.addHook('onRequest', async (request) => {
    if (request.method !== 'POST' || !request.url.startsWith('/v1/')) return;
    requests += 1;
    if (requests < deathAt) return;
    const { which, afterMs, texts } = fates.next().value;
    deathAt = requests + texts;
    // Now, the carrier has the text and its worker never hears of it; a moment later, it dies in the middle of others.
    if (afterMs === 0) workers.kill(which);
    else setTimeout(() => workers.kill(which), afterMs);
  });
  const carrierUrl = await carrier.listen({ port: 0, host: '127.0.0.1' });
  workers = new DoomedWorkers({
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: process.env.SIGNALBOX_TEST_TEMPORAL_ADDRESS!,
    SIGNALBOX_TASK_QUEUE: `killed-${randomUUID()}`,
    PLIVO_AUTH_ID: AUTH.authId,
    PLIVO_AUTH_TOKEN: AUTH.authToken,
    PLIVO_BASE_URL: carrierUrl,
    PUBLIC_URL: publicUrl,
    SIGNALBOX_SENDING_HOURS: 'always',
    LOG_LEVEL: 'info',
  });
  await publish(database);
  await workers.start(2);
}, 120_000);

afterAll(async () => {
  await workers?.close();
  await carrier?.close();
  deafEars?.close();
  await database?.drop();
}, 60_000);

/** Which worker dies, how long after a text has come to the carrier, and after how many more the next one does. */
function* fatesOf(seed: number): Generator<{ which: number; afterMs: number; texts: number }, never> {
  const fate = fc.record({
    which: fc.nat({ max: 1 }),
    afterMs: fc.oneof(fc.constant(0), fc.nat({ max: 1_500 })),
    texts: fc.integer({ min: Math.ceil(TEXTS_A_KILL / 2), max: Math.ceil(TEXTS_A_KILL * 1.5) }),
  });
  for (let round = 0; ; round += 1) yield* fc.sample(fate, { numRuns: 100, seed: seed + round });
}

test(
  `${RUNS} people whose workers are killed again and again go the simulator's way, and nobody is texted twice`,
  async () => {
    const people = await enter(database, RUNS);
    const unheard = await allEnded(people);
    const texts = await textsByPhone();

    for (const [phone, sent] of texts) expect([phone, sent.length]).toEqual([phone, 1]);
    const steps = await stepsByRun();
    const expected = new Map<string, string[]>();
    for (const person of people) {
      if (unheard.has(person.runId)) {
        // Begun, and the worker died before it could ask the carrier: held back rather than sent twice.
        expect(texts.has(person.phone)).toBe(false);
        continue;
      }
      const kind = `${person.total}/${person.orders}`;
      if (!expected.has(kind)) expected.set(kind, inSimulator(person));
      expect({ person, steps: steps.get(person.runId) }).toEqual({ person, steps: expected.get(kind) });
      expect(texts.has(person.phone)).toBe(
        expected.get(kind)!.some((step) => step.startsWith('remind:sent')),
      );
    }
    expect(workers.kills).toBeGreaterThan(1);
    expect(unheard.size).toBeLessThanOrEqual(workers.kills * 5);
    console.log(
      `${RUNS} runs, ${workers.kills} workers killed, ${[...texts].length} texts, ${unheard.size} of which nobody knows`,
    );
  },
  WITHIN_MS + 30_000,
);

/**
 * Waits until every run has ended, but for those that hold at a text which never came to the carrier: they wait for half
 * an hour before they give it up.
 * @returns the ids of these
 */
async function allEnded(people: Person[]): Promise<Set<string>> {
  const deadlineMs = Date.now() + WITHIN_MS;
  for (;;) {
    const { rows } = await database.pool.query<{ id: string; phone: string | null; state: string | null }>(
      `select runs.id, messages.phone, messages.state from runs
       left join messages on messages.run_id = runs.id where runs.ended_at is null`,
    );
    const texts = rows.length < 200 ? await textsByPhone() : new Map<string, CarrierMessage[]>();
    const unheard = rows.filter(({ phone, state }) => {
      return state === 'unknown' && phone !== null && !texts.has(phone);
    });
    if (unheard.length === rows.length && people.length > 0) return new Set(rows.map(({ id }) => id));
    if (Date.now() > deadlineMs)
      throw new Error(`${rows.length} runs have not ended: ${JSON.stringify(rows[0])}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function textsByPhone(): Promise<Map<string, CarrierMessage[]>> {
  const { phones } = (await (await carrier.inject('/phones')).json()) as {
    phones: { number: string; messages: CarrierMessage[] }[];
  };
  return new Map(phones.map(({ number, messages }) => [number, messages]));
}

async function stepsByRun(): Promise<Map<string, string[]>> {
  const { rows } = await database.pool.query<{ run_id: string; steps: string[] }>(
    `select run_id, array_agg(node_id || ':' || coalesce(port, '-') || ':' || visit order by seq) as steps
     from run_steps group by run_id`,
  );
  return new Map(rows.map(({ run_id, steps }) => [run_id, steps]));
}

function inSimulator({ runId, total, orders }: Person): string[] {
  const startedAtMs = Date.UTC(2026, 10, 23, 10);
  const { steps } = simulate({
    plan,
    start: {
      runId,
      journeyId: 'journey',
      contactId: 'contact',
      planHash: 'hash',
      entryEvent: { id: 'cart', name: 'Checkout Started', atMs: startedAtMs, properties: { total } },
      startedAtMs,
    },
    script: orders
      ? [
          {
            atMs: startedAtMs,
            event: { id: 'order', name: 'Order Completed', atMs: startedAtMs, properties: {} },
          },
        ]
      : [],
  });
  return steps.map(({ nodeId, port, visit }) => `${nodeId}:${port ?? '-'}:${visit}`);
}
