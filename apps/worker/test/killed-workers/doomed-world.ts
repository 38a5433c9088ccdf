import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCarrier, type CarrierMessage } from '@signalbox/carrier';
import type { Database } from '@signalbox/store';
import { createTestDatabase } from '@signalbox/store/testing';
import * as fc from 'fast-check';
import { DoomedProcesses, WORKER } from '../doomed-processes.js';

const AUTH = { authId: 'MAXXXXXXXXXXXXXXXXXX', authToken: 'token' };

/** A database, a carrier that remembers, and workers that die while texts come to it. */
export interface DoomedWorld {
  database: Database;
  workers: DoomedProcesses;
  textsByPhone(): Promise<Map<string, CarrierMessage[]>>;
  close(): Promise<void>;
}

/** @param textsAKill a worker dies about once in so many texts */
export async function openDoomedWorld({
  seed,
  textsAKill,
  prepare,
}: {
  seed: number;
  textsAKill: number;
  prepare: (database: Database) => Promise<void>;
}): Promise<DoomedWorld> {
  const database = await createTestDatabase('killed');
  const carrier = createCarrier({ ...AUTH, inboundUrl: 'http://127.0.0.1:9/inbound' });
  // Status callbacks are taken and forgotten, so that only the ledger and the carrier's list can settle a text.
  const deafEars = createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
  await once(deafEars, 'listening');
  const fates = fatesOf(seed, textsAKill);
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
  const workers = new DoomedProcesses(WORKER, {
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: process.env.SIGNALBOX_TEST_TEMPORAL_ADDRESS!,
    SIGNALBOX_TASK_QUEUE: `killed-${randomUUID()}`,
    PLIVO_AUTH_ID: AUTH.authId,
    PLIVO_AUTH_TOKEN: AUTH.authToken,
    PLIVO_BASE_URL: carrierUrl,
    PUBLIC_URL: `http://127.0.0.1:${(deafEars.address() as AddressInfo).port}`,
    SIGNALBOX_SENDING_HOURS: 'always',
    LOG_LEVEL: 'info',
  });
  await prepare(database);
  await workers.start(2);

  return {
    database,
    workers,
    async textsByPhone() {
      const { phones } = (await (await carrier.inject('/phones')).json()) as {
        phones: { number: string; messages: CarrierMessage[] }[];
      };
      return new Map(phones.map(({ number, messages }) => [number, messages]));
    },
    async close() {
      await workers.close();
      await carrier.close();
      deafEars.close();
      await database.drop();
    },
  };
}

/** Which worker dies, how long after a text has come to the carrier, and after how many more the next one does. */
function* fatesOf(
  seed: number,
  textsAKill: number,
): Generator<{ which: number; afterMs: number; texts: number }, never> {
  const fate = fc.record({
    which: fc.nat({ max: 1 }),
    afterMs: fc.oneof(fc.constant(0), fc.nat({ max: 1_500 })),
    texts: fc.integer({ min: Math.ceil(textsAKill / 2), max: Math.ceil(textsAKill * 1.5) }),
  });
  for (let round = 0; ; round += 1) yield* fc.sample(fate, { numRuns: 100, seed: seed + round });
}
