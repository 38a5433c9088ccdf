import { expect, type Page } from '@playwright/test';
import { sharedProduct, test } from '../src/shared-product.js';

const product = sharedProduct();

/** The dialog of a new pool of codes that end at a time. */
async function newPool(page: Page, words: { pool: string; ends: string; at: string }) {
  await page.goto(`${product.url}/coupons`);
  await page.getByRole('button', { name: words.pool }).first().click();
  const dialog = page.getByRole('dialog', { name: words.pool });
  await dialog.getByRole('combobox', { name: words.ends }).click();
  await page.getByRole('option', { name: words.at }).click();
  return dialog;
}

test.describe('in English', () => {
  const words = { pool: 'New pool', ends: 'Ends', at: 'At a time' };

  test('a date is typed as people write it, and what is none is said at the field and keeps the form from being sent', async ({
    page,
  }) => {
    const dialog = await newPool(page, words);
    await dialog.getByLabel('Name').fill('typed dates');
    const field = dialog.getByLabel('Ends at');
    await field.fill('24/12/2027 9.30');
    await expect(field).toHaveValue('24/12/2027 9.30');
    await field.blur();
    await expect(field).toHaveValue('Fri 24 Dec 2027, 09:30');
    await expect(field).toHaveAccessibleDescription(/Europe\/Copenhagen/);

    await field.fill('31 Feb 2027');
    await field.blur();
    await expect(field).toHaveValue('31 Feb 2027');
    await expect(dialog.getByText(/^This is no day and time\. Write them like /)).toBeVisible();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeVisible();

    await field.fill('1 march 2028');
    await field.press('Enter');
    await expect(page.getByRole('heading', { name: 'typed dates' })).toBeVisible();
    const { pools } = await product.api<{ pools: { pool: string; ends: unknown }[] }>('/api/coupon-pools');
    expect(pools.find(({ pool }) => pool === 'typed dates')?.ends).toEqual({
      kind: 'at',
      at: '2028-03-01T09:30',
    });
  });

  test('a day is picked by keys alone, the week from Monday on, and Escape leaves no more than the calendar', async ({
    page,
  }) => {
    const dialog = await newPool(page, words);
    const field = dialog.getByLabel('Ends at');
    await field.fill('14 Dec 2026 23:59');
    await field.press('ArrowDown');
    const calendar = page.getByRole('dialog', { name: 'Calendar' });
    await expect(calendar.getByRole('button', { name: '14 December 2026' })).toBeFocused();
    await expect(calendar.getByRole('columnheader').first()).toHaveText('Mo');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await expect(field).toHaveValue('Sun 20 Dec 2026, 23:59');
    await calendar.getByLabel('Time').fill('8');
    await page.keyboard.press('Tab');
    await expect(field).toHaveValue('Sun 20 Dec 2026, 08:00');
    await page.keyboard.press('Escape');
    await expect(calendar).toBeHidden();
    await expect(dialog).toBeVisible();
    await expect(field).toBeFocused();
  });
});

test.describe('in Danish', () => {
  test.use({ locale: 'da-DK' });

  test('dates are written and read as Danes do', async ({ page }) => {
    const dialog = await newPool(page, { pool: 'Ny pulje', ends: 'Udløber', at: 'På et tidspunkt' });
    const field = dialog.getByLabel('Slutter');
    await field.fill('mandag d. 30. november 2026 kl. 9.30');
    await field.blur();
    await expect(field).toHaveValue('man. 30. nov. 2026, 09.30');
  });
});
