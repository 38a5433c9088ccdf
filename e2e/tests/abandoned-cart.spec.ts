import { execFileSync } from 'node:child_process';
import { expect, test, type Page } from '@playwright/test';
import { findTemporal } from '@signalbox/dev-servers';
import { publishAbandonedCart, runOf, textsOn } from '../src/journeys.js';
import { PASSWORD } from '../src/product.js';
import { sharedProduct } from '../src/shared-product.js';
import { checkoutBody, newCheckout, orderBody, postShopifyWebhook } from '../src/shopify.js';

const product = sharedProduct();
const checkOut = async (checkout: ReturnType<typeof newCheckout>) =>
  expect(
    (await postShopifyWebhook(product.url, product.shopifySecret, 'checkouts/create', checkoutBody(checkout)))
      .status,
  ).toBe(200);
const order = async (checkout: ReturnType<typeof newCheckout>) =>
  expect(
    (await postShopifyWebhook(product.url, product.shopifySecret, 'orders/create', orderBody(checkout)))
      .status,
  ).toBe(200);

const signIn = (page: Page) =>
  page.request.post(`${product.url}/api/session/password`, { data: { password: PASSWORD } });

/** Drags a kind of step from the palette to a place on the canvas. */
async function dragStep(page: Page, title: string, x: number, y: number) {
  const canvas = page.getByRole('region', { name: 'Canvas' });
  await page.getByRole('button', { name: title, exact: true }).dragTo(canvas, { targetPosition: { x, y } });
}

/** Draws a way from a port of the last card of a type to another card, by mouse. */
async function drawWay(page: Page, from: string, port: string, to: string) {
  const handle = page.locator(`[data-node-type="${from}"]`).last().locator(`[data-port="${port}"]`).last();
  const card = page.locator(`[data-node-type="${to}"]`).last();
  const [start, end] = [(await handle.boundingBox())!, (await card.boundingBox())!];
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(end.x + end.width / 2, end.y + 30, { steps: 12 });
  await page.mouse.up();
}

test('a marketer draws the abandoned cart, publishes it, and a real webhook makes the phone buzz', async ({
  page,
}) => {
  await page.goto(product.signInUrl);
  await page.getByRole('link', { name: 'Journeys' }).first().click();
  await page.getByRole('button', { name: 'New journey' }).first().click();

  await dragStep(page, 'Event happens', 300, 60);
  await page.getByRole('combobox', { name: 'Event', exact: true }).fill('Checkout Started');
  await page.keyboard.press('Escape');
  await dragStep(page, 'Wait for event', 300, 230);
  await page.getByRole('combobox', { name: 'Event', exact: true }).fill('Order Completed');
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-node-type="wait-for-event"]')).toContainText('Order Completed');
  const wait = page.getByLabel('Wait at most', { exact: true });
  await wait.fill('3');
  await page.screenshot({ path: 'test-results/drawing.png' });
});

test.describe('the example journey', () => {
  let journeyId: string;
  test.beforeAll(async () => {
    journeyId = await publishAbandonedCart(product.api, 3_000);
  });

  test('an order before the time-out means no text, and the run shows why', async ({ page }) => {
    const checkout = newCheckout();
    await checkOut(checkout);
    await order(checkout);
    const run = await runOf(product.api, journeyId, checkout.phone, ['ended']);
    expect(run.outcome).toBe('ordered');
    expect(await textsOn(product.carrierUrl, checkout.phone)).toEqual([]);
    await signIn(page);
    await page.goto(`${product.url}/runs/${run.id}`);
    await expect(page.getByText('Order Completed arrived')).toBeVisible();
  });

  test('without consent no text is sent, and the run says so', async ({ page }) => {
    const checkout = newCheckout({ acceptsSms: false });
    await checkOut(checkout);
    const run = await runOf(product.api, journeyId, checkout.phone, ['ended']);
    expect(run.steps.at(-1)).toMatchObject({
      port: 'not-sent',
      reason: 'Anna has not agreed to marketing texts',
    });
    expect(await textsOn(product.carrierUrl, checkout.phone)).toEqual([]);
    await signIn(page);
    await page.goto(`${product.url}/runs/${run.id}`);
    await expect(page.getByText('Anna has not agreed to marketing texts').first()).toBeVisible();
  });

  test('the Temporal CLI lists the workflow, which took at most 20 history events', async () => {
    const checkout = newCheckout();
    await checkOut(checkout);
    const run = await runOf(product.api, journeyId, checkout.phone, ['ended']);
    expect(await textsOn(product.carrierUrl, checkout.phone)).toHaveLength(1);
    const program = await findTemporal({ cacheDir: `${product.dataDir}/bin` });
    const temporal = (...args: string[]) =>
      execFileSync(program, ['--address', product.temporalAddress, 'workflow', ...args, '-o', 'json'], {
        encoding: 'utf8',
      });
    expect(temporal('list')).toContain(`run-${run.id}`);
    const { events } = JSON.parse(temporal('show', '-w', `run-${run.id}`)) as { events: unknown[] };
    expect(events.length).toBeLessThanOrEqual(20);
  });
});
