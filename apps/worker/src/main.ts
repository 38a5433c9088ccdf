import { temporalReach } from '@signalbox/engine/temporal-reach';
import { createServices } from '@signalbox/outbound';
import { openDatabase } from '@signalbox/store';
import { Runtime } from '@temporalio/worker';
import { pino, stdSerializers } from 'pino';
import { readConfig } from './config.js';
import { createCoupons } from './coupons/index.js';
import { createCurrentPlivo } from './current-plivo.js';
import { startDirectTexts } from './send-text/direct.js';
import { startReloadingWorker } from './reloading-worker.js';
import { createSendText } from './send-text/index.js';

const logger = pino({
  name: 'worker',
  level: process.env.LOG_LEVEL ?? 'info',
  // Temporal's lines have their error under its full name.
  serializers: { error: stdSerializers.err },
});

// A step's own code may let go of a promise: what fails of it is that step's, and no reason for all others to stop.
process.on('unhandledRejection', (error) => logger.error({ err: error }, 'Nobody waited for what failed'));

try {
  const config = readConfig(process.env);
  Runtime.install({ logger: temporalLogger(), shutdownSignals: [] });
  const database = openDatabase(config.DATABASE_URL);
  const plivo = createCurrentPlivo({
    database,
    secret: config.SIGNALBOX_SECRET,
    fromEnvironment: {
      authId: config.PLIVO_AUTH_ID,
      authTokens: config.PLIVO_AUTH_TOKEN.split(',').map((token) => token.trim()),
      baseUrl: config.PLIVO_BASE_URL,
    },
  });
  const services = createServices({
    database,
    secret: config.SIGNALBOX_SECRET,
    allowPrivate: config.SIGNALBOX_ALLOW_PRIVATE_HTTP === '1',
  });
  const worker = await startReloadingWorker({
    nodes: { packages: config.SIGNALBOX_NODES, from: config.SIGNALBOX_NODES_FROM },
    watch: config.SIGNALBOX_WATCH_NODES === '1',
    database,
    logger,
    temporal: { ...temporalReach(config), namespace: config.TEMPORAL_NAMESPACE },
    taskQueue: config.SIGNALBOX_TASK_QUEUE,
    shopTimeZone: config.SIGNALBOX_TIME_ZONE,
    textsPerSecond: config.SIGNALBOX_TEXTS_PER_SECOND,
    sendText: createSendText({
      database,
      plivo,
      publicUrl: config.PUBLIC_URL,
      sender: config.SIGNALBOX_SENDER,
      carrierUrl: config.PLIVO_BASE_URL,
      sendingHours: config.SIGNALBOX_SENDING_HOURS,
      textsPerSecond: config.SIGNALBOX_TEXTS_PER_SECOND,
      shopTimeZone: config.SIGNALBOX_TIME_ZONE,
      services,
      coupons: createCoupons({ database, services, shopTimeZone: config.SIGNALBOX_TIME_ZONE }),
      house: {
        brand: config.SIGNALBOX_BRAND,
        linkDomain: config.SIGNALBOX_LINK_DOMAIN || config.PUBLIC_URL,
        shopTimeZone: config.SIGNALBOX_TIME_ZONE,
      },
    }),
    services,
  });
  const stopDirectTexts = startDirectTexts({
    database,
    plivo,
    publicUrl: config.PUBLIC_URL,
    sender: config.SIGNALBOX_SENDER,
    carrierUrl: config.PLIVO_BASE_URL,
    sendingHours: config.SIGNALBOX_SENDING_HOURS,
    shopTimeZone: config.SIGNALBOX_TIME_ZONE,
    textsPerSecond: config.SIGNALBOX_TEXTS_PER_SECOND,
    logger,
  });
  logger.info('ready');

  for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const)
    process.once(signal, () => void worker.stop());
  await worker.finished;
  await stopDirectTexts();
  await database.close();
  process.exit(0);
} catch (error) {
  logger.fatal({ err: error }, error instanceof Error ? error.message : String(error));
  process.exit(1);
}

/** Temporal's own lines, in our format. */
function temporalLogger() {
  const child = logger.child({ part: 'temporal' });
  const write = (level: 'trace' | 'debug' | 'info' | 'warn' | 'error') => (message: string, meta?: object) =>
    child[level](meta ?? {}, message);
  return {
    log: (level: string, message: string, meta?: object) =>
      write(level.toLowerCase() as 'info')(message, meta),
    trace: write('trace'),
    debug: write('debug'),
    info: write('debug'),
    warn: write('warn'),
    error: write('error'),
  };
}
