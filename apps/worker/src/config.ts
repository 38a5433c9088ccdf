import { isZone } from '@signalbox/nodes/local-time';
import { usualPace } from '@signalbox/store';
import * as z from 'zod';

const environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  TEMPORAL_ADDRESS: z.string().default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_API_KEY: z.string().optional(),
  TEMPORAL_TLS: z.literal(['', 'true', 'false']).default(''),
  TEMPORAL_TLS_CERT: z.string().default(''),
  TEMPORAL_TLS_KEY: z.string().default(''),
  TEMPORAL_TLS_CA: z.string().default(''),
  PLIVO_AUTH_ID: z.string().min(1),
  PLIVO_AUTH_TOKEN: z.string().min(1),
  PLIVO_BASE_URL: z.url().default('https://api.plivo.com'),
  PUBLIC_URL: z.url(),
  SIGNALBOX_SENDER: z.string().min(1).default('+4552512020'),
  SIGNALBOX_BRAND: z.string().min(1).max(40).default('Acme'),
  SIGNALBOX_LINK_DOMAIN: z
    .string()
    .regex(/^$|^(https?:\/\/)?[^\s/]+$/, 'is a domain such as acme.link')
    .default(''),
  SIGNALBOX_SENDING_HOURS: z.enum(['law', 'always']).default('law'),
  SIGNALBOX_TIME_ZONE: z.string().default('Europe/Copenhagen').refine(isZone, 'is no IANA time zone'),
  SIGNALBOX_TEXTS_PER_SECOND: z.coerce.number().min(1).max(1_000).optional(),
  SIGNALBOX_TASK_QUEUE: z.string().default('signalbox'),
  SIGNALBOX_SECRET: z.union([z.literal(''), z.string().min(16)]).default(''),
  SIGNALBOX_ALLOW_PRIVATE_HTTP: z.literal(['0', '1']).default('0'),
  SIGNALBOX_NODES: z.string().default(''),
  SIGNALBOX_NODES_FROM: z.string().default(process.cwd()),
  SIGNALBOX_WATCH_NODES: z.literal(['0', '1']).default('0'),
});

export type WorkerConfig = z.output<typeof environment> & { SIGNALBOX_TEXTS_PER_SECOND: number };

/**
 * Reads the worker's settings from the environment.
 * @throws an error whose message names each variable that is missing or wrong
 */
export function readConfig(env: NodeJS.ProcessEnv): WorkerConfig {
  const parsed = environment.safeParse(env);
  if (parsed.success) {
    const { SIGNALBOX_TEXTS_PER_SECOND: pace, PLIVO_BASE_URL: url } = parsed.data;
    return { ...parsed.data, SIGNALBOX_TEXTS_PER_SECOND: pace ?? usualPace(url) };
  }
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The worker can't start with these settings. ${faults.join('; ')}`);
}
