import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Secrets {
  postgresPassword: string;
  /** The development carrier's account. */
  plivoAuthId: string;
  plivoAuthToken: string;
  shopifyWebhookSecret: string;
  /** What stored connections are sealed under. */
  secret: string;
  /** For `npm run demo`; the database keeps only its hash. */
  apiKey: string;
  writeKey: string;
}

/** What the parts share, made once and kept beside the data, readable by the owner only. */
export function loadSecrets(dataDir: string): { secrets: Secrets; isFirstStart: boolean } {
  const file = join(dataDir, 'secrets.json');
  const isFirstStart = !existsSync(file);
  const random = (bytes: number) => randomBytes(bytes).toString('base64url');
  const secrets: Secrets = {
    postgresPassword: random(18),
    plivoAuthId: `MA${randomBytes(9).toString('hex').toUpperCase()}`,
    plivoAuthToken: random(30),
    shopifyWebhookSecret: `shpss_${randomBytes(16).toString('hex')}`,
    secret: random(32),
    apiKey: `sbk_${random(24)}`,
    writeKey: `sbw_${random(24)}`,
    ...(isFirstStart ? {} : (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>)),
  };
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return { secrets, isFirstStart };
}
