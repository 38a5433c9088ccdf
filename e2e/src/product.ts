import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from './until.js';

/** Signs in whoever comes after the one whom the link signed in. */
export const PASSWORD = 'a long enough password';
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The whole product as a person starts it, on ports and a data folder of its own. */
export interface Product {
  url: string;
  carrierUrl: string;
  temporalAddress: string;
  apiKey: string;
  writeKey: string;
  shopifySecret: string;
  dataDir: string;
  signInUrl: string;
  launcher: ChildProcess;
  /** What the launcher has printed so far. */
  output(): string;
  api: ReturnType<typeof callApi>;
  stop(): Promise<void>;
  /** `kill -9` of the launcher alone. */
  kill(): Promise<void>;
}

export interface ProductOptions {
  dataDir?: string;
  ports?: Ports;
  env?: Record<string, string>;
}

export interface Ports {
  web: number;
  temporal: number;
  postgres: number;
  carrier: number;
}

export async function freePorts(): Promise<Ports> {
  const [web, temporal, postgres, carrier] = await Promise.all([
    freePort(),
    freePort(),
    freePort(),
    freePort(),
  ]);
  return { web, temporal, postgres, carrier } as Ports;
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  // Temporal's web page listens a thousand above.
  return port < 64_000 ? port : freePort();
}

/** Runs `npm start` and waits for the link. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'signalbox-')));
  const ports = options.ports ?? (await freePorts());
  const apiKey = 'sbk_test_0123456789abcdef0123456789abcdef';
  const writeKey = 'sbw_test_0123456789abcdef0123456789abcdef';
  const shopifySecret = 'shpss_test_secret';
  // What this shell happens to have set must not lead the product to other servers.
  const {
    DATABASE_URL: _database,
    TEMPORAL_ADDRESS: _temporal,
    PLIVO_AUTH_ID: _plivo,
    PUBLIC_URL: _url,
    ...env
  } = process.env;
  const launcher = spawn(process.execPath, ['launcher/start.mjs'], {
    cwd: ROOT,
    env: {
      ...env,
      PORT: String(ports.web),
      TEMPORAL_PORT: String(ports.temporal),
      POSTGRES_PORT: String(ports.postgres),
      CARRIER_PORT: String(ports.carrier),
      SIGNALBOX_DATA_DIR: dataDir,
      SIGNALBOX_API_KEY: apiKey,
      SIGNALBOX_WRITE_KEY: writeKey,
      SHOPIFY_WEBHOOK_SECRET: shopifySecret,
      SIGNALBOX_PASSWORD: PASSWORD,
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  launcher.stdout.on('data', (chunk) => (printed += chunk));
  launcher.stderr.on('data', (chunk) => (printed += chunk));
  const url = `http://127.0.0.1:${ports.web}`;

  const signInUrl = await until(
    'the sign-in link',
    async () => {
      if (launcher.exitCode !== null)
        throw new Error(`The launcher ended with ${launcher.exitCode}:\n${printed}`);
      return /https?:\/\/\S+\/sign-in\?token=\S+/.exec(printed)?.[0];
    },
    { withinMs: 180_000 },
  ).catch((error: Error) => {
    launcher.kill('SIGINT');
    throw new Error(`${error.message}\n${printed}`);
  });

  return {
    url,
    carrierUrl: `http://127.0.0.1:${ports.carrier}`,
    temporalAddress: `127.0.0.1:${ports.temporal}`,
    apiKey,
    writeKey,
    shopifySecret,
    dataDir,
    signInUrl,
    launcher,
    output: () => printed,
    api: callApi(url, apiKey),
    async stop() {
      if (launcher.exitCode !== null) return;
      launcher.kill('SIGINT');
      await once(launcher, 'exit');
    },
    async kill() {
      launcher.kill('SIGKILL');
      await once(launcher, 'exit');
    },
  };
}

/** Calls the API with its key; throws on anything but success. */
export const callApi =
  (url: string, apiKey: string) =>
  async <T>(path: string, init: RequestInit & { json?: unknown } = {}): Promise<T> => {
    const response = await fetch(`${url}${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(init.json === undefined ? {} : { 'content-type': 'application/json' }),
        ...init.headers,
      },
      body: init.json === undefined ? init.body : JSON.stringify(init.json),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${init.method ?? 'GET'} ${path}: ${response.status} ${text}`);
    return (text ? JSON.parse(text) : null) as T;
  };
