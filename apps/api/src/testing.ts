import { createServices } from '@signalbox/outbound';
import { signV3 } from '@signalbox/sms';
import { addKey } from '@signalbox/store';
import { createTestDatabase } from '@signalbox/store/testing';
import type { InjectOptions } from 'fastify';
import { buildApp } from './app.js';
import { readConfig } from './config.js';
import { Jobs } from './demo/jobs.js';
import { readNodeTypes } from './node-types/current-node-types.js';

export const API_KEY = 'sbk_test_0123456789';
export const WRITE_KEY = 'sbw_test_0123456789';
export const SHOPIFY_SECRET = 'shpss_test';
export const WOOCOMMERCE_SECRET = 'secret';
export const CARRIER_TOKEN = 'carrier-token';
export const PUBLIC_URL = 'http://127.0.0.1:3000';

/** The whole server on a database of its own, without Temporal: what is told to it stays in the outbox. */
export async function startTestApi(
  env: Record<string, string> = {},
  { nowMs = Date.now }: { nowMs?: () => number } = {},
) {
  const database = await createTestDatabase('api');
  const config = readConfig({
    DATABASE_URL: database.url,
    PUBLIC_URL,
    PLIVO_AUTH_TOKEN: `old-token,${CARRIER_TOKEN}`,
    SHOPIFY_WEBHOOK_SECRET: `old-secret,${SHOPIFY_SECRET}`,
    WOOCOMMERCE_WEBHOOK_SECRET: `old-secret,${WOOCOMMERCE_SECRET}`,
    EDITOR_DIST: '/nowhere',
    ...env,
  });
  await addKey(database, 'api', API_KEY, Date.now());
  await addKey(database, 'write', WRITE_KEY, Date.now());
  const nodeTypes = await readNodeTypes({
    packages: config.SIGNALBOX_NODES,
    from: config.SIGNALBOX_NODES_FROM,
  });
  const app = await buildApp({
    database,
    config,
    catalogue: nodeTypes.catalogue,
    nodeTypes,
    services: createServices({ database, secret: config.SIGNALBOX_SECRET, allowPrivate: false }),
    nowMs,
    jobs: new Jobs(),
    isEngineReady: async () => ({ temporal: true, worker: true }),
  });
  await app.ready();
  return {
    app,
    database,
    /** A request with the API key. */
    call: (method: InjectOptions['method'], url: string, payload?: object) =>
      app.inject({ method, url, payload, headers: { authorization: `Bearer ${API_KEY}` } }),
    async stop() {
      await app.close();
      await database.drop();
    },
  };
}

/** A form as the carrier posts it to a webhook of ours, signed. */
export const fromCarrier = (
  path: string,
  form: Record<string, string>,
  token: string = CARRIER_TOKEN,
): InjectOptions => ({
  method: 'POST',
  url: path,
  payload: new URLSearchParams(form).toString(),
  headers: {
    'content-type': 'application/x-www-form-urlencoded',
    'x-plivo-signature-v3': signV3(token, 'POST', `${PUBLIC_URL}${path}`, form, 'nonce'),
    'x-plivo-signature-v3-nonce': 'nonce',
  },
});

export type TestApi = Awaited<ReturnType<typeof startTestApi>>;

/** Every row of every table that takes in data, counted: to show that nothing was half-written. */
export async function countRows({ database }: TestApi): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of [
    'contacts',
    'contact_identities',
    'consents',
    'events',
    'event_ids',
    'runs',
    'outbox',
    'suppressions',
  ] as const) {
    const { count } = await database.kysely
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    counts[table] = count;
  }
  return counts;
}
