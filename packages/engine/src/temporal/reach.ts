import { readFileSync } from 'node:fs';

/** Settings by which Temporal is found; paths are of PEM files. */
export interface TemporalSettings {
  TEMPORAL_ADDRESS: string;
  TEMPORAL_API_KEY?: string;
  TEMPORAL_TLS: '' | 'true' | 'false';
  TEMPORAL_TLS_CERT: string;
  TEMPORAL_TLS_KEY: string;
  TEMPORAL_TLS_CA: string;
}

/** As the connections of Temporal's SDK take it. */
export interface TemporalReach {
  address: string;
  apiKey?: string;
  tls?: true | { serverRootCACertificate?: Buffer; clientCertPair?: { crt: Buffer; key: Buffer } };
}

/**
 * How to reach Temporal. With a key or a certificate always under TLS, and else where `TEMPORAL_TLS` says so.
 * @throws an error whose message names the setting, for half a pair or a file that can't be read
 */
export function temporalReach(settings: TemporalSettings): TemporalReach {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_API_KEY: apiKey } = settings;
  if ((settings.TEMPORAL_TLS_CERT === '') !== (settings.TEMPORAL_TLS_KEY === ''))
    throw new Error('TEMPORAL_TLS_CERT and TEMPORAL_TLS_KEY go together: set both, or neither.');
  const [crt, key, ca] = (['TEMPORAL_TLS_CERT', 'TEMPORAL_TLS_KEY', 'TEMPORAL_TLS_CA'] as const).map((name) =>
    pemOf(name, settings[name]),
  );
  const certificates = {
    ...(ca ? { serverRootCACertificate: ca } : {}),
    ...(crt && key ? { clientCertPair: { crt, key } } : {}),
  };
  const hasCertificates = Object.keys(certificates).length > 0;
  const isTls = hasCertificates || Boolean(apiKey) || settings.TEMPORAL_TLS === 'true';
  return {
    address,
    ...(apiKey ? { apiKey } : {}),
    ...(isTls ? { tls: hasCertificates ? certificates : true } : {}),
  };
}

function pemOf(name: string, path: string): Buffer | null {
  if (path === '') return null;
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Error(`${name} names a file that can't be read: ${(error as Error).message}`, { cause: error });
  }
}
