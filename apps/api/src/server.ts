import { watchNodes } from '@signalbox/nodes/packages';
import { createServices } from '@signalbox/outbound';
import {
  announce,
  createKey,
  createSignInLink,
  hasKey,
  keepKeyOfEnvironment,
  migrate,
  openDatabase,
} from '@signalbox/store';
import { buildApp } from './app.js';
import { readConfig } from './config.js';
import { Jobs } from './demo/jobs.js';
import { watchEngine } from './http/engine-health.js';
import { readNodeTypes } from './node-types/current-node-types.js';

const SIGN_IN_LINK_LASTS_MS = 24 * 3_600_000;

try {
  const config = readConfig(process.env);
  const database = openDatabase(config.DATABASE_URL);
  await migrate(database);
  const engine = watchEngine(config);
  const nodeSettings = { packages: config.SIGNALBOX_NODES, from: config.SIGNALBOX_NODES_FROM };
  const nodeTypes = await readNodeTypes(nodeSettings);
  const app = await buildApp(
    {
      database,
      config,
      catalogue: nodeTypes.catalogue,
      nodeTypes,
      services: createServices({
        database,
        secret: config.SIGNALBOX_SECRET,
        allowPrivate: config.SIGNALBOX_ALLOW_PRIVATE_HTTP === '1',
      }),
      nowMs: Date.now,
      jobs: new Jobs(),
      isEngineReady: engine.isReady,
    },
    {
      logger: {
        level: config.LOG_LEVEL,
        name: 'api',
        redact: ['req.headers.authorization', 'req.headers.cookie'],
      },
      disableRequestLogging: true,
    },
  );
  const tellProblems = () => {
    for (const { source, type, message } of nodeTypes.problems) app.log.error({ source, type }, message);
  };
  tellProblems();
  if (config.SIGNALBOX_WATCH_NODES === '1') {
    watchNodes(nodeSettings, async () => {
      await nodeTypes.reload();
      tellProblems();
      await announce(database, { kind: 'node-types' }).catch(() => {});
    });
  }
  await app.listen({ port: config.PORT, host: config.HOST });

  const nowMs = Date.now();
  const keys: Record<string, string> = {};
  for (const [kind, given] of [
    ['api', config.SIGNALBOX_API_KEY],
    ['write', config.SIGNALBOX_WRITE_KEY],
  ] as const) {
    await keepKeyOfEnvironment(database, kind, given, nowMs);
    if (!given && !(await hasKey(database, kind)))
      keys[`${kind}Key`] = await createKey(database, kind, nowMs);
  }
  const token = await createSignInLink(database, { nowMs, lastsMs: SIGN_IN_LINK_LASTS_MS });
  const signInUrl = `${config.PUBLIC_URL}/sign-in?token=${token}`;
  console.log(JSON.stringify({ signalbox: 'ready', signInUrl, ...keys }));

  let isClosing = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) {
    process.once(signal, async () => {
      if (isClosing) return;
      isClosing = true;
      await app.close();
      await engine.close();
      await database.close();
      process.exit(0);
    });
  }
} catch (error) {
  const { code, message, port } = error as NodeJS.ErrnoException & { port?: number };
  console.error(
    code === 'EADDRINUSE' ? `Port ${port} is taken. Stop what uses it, or set PORT to a free one.` : message,
  );
  process.exit(1);
}
