import { readFileSync } from 'node:fs';
import { callApi } from './product.js';

/** The Signalbox that `global-setup` started. */
export function sharedProduct() {
  const known = JSON.parse(readFileSync(process.env.SIGNALBOX_E2E!, 'utf8')) as {
    url: string;
    carrierUrl: string;
    temporalAddress: string;
    apiKey: string;
    writeKey: string;
    shopifySecret: string;
    dataDir: string;
    signInUrl: string;
  };
  return { ...known, api: callApi(known.url, known.apiKey) };
}
