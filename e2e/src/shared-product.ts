import { readFileSync } from 'node:fs';
import { test as base, type BrowserContextOptions } from '@playwright/test';
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
    signedIn: Exclude<BrowserContextOptions['storageState'], string | undefined>;
  };
  return { ...known, api: callApi(known.url, known.apiKey) };
}

/** A test whose pages are signed in to the shared Signalbox: signing in for each would soon be refused. */
export const test = base.extend({ storageState: sharedProduct().signedIn });
