import { randomInt, randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { step } from '../src/journeys.js';
import { sharedProduct, test } from '../src/shared-product.js';

const product = sharedProduct();

/** Nobody else's name is as long. */
const LONG = { first: 'Maximiliane-Konstantina-Alexandra', last: 'Hubert' };

test.beforeAll(async () => {
  const people = [
    { first_name: 'Bo', last_name: 'Lund', phone: `+4520${randomInt(100_000, 999_999)}`, city: 'Aarhus' },
    { first_name: LONG.first, last_name: LONG.last, phone: `+4520${randomInt(100_000, 999_999)}` },
  ];
  const response = await fetch(`${product.url}/v1/batch`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`${product.writeKey}:`).toString('base64')}`,
    },
    body: JSON.stringify({
      batch: people.map((traits) => ({ type: 'identify', userId: randomUUID(), traits })),
    }),
  });
  expect(response.status).toBe(200);
  await product.api('/api/settings/part-price', {
    method: 'PUT',
    json: { price: { amount: 0.31, currency: 'DKK', countries: { SE: 0.45 } } },
  });
});

/** The composer of a journey's only text. */
async function compose(page: Page, text = '') {
  const graph = {
    schemaVersion: 1,
    nodes: [
      step('start', 'manual-trigger', 0, {}, 'Start'),
      step('text', 'send-sms', 200, { text, purpose: 'marketing' }, 'Say hello'),
      step('end', 'exit', 500, { outcome: 'greeted' }, 'End'),
    ],
    edges: [
      { id: 'a', source: 'start', sourceHandle: 'next', target: 'text' },
      { id: 'b', source: 'text', sourceHandle: 'sent', target: 'end' },
    ],
  };
  const { id } = await product.api<{ id: string }>('/api/journeys', {
    method: 'POST',
    json: { name: 'Composer', graph },
  });
  await page.goto(`${product.url}/journeys/${id}`);
  await page.locator('[data-node-type="send-sms"]').click();
  return {
    area: page.getByRole('textbox', { name: 'Text', exact: true }),
    facts: page.getByRole('list', { name: 'Length and cost' }),
    preview: page.getByRole('region', { name: 'Preview' }),
  };
}

test('a character that makes a text wide is marked, and one press puts in what costs less', async ({
  page,
}) => {
  const { area } = await compose(page);
  await area.pressSequentially('Hi! It’s the last day – all boots [half price]');
  const warning = page.getByText('so a part holds 70 characters instead of 160');
  await expect(warning).toBeVisible();
  await page.getByRole('button', { name: "“’” makes each part hold 70 instead of 160: use “'”" }).click();
  await expect(area).toHaveValue("Hi! It's the last day – all boots [half price]");
  await expect(warning).toBeVisible();
  await page.getByRole('button', { name: 'Replace 1 costly character' }).click();
  await expect(area).toHaveValue("Hi! It's the last day - all boots [half price]");
  await expect(warning).toBeHidden();
  // A bracket takes two places, and makes nothing wide.
  await page.getByRole('button', { name: '“[” takes two places instead of one: use “(”' }).click();
  await expect(area).toHaveValue("Hi! It's the last day - all boots (half price]");
});

test('the parts are those of whoever gets the longest text, with what it costs in each country', async ({
  page,
}) => {
  const { area, facts, preview } = await compose(page);
  await area.fill(`Hi {{ contact.first_name | default: 'there' }}, ${'x'.repeat(110)}`);
  await expect(facts).toContainText('Longest: 2 parts');
  await expect(facts).toContainText('DKK 0.31 to DKK 0.62');
  await expect(facts).toContainText('SE DKK 0.90');
  await expect(page.getByText(/^up to \d+ of 306 · 2 parts$/)).toBeVisible();

  // One press shows them; and anybody else can be chosen by name.
  await facts.getByRole('button', { name: `${LONG.first} ${LONG.last}` }).click();
  await expect(preview.locator('[data-bubble]')).toContainText(`Hi ${LONG.first}, xxx`);
  await expect(preview.getByText(`For ${LONG.first} ${LONG.last}:`)).toContainText('2 parts');
  await preview.getByRole('combobox', { name: 'As seen by' }).fill('Bo Lund');
  await page.getByRole('option', { name: 'Bo Lund' }).click();
  await expect(preview.locator('[data-bubble]')).toContainText('Hi Bo, xxx');
  await expect(preview.getByText('For Bo Lund:')).toContainText('1 part');
});

test('a field that some lack asks what stands in, and says how many lack it', async ({ page }) => {
  const { area, preview } = await compose(page);
  await area.fill('See you in ');
  await page.getByRole('button', { name: 'Field' }).click();
  await page.getByRole('textbox', { name: 'Find a field' }).fill('email');
  await page.getByRole('option', { name: 'email' }).click();
  await expect(area).toHaveValue('See you in {{ contact.email }}');
  const missing = page.getByRole('group', { name: 'Where email is missing' });
  await expect(missing).toContainText(/\(\d+ of \d+ lack it\)/);
  await missing.getByRole('textbox', { name: 'Instead of email' }).fill('your inbox');
  await missing.getByRole('button', { name: 'Put in' }).click();
  await expect(area).toHaveValue("See you in {{ contact.email | default: 'your inbox' }}");
  await expect(missing).toBeHidden();
  await preview.getByRole('combobox', { name: 'As seen by' }).fill(LONG.first);
  await page.getByRole('option', { name: LONG.first }).click();
  await expect(preview.locator('[data-bubble]')).toContainText('See you in your inbox');
});

test('a text sent to myself is on the phone, with the brand and the way out', async ({ page }) => {
  const { area } = await compose(page);
  const words = `Trying it ${randomUUID().slice(0, 8)}`;
  await area.fill(words);
  const phone = `+4527${randomInt(100_000, 999_999)}`;
  const change = page.getByRole('button', { name: 'Change' });
  const field = page.getByRole('textbox', { name: 'My phone' });
  await expect(change.or(field)).toBeVisible();
  if (await change.isVisible()) await change.click();
  await field.fill(phone);
  await page.getByRole('button', { name: 'Send to myself' }).click();
  await expect(page.getByText(`On its way to ${phone}, 1 part.`)).toBeVisible();
  await page.goto(`${product.url}/phone`);
  await expect(page.locator('[data-bubble]', { hasText: words })).toContainText(/: Trying it .* STOP/);
});

test('a link is put in by its address, a field goes as a whole, and what is left of one is told before it is sent', async ({
  page,
}) => {
  const { area } = await compose(page, 'Hi {{ contact.first_name }}');
  await area.press('End');
  await page.getByRole('button', { name: 'Link', exact: true }).press('Enter');
  await expect(page.getByRole('textbox', { name: 'Address' })).toBeFocused();
  await page.keyboard.type('spring');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Write an address such as acme.example/spring')).toBeVisible();
  await page.keyboard.type('.example/sale');
  await page.keyboard.press('Tab');
  await page.keyboard.type("Spring's sale");
  await page.keyboard.press('Enter');
  const link = "{{ 'https://spring.example/sale' | link: name: 'Springs sale' }}";
  await expect(area).toHaveValue(`Hi {{ contact.first_name }}${link}`);
  await expect(area).toBeFocused();
  await page.keyboard.press('Backspace');
  await expect(area).toHaveValue('Hi {{ contact.first_name }}');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Backspace');
  await expect(page.getByText('A field is not whole any more')).toBeVisible();
  await page.getByRole('button', { name: 'Take it out' }).click();
  await expect(area).not.toHaveValue(/contact/);
});
