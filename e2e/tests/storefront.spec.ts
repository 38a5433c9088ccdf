import { expect, type Page } from '@playwright/test';
import { publishAbandonedCart, runOf, textsOn } from '../src/journeys.js';
import { sharedProduct, test } from '../src/shared-product.js';
import { checkoutPage, openShop, pageWith, productPage } from '../src/shop-page.js';
import { until } from '../src/until.js';

const product = sharedProduct();
/** Whom the development carrier texts for, if nobody says otherwise. */
const SENDER = '+4552512020';
let shop: Awaited<ReturnType<typeof openShop>>;
const pages: Record<string, string> = {};
let snippets: { snippet: string; askSnippet: string };

test.beforeAll(async () => {
  shop = await openShop(() => pages);
  await product.api('/api/settings/storefront', { method: 'PUT', json: { origins: [shop.origin] } });
  snippets = await product.api('/api/settings/storefront');
  pages['/product'] = productPage(snippets.snippet);
  pages['/checkout'] = checkoutPage(snippets.snippet);
});
test.afterAll(() => shop?.close());

let serial = 0;
/** A number that nobody has had yet. */
const newPhone = () => `+4526${String((Date.now() + ++serial * 7_919) % 1_000_000).padStart(6, '0')}`;

interface SeenEvent {
  name: string;
  properties: Record<string, unknown>;
}
const personOf = (phone: string) =>
  until(`a person with ${phone}`, async () => {
    const { contacts } = await product.api<{ contacts: { id: string; smsConsent: string }[] }>(
      `/api/contacts?search=${encodeURIComponent(phone)}`,
    );
    return contacts[0];
  });
const eventsOf = async (id: string) =>
  (await product.api<{ events: SeenEvent[] }>(`/api/events?contact=${id}`)).events;
const reply = (phone: string, text: string) =>
  fetch(`${product.carrierUrl}/phones/${encodeURIComponent(phone)}/reply`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ to: SENDER, text }),
  });
const waitForText = (phone: string) =>
  until(`a text on ${phone}`, async () => (await textsOn(product.carrierUrl, phone)).at(-1));

/** What a customer does who leaves at the checkout. @param ticks whether they agree to texts */
async function leaveAtCheckout(page: Page, phone: string, ticks: boolean) {
  await page.goto(`${shop.origin}/product`);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.getByRole('link', { name: 'Check out' }).click();
  await page.getByLabel('E-mail').fill(`${phone.slice(1)}@shop.example`);
  const begun = page.waitForRequest((request) => request.postData()?.includes('Checkout Started') ?? false);
  await page.getByLabel('Mobile').focus();
  // The address alone begins the checkout; the number comes after, and the journey waits for it.
  await begun;
  await page.getByLabel('Mobile').fill(phone.slice(3));
  if (ticks) await page.getByLabel(/Yes, Acme may text me/).check();
  // The last field that was typed in is left, as by a finger on the next one.
  else await page.getByLabel('Mobile').blur();
}

test.describe('a page that has only the snippet', () => {
  test('tells what is looked at, the cart, the checkout and the tick, and the abandoned cart makes the phone buzz', async ({
    page,
  }) => {
    const journeyId = await publishAbandonedCart(product.api, 3_000, 'Abandoned in the storefront');
    const phone = newPhone();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await leaveAtCheckout(page, phone, true);

    const run = await runOf(product.api, journeyId, phone, ['ended']);
    expect(run.outcome, JSON.stringify(run.steps)).toBe('reminded');
    const text = await waitForText(phone);
    expect(text).toContain('Trail Jacket');
    const link = /https?:\/\/\S+\/l\/\w+/.exec(text)![0];
    const followed = await fetch(link, { redirect: 'manual' });
    expect(followed.headers.get('location')).toContain(`${shop.origin}/checkout?cart=42`);

    const person = await personOf(phone);
    expect(person.smsConsent).toBe('granted');
    const events = await eventsOf(person.id);
    const names = events.map(({ name }) => name);
    for (const name of ['Product Viewed', 'Cart Updated', 'Checkout Started', 'SMS Subscribed'])
      expect(names.filter((own) => own === name)).toEqual([name]);
    expect(events.find(({ name }) => name === 'Checkout Started')!.properties).toMatchObject({
      total: 899,
      currency: 'DKK',
      products: [{ name: 'Trail Jacket' }],
    });
    const { consents } = await product.api<{ consents: { evidence: object; source: string }[] }>(
      `/api/contacts/${person.id}`,
    );
    expect(consents[0]).toMatchObject({
      source: 'checkout',
      evidence: { wording: 'Yes, Acme may text me about my cart and offers.' },
    });
    expect(errors).toEqual([]);
  });

  test('tells on the page that thanks for an order which order became of the cart, once', async ({
    page,
  }) => {
    const phone = newPhone();
    await leaveAtCheckout(page, phone, false);
    const person = await personOf(phone);
    // Paying for somebody's order, by the link that they were sent, is no thanks for one's own.
    const toldOf: string[] = [];
    page.on('request', (request) => toldOf.push(request.postData() ?? ''));
    pages['/checkout/order-pay/17/'] = pageWith('Pay', snippets.snippet);
    await page.goto(`${shop.origin}/checkout/order-pay/17/?pay_for_order=true&key=wc_order_Hk3jZpQ9aaAb`, {
      waitUntil: 'networkidle',
    });
    expect(toldOf.filter((body) => body.includes('Checkout Completed'))).toEqual([]);
    const thanks = '/checkout/order-received/17/';
    pages[thanks] = pageWith('Thank you', snippets.snippet);
    const told = page.waitForResponse(
      (response) => response.request().postData()?.includes('Checkout Completed') ?? false,
    );
    await page.goto(`${shop.origin}${thanks}?key=wc_order_Hk3jZpQ9aaAb`);
    expect((await told).ok()).toBe(true);
    const again: string[] = [];
    page.on('request', (request) => again.push(request.postData() ?? ''));
    await page.reload({ waitUntil: 'networkidle' });
    expect(again.filter((body) => body.includes('Checkout Completed'))).toEqual([]);
    const events = await eventsOf(person.id);
    const begun = events.find(({ name }) => name === 'Checkout Started')!.properties;
    expect(events.filter(({ name }) => name === 'Checkout Completed')).toMatchObject([
      { properties: { order_key: 'wc_order_Hk3jZpQ9aaAb', cart_id: begun.cart_id } },
    ]);
  });

  test('sends no text to who has not ticked, and says so', async ({ page }) => {
    const journeyId = await publishAbandonedCart(product.api, 3_000, 'Abandoned without a tick');
    const phone = newPhone();
    await leaveAtCheckout(page, phone, false);
    const run = await runOf(product.api, journeyId, phone, ['ended']);
    expect(run.steps.at(-1)).toMatchObject({ port: 'not-sent' });
    expect(await textsOn(product.carrierUrl, phone)).toEqual([]);
  });

  test('at an address that is not the shop’s tells nothing, and disturbs nobody there', async ({ page }) => {
    await product.api('/api/settings/storefront', {
      method: 'PUT',
      json: { origins: ['https://else.example'] },
    });
    const refused = page.waitForRequest((request) => request.url().endsWith('/v1/batch'));
    await page.goto(`${shop.origin}/product`);
    await refused;
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await expect(page.getByRole('heading', { name: 'Trail Jacket' })).toBeVisible();
    await product.api('/api/settings/storefront', { method: 'PUT', json: { origins: [shop.origin] } });
  });
});

const makeForm = async (changes: object) => {
  const slug = `news-${Date.now().toString(36)}-${++serial}`;
  await product.api('/api/sign-up-forms', {
    method: 'POST',
    json: {
      slug,
      name: 'Footer',
      title: 'News by text',
      wording: 'Yes, Acme may text me offers, about twice a month.',
      success: 'Welcome in.',
      purposes: ['marketing'],
      ...changes,
    },
  });
  return slug;
};

test.describe('signing up', () => {
  test('by the hosted form in two steps: a wrong number is told, the phone is asked, and its yes counts', async ({
    page,
  }) => {
    const slug = await makeForm({});
    const phone = newPhone();
    await page.goto(`${product.url}/f/${slug}`);
    await page.getByLabel('First name').fill('Freja');
    await page.getByLabel('Mobile number').fill('12');
    await page.getByLabel(/Yes, Acme may text me/).check();
    await page.getByRole('button', { name: 'Sign up' }).click();
    await expect(page.getByRole('alert')).toContainText('not a phone number');
    await expect(page.getByLabel('First name')).toHaveValue('Freja');
    await page.getByLabel('Mobile number').fill(phone.slice(3));
    await page.getByRole('button', { name: 'Sign up' }).click();
    await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible();

    expect(await waitForText(phone)).toContain('reply YES');
    expect((await personOf(phone)).smsConsent).toBe('none');
    await reply(phone, 'Yes');
    const person = await until('their consent', async () => {
      const found = await personOf(phone);
      return found.smsConsent === 'granted' ? found : null;
    });
    expect((await eventsOf(person.id)).map(({ name }) => name)).toContain('SMS Subscribed');
  });

  test('by the form in a page of the shop, and by the link of the text', async ({ page }) => {
    const slug = await makeForm({ title: 'Club Acme' });
    const { forms } = await product.api<{ forms: { slug: string; embed: string }[] }>('/api/sign-up-forms');
    pages['/club'] = pageWith('The club', forms.find((form) => form.slug === slug)!.embed);
    const phone = newPhone();
    await page.goto(`${shop.origin}/club`);
    const form = page.frameLocator('iframe[title="Club Acme"]');
    await form.getByLabel('Mobile number').fill(phone.slice(3));
    await form.getByLabel(/Yes, Acme may text me/).check();
    await form.getByRole('button', { name: 'Sign up' }).click();
    await expect(form.getByRole('heading', { name: 'One more step' })).toBeVisible();

    await page.goto(/https?:\/\/\S+\/l\/\w+/.exec(await waitForText(phone))![0]);
    expect((await personOf(phone)).smsConsent).toBe('none');
    await page.getByRole('button', { name: 'Yes, text me' }).click();
    await expect(page.getByRole('heading', { name: 'You’re in.' })).toBeVisible();
    expect((await personOf(phone)).smsConsent).toBe('granted');
  });
});

test('the button for what is sold out gives a place in line, and the editor shows who stands there', async ({
  page,
}) => {
  const variant = `sold-out-${Date.now()}`;
  pages['/sold-out'] = pageWith('Sold out', snippets.askSnippet.replace('VARIANT ID', variant));
  for (const place of [1, 2]) {
    const phone = newPhone();
    await page.goto(`${shop.origin}/sold-out`);
    await page.getByRole('button', { name: 'Text me when it is back' }).click();
    await page.getByLabel('Mobile number').fill(phone.slice(3));
    await page.getByLabel(/Send me one text when this is back/).check();
    await page.getByRole('button', { name: 'Text me' }).click();
    await expect(page.getByRole('status')).toHaveText(
      `You are number ${place} in line. We text you when it is your turn.`,
    );
  }
  await page.goto(`${product.url}/waitlists`);
  await page.getByRole('link', { name: variant }).press('Enter');
  // What led here is gone: keys go on from the heading of what was opened.
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  const line = page.getByRole('table', { name: 'The line' });
  await expect(line.getByRole('row')).toHaveCount(3);

  await page.getByRole('switch', { name: 'Settings of its own' }).press('Space');
  await page.getByLabel('At least so many pieces').fill('5');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved. It holds from the next round on.')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('At least so many pieces')).toHaveValue('5');
});
