import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { publishAbandonedCart, runOf, textsOn } from '../src/journeys.js';
import { freePorts, startProduct, type Ports, type Product } from '../src/product.js';
import { checkoutBody, newCheckout, postShopifyWebhook } from '../src/shopify.js';

test.describe.configure({ mode: 'serial' });

let product: Product;
let ports: Ports;
let journeyId: string;

test.beforeAll(async () => {
  ports = await freePorts();
  product = await startProduct({ ports });
  journeyId = await publishAbandonedCart(product.api, 8_000);
});
test.afterAll(() => product?.stop());

for (const part of ['worker', 'api', 'Temporal', 'PostgreSQL']) {
  test(`kill -9 of ${part} while a run waits, then npm start: the text arrives exactly once`, async () => {
    const checkout = newCheckout();
    await postShopifyWebhook(product.url, product.shopifySecret, 'checkouts/create', checkoutBody(checkout));
    await runOf(product.api, journeyId, checkout.phone, ['waiting']);

    const { children } = JSON.parse(readFileSync(join(product.dataDir, 'running.json'), 'utf8')) as {
      children: Record<string, number>;
    };
    process.kill(children[part]!, 'SIGKILL');
    await product.kill();
    product = await startProduct({ ports, dataDir: product.dataDir });

    const run = await runOf(product.api, journeyId, checkout.phone, ['ended']);
    expect(run.outcome).toBe('reminded');
    expect(await textsOn(product.carrierUrl, checkout.phone)).toHaveLength(1);
  });
}
