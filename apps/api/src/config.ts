import { resolve } from 'node:path';
import { isZone } from '@signalbox/nodes/local-time';
import { usualPace } from '@signalbox/store';
import * as z from 'zod';
import { readProxies } from './http/proxies.js';

const environment = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  TEMPORAL_ADDRESS: z.string().default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_API_KEY: z.string().optional(),
  TEMPORAL_TLS: z.literal(['', 'true', 'false']).default(''),
  TEMPORAL_TLS_CERT: z.string().default(''),
  TEMPORAL_TLS_KEY: z.string().default(''),
  TEMPORAL_TLS_CA: z.string().default(''),
  SIGNALBOX_TASK_QUEUE: z.string().default('signalbox'),
  PUBLIC_URL: z.url().optional(),
  SIGNALBOX_TRUST_PROXY: z
    .string()
    .default('')
    .transform((setting, context) => {
      const proxies = readProxies(setting);
      if (proxies !== null) return proxies;
      context.addIssue('is a list of the addresses of proxies, such as 10.0.0.0/8, loopback or uniquelocal');
      return z.NEVER;
    }),
  PLIVO_AUTH_ID: z.string().default(''),
  PLIVO_AUTH_TOKEN: z.string().default(''),
  PLIVO_BASE_URL: z.url().default('https://api.plivo.com'),
  CARRIER_CONTROL_URL: z.url().optional(),
  SIGNALBOX_SENDER: z.string().default('+4552512020'),
  SIGNALBOX_API_KEY: z.string().min(16).optional(),
  SIGNALBOX_WRITE_KEY: z.string().min(16).optional(),
  SIGNALBOX_PASSWORD: z.string().min(8).optional(),
  SIGNALBOX_SENDING_HOURS: z.enum(['law', 'always']).default('law'),
  SIGNALBOX_TEXTS_PER_SECOND: z.coerce.number().min(1).max(1_000).optional(),
  SIGNALBOX_BRAND: z.string().min(1).max(40).default('Acme'),
  SIGNALBOX_LINK_DOMAIN: z
    .string()
    .regex(/^$|^(https?:\/\/)?[^\s/]+$/, 'is a domain such as acme.link')
    .default(''),
  SIGNALBOX_HELP: z.string().trim().max(120).default(''),
  SIGNALBOX_TIME_ZONE: z.string().default('Europe/Copenhagen').refine(isZone, 'is no IANA time zone'),
  SIGNALBOX_SECRET: z.union([z.literal(''), z.string().min(16)]).default(''),
  SIGNALBOX_ALLOW_PRIVATE_HTTP: z.literal(['0', '1']).default('0'),
  SIGNALBOX_NODES: z.string().default(''),
  SIGNALBOX_NODES_FROM: z.string().default(process.cwd()),
  SIGNALBOX_WATCH_NODES: z.literal(['0', '1']).default('0'),
  SHOPIFY_WEBHOOK_SECRET: z.string().default(''),
  WOOCOMMERCE_WEBHOOK_SECRET: z.string().default(''),
  EDITOR_DIST: z.string().default(resolve(import.meta.dirname, '../../editor/dist')),
  LOG_LEVEL: z.string().default('info'),
});

export type Config = z.output<typeof environment> & {
  PUBLIC_URL: string;
  SIGNALBOX_TEXTS_PER_SECOND: number;
};

/** Hosts by which only this machine reaches itself. */
export const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/**
 * Reads the API's settings from the environment.
 * @throws an error whose message names each variable that is missing or wrong, or when it would listen beyond this
 *   machine with no password set
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The API can't start with these settings. ${faults.join('; ')}`);
  }
  const config = parsed.data;
  if (!LOOPBACK.has(config.HOST) && !config.SIGNALBOX_PASSWORD) {
    throw new Error(
      `HOST is ${config.HOST}, so others could reach this Signalbox. Set SIGNALBOX_PASSWORD (at least 8 characters), or leave HOST at 127.0.0.1.`,
    );
  }
  return {
    ...config,
    SIGNALBOX_TEXTS_PER_SECOND: config.SIGNALBOX_TEXTS_PER_SECOND ?? usualPace(config.PLIVO_BASE_URL),
    PUBLIC_URL: (config.PUBLIC_URL ?? `http://127.0.0.1:${config.PORT}`).replace(/\/$/, ''),
  };
}
