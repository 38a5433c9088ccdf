import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProduct } from './product.js';

/** Starts one Signalbox for the tests that share it, and tells them where it is. */
export default async function setup(): Promise<() => Promise<void>> {
  const product = await startProduct();
  const { url, carrierUrl, temporalAddress, apiKey, writeKey, shopifySecret, dataDir, signInUrl } = product;
  const file = join(tmpdir(), `signalbox-e2e-${process.pid}.json`);
  writeFileSync(
    file,
    JSON.stringify({ url, carrierUrl, temporalAddress, apiKey, writeKey, shopifySecret, dataDir, signInUrl }),
  );
  process.env.SIGNALBOX_E2E = file;
  return () => product.stop();
}
