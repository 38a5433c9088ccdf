import { expect, type Page } from '@playwright/test';
import { sharedProduct, test } from '../src/shared-product.js';

const product = sharedProduct();

const changes = (page: Page) => page.getByRole('table', { name: 'Who changed what' });

test('a change of the limits is told as what was and what is, and put back by hand', async ({ page }) => {
  const put = (json: object) => product.api('/api/settings/limits', { method: 'PUT', json });
  const before = await product.api<object>('/api/settings/limits');
  await put({ limits: [{ count: 2, hours: 24 }], partsPerDay: null });
  await put({ limits: [{ count: 9, hours: 48 }], partsPerDay: 500 });
  await page.goto(`${product.url}/settings/limits`);
  const newest = changes(page).getByRole('row').nth(1);
  await expect(newest).toContainText('2 texts in 1 day → is now: 9 texts in 2 days');
  await expect(newest).toContainText('any number → is now: 500');

  await newest.getByRole('button', { name: /^Restore what was before/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Restore what was before?' });
  await expect(dialog).toContainText('9 texts in 2 days → is now: 2 texts in 1 day');
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(newest).toContainText('9 texts in 2 days → is now: 2 texts in 1 day');
  await expect(
    page.getByRole('group', { name: 'Limit 1' }).getByRole('textbox', { name: 'Texts' }),
  ).toHaveValue('2');
  expect(await product.api('/api/settings/limits')).toEqual({
    limits: [{ count: 2, hours: 24 }],
    partsPerDay: null,
  });
  await put(before);
});

test('a key that reads is made with that scope, is listed with it, and is refused what it may not', async ({
  page,
  request,
}) => {
  await page.goto(`${product.url}/settings/keys`);
  await page.getByRole('textbox', { name: 'Name' }).fill('Our warehouse');
  await page.getByRole('combobox', { name: 'May' }).click();
  await page.getByRole('option', { name: 'Read' }).click();
  await page.getByRole('button', { name: 'Make a key' }).click();
  const key = (await page.getByRole('dialog', { name: 'Your new key' }).locator('code').textContent())!;
  await page.keyboard.press('Escape');
  await expect(page.getByRole('row', { name: /Our warehouse/ }).first()).toContainText('Read');
  const headers = { authorization: `Bearer ${key}` };
  expect((await request.get(`${product.url}/api/home`, { headers })).status()).toBe(200);
  const refused = await request.post(`${product.url}/api/segments`, { headers, data: {} });
  expect(await refused.json()).toMatchObject({ status: 403, code: 'key-may-not' });
});

test('the price of a part is taken as it is typed, to the hundredth', async ({ page }) => {
  const before = await product.api<object>('/api/settings/part-price');
  await page.goto(`${product.url}/settings/prices`);
  const part = page.getByRole('textbox', { name: 'A part', exact: true });
  await part.press('Control+a');
  await page.keyboard.type('0.05');
  await expect(part).toHaveValue('0.05');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await expect(page.getByText(/^Saved/).first()).toBeVisible();
  await expect.poll(() => product.api('/api/settings/part-price')).toMatchObject({ price: { amount: 0.05 } });
  await product.api('/api/settings/part-price', { method: 'PUT', json: before });
});

test('what one types stays when somebody else saves the same settings, and they choose which holds', async ({
  page,
  context,
}) => {
  const before = await product.api<object>('/api/settings/limits');
  await product.api('/api/settings/limits', {
    method: 'PUT',
    json: { limits: [{ count: 2, hours: 24 }], partsPerDay: 500 },
  });
  const theirs = await context.newPage();
  const parts = (of: Page) => of.getByRole('textbox', { name: 'Parts a day' });
  const save = async (of: Page) => {
    await of.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(of.getByText(/^Saved/).first()).toBeVisible();
  };
  const bar = page.getByText('Somebody saved this since.', { exact: false });
  for (const one of [page, theirs]) await one.goto(`${product.url}/settings/limits`);

  await parts(page).fill('700');
  await parts(theirs).fill('900');
  await save(theirs);
  await expect(bar).toBeVisible();
  await expect(parts(page)).toHaveValue('700');
  await page.getByRole('button', { name: 'Take theirs' }).click();
  await expect(bar).toBeHidden();
  await expect(parts(page)).toHaveValue('900');

  await parts(page).fill('800');
  await parts(theirs).fill('950');
  await save(theirs);
  await expect(bar).toBeVisible();
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await expect(bar).toBeHidden();
  await save(page);
  expect(await product.api('/api/settings/limits')).toMatchObject({ partsPerDay: 800 });
  // Nobody types there: it shows what holds.
  await expect(parts(theirs)).toHaveValue('800');
  await theirs.close();
  await product.api('/api/settings/limits', { method: 'PUT', json: before });
});
