import { randomInt } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { sharedProduct, test } from '../src/shared-product.js';

const product = sharedProduct();

const limits = (json: object) => product.api('/api/settings/limits', { method: 'PUT', json });
const paste = async (page: Page, text: string) => {
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press('Control+v');
};

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test.describe('numbers', () => {
  let before: object;
  test.beforeEach(async () => {
    before = await product.api<object>('/api/settings/limits');
    await limits({ limits: [{ count: 5, hours: 24 }], partsPerDay: 500 });
  });
  test.afterEach(() => limits(before));

  test('what is pasted into an emptied field is its number, and nothing of the one before', async ({
    page,
  }) => {
    await page.goto(`${product.url}/settings/limits`);
    const texts = page.getByRole('group', { name: 'Limit 1' }).getByRole('textbox', { name: 'Texts' });
    await texts.press('Control+a');
    await page.keyboard.press('Delete');
    await paste(page, '20');
    await expect(texts).toHaveValue('20');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect
      .poll(() => product.api('/api/settings/limits'))
      .toMatchObject({ limits: [{ count: 20, hours: 24 }] });
  });

  test('what is half typed stays while it is copied', async ({ page }) => {
    const prices = await product.api<object>('/api/settings/part-price');
    const price = { price: { amount: 2, currency: 'DKK', countries: {} } };
    await product.api('/api/settings/part-price', { method: 'PUT', json: price });
    await page.goto(`${product.url}/settings/prices`);
    const part = page.getByRole('textbox', { name: 'A part', exact: true });
    await part.press('Control+a');
    await page.keyboard.type('0.0');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    await expect(part).toHaveValue('0.0');
    await product.api('/api/settings/part-price', { method: 'PUT', json: prices });
  });

  for (const [locale, name] of [
    ['da-DK', 'Dele pr. dag'],
    ['en-GB', 'Parts a day'],
  ] as const)
    test.describe(locale, () => {
      test.use({ locale });

      test('a thousand with a mark in it is a thousand where numbers are whole', async ({ page }) => {
        await page.goto(`${product.url}/settings/limits`);
        const parts = page.getByRole('textbox', { name });
        for (const thousand of ['1.000', '1,000']) {
          await parts.fill('');
          await parts.pressSequentially(thousand);
          await expect(parts, `typed as ${thousand}`).toHaveValue('1000');
        }
        for (const thousand of ['2.000', '2,000', '2 000', '2.000,00']) {
          await parts.press('Control+a');
          await paste(page, thousand);
          await expect(parts, `pasted as ${thousand}`).toHaveValue('2000');
        }
        await page.locator('form button[type="submit"]').click();
        await expect.poll(() => product.api('/api/settings/limits')).toMatchObject({ partsPerDay: 2_000 });
      });
    });
});

test.describe('in Danish', () => {
  test.use({ locale: 'da-DK' });

  test('a price with a mark in it is read as Danes write it, typed or pasted, and what is no number is not taken', async ({
    page,
  }) => {
    const before = await product.api<object>('/api/settings/part-price');
    await page.goto(`${product.url}/settings/prices`);
    const part = page.getByRole('textbox', { name: 'En del', exact: true });
    const leave = () => page.getByRole('textbox', { name: 'Valuta' }).focus();
    for (const [typed, shown] of [
      ['1.000', '1000'],
      ['0.05', '0,05'],
      ['0,345', '0,345'],
    ] as const) {
      await part.fill('');
      await part.pressSequentially(typed);
      await leave();
      await expect(part, `typed as ${typed}`).toHaveValue(shown);
    }
    for (const [pasted, shown] of [
      ['0.05 kr.', '0,05'],
      ['1.000', '1000'],
      ['1.2.3', '1000'],
    ] as const) {
      await part.press('Control+a');
      await paste(page, pasted);
      await leave();
      await expect(part, `pasted as ${pasted}`).toHaveValue(shown);
    }
    await page.locator('form button[type="submit"]').click();
    await expect
      .poll(() => product.api('/api/settings/part-price'))
      .toMatchObject({ price: { amount: 1_000 } });
    await product.api('/api/settings/part-price', { method: 'PUT', json: before });
  });
});

test('a line is left only after asking, while its settings are not saved, and is found by its former address', async ({
  page,
  request,
}) => {
  const variantId = `line-${randomInt(1_000_000)}`;
  const asked = await request.post(`${product.url}/v1/back-in-stock`, {
    headers: { authorization: `Basic ${Buffer.from(`${product.writeKey}:`).toString('base64')}` },
    data: { variant_id: variantId, phone: `+4528${randomInt(100_000, 999_999)}`, agrees: true },
  });
  expect(asked.ok(), await asked.text()).toBe(true);
  await page.goto(`${product.url}/waitlists?variant=${variantId}`);
  await expect(page).toHaveURL((url) => url.pathname === `/waitlists/${variantId}`);
  await page.getByRole('switch', { name: 'Settings of its own' }).click();
  await page.getByRole('link', { name: 'All products' }).click();
  const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
  await dialog.getByRole('button', { name: 'Stay here' }).click();
  await expect(page).toHaveURL((url) => url.pathname === `/waitlists/${variantId}`);
  await page.getByRole('link', { name: 'All products' }).click();
  await dialog.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(page).toHaveURL((url) => url.pathname === '/waitlists');
});
