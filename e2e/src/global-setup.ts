import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from '@playwright/test';
import { PASSWORD, startProduct } from './product.js';

/** Starts one Signalbox for the tests that share it, signs in once for all, and tells them where both are. */
export default async function setup(): Promise<() => Promise<void>> {
  const product = await startProduct();
  const { url, carrierUrl, temporalAddress, apiKey, writeKey, shopifySecret, dataDir, signInUrl } = product;
  const session = await request.newContext();
  await session.post(`${url}/api/session/password`, { data: { password: PASSWORD }, failOnStatusCode: true });
  const signedIn = await session.storageState();
  await session.dispose();
  const file = join(tmpdir(), `signalbox-e2e-${process.pid}.json`);
  writeFileSync(
    file,
    JSON.stringify({
      url,
      carrierUrl,
      temporalAddress,
      apiKey,
      writeKey,
      shopifySecret,
      dataDir,
      signInUrl,
      signedIn,
    }),
  );
  process.env.SIGNALBOX_E2E = file;
  return () => product.stop();
}
