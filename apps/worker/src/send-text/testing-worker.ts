import { randomUUID } from 'node:crypto';
import { createServices } from '@signalbox/outbound';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { startWorker } from '../worker.js';
import { createSendText } from './index.js';
import { createSendingWorld } from './testing.js';

const shopTimeZone = 'Europe/Copenhagen';
/** Of stored connections. */
export const SECRET = 'a secret of the tests';

/** A database of its own by that name, a carrier, and a worker by the wall clock that sends through it. */
export async function startSendingWorker(name: string) {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  const world = await createSendingWorld(name, { nowMs: Date.now, shopTimeZone });
  const worker = await startWorker({
    database: world.database,
    logger: pino({ level: 'silent' }),
    temporal: { address: process.env.SIGNALBOX_TEST_TEMPORAL_ADDRESS!, namespace: 'default' },
    taskQueue: `${name}-${randomUUID()}`,
    shopTimeZone,
    textsPerSecond: 100,
    sendText: createSendText(world.deps),
    services: createServices({ database: world.database, secret: SECRET, allowPrivate: false }),
  });
  return {
    ...world,
    async close() {
      await worker.stop();
      await world.close();
    },
  };
}
