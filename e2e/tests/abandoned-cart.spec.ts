import { execFileSync } from 'node:child_process';
import { expect, type Locator, type Page } from '@playwright/test';
import { findTemporal } from '@signalbox/dev-servers';
import { publishAbandonedCart, runOf, textsOn } from '../src/journeys.js';
import { sharedProduct, test } from '../src/shared-product.js';
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

/** Drags a kind of step from the palette to a place on the canvas. */
async function dragStep(page: Page, title: string, x: number, y: number) {
  const canvas = page.getByRole('region', { name: 'Canvas' });
  await page.getByRole('button', { name: title, exact: true }).dragTo(canvas, { targetPosition: { x, y } });
}

/** Draws a way from a port to the middle of another card, by mouse. */
async function drawWay(page: Page, port: Locator, target: Locator) {
  const [from, to] = [(await port.boundingBox())!, (await target.boundingBox())!];
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 15 });
  await page.mouse.up();
}

async function chooseEvent(page: Page, name: string) {
  await page.getByRole('combobox', { name: 'Event', exact: true }).fill(name);
  await page.keyboard.press('Escape');
}

test('a marketer draws the abandoned cart by dragging, publishes it, and a real webhook makes the phone buzz', async ({
  page,
}) => {
  await page.goto(product.signInUrl);
  await page.getByRole('link', { name: 'Journeys' }).first().click();
  await page.getByRole('button', { name: 'New journey' }).first().click();
  await page.getByRole('combobox', { name: 'An event belongs to this journey if it is about' }).click();
  await page.getByRole('option', { name: 'the same purchase, from cart to order' }).click();
  for (let times = 0; times < 3; times++) await page.getByRole('button', { name: 'Zoom out' }).click();

  await dragStep(page, 'Event happens', 430, 60);
  await chooseEvent(page, 'Checkout Started');
  await dragStep(page, 'Wait for event', 430, 230);
  await chooseEvent(page, 'Order Completed');
  await page.getByLabel('Wait at most', { exact: true }).fill('3');
  await page.getByRole('combobox', { name: 'Wait at most: unit' }).click();
  await page.getByRole('option', { name: 'seconds' }).click();
  await dragStep(page, 'Send SMS', 600, 420);
  await page
    .getByLabel('Text', { exact: true })
    .fill(
      'Acme: {{ contact.first_name | default: "you" }}, your {{ event.products[0].name }} waits: {{ event.checkout_url }} Reply STOP to opt out',
    );
  await dragStep(page, 'End', 220, 420);
  await dragStep(page, 'End', 600, 660);

  const step = (type: string) => page.locator(`[data-node-type="${type}"]`);
  await drawWay(page, step('event-trigger').locator('[data-port="next"]'), step('wait-for-event'));
  await drawWay(page, step('wait-for-event').locator('[data-port]').first(), step('exit').first());
  await drawWay(page, step('wait-for-event').locator('[data-port="timeout"]'), step('send-sms'));
  await drawWay(page, step('send-sms').locator('[data-port="sent"]'), step('exit').last());
  await expect(page.getByText(/^Saved/)).toBeVisible();

  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('button', { name: 'Publish now' }).click();
  await expect(page.getByText('Version 1 is live')).toBeVisible();

  const [buys, leaves] = [newCheckout(), newCheckout({ firstName: 'Freja' })];
  await checkOut(buys);
  await checkOut(leaves);
  await order(buys);
  await page.goto(new URL('/phone', product.signInUrl).href);
  await expect(
    page.getByText(/Freja, your Trail Jacket waits: \S+\/l\/\w{8} Reply STOP/).first(),
  ).toBeVisible();
  expect(await textsOn(product.carrierUrl, leaves.phone)).toHaveLength(1);
  expect(await textsOn(product.carrierUrl, buys.phone)).toEqual([]);
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
