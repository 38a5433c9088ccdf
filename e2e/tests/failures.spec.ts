import { expect, type Page, type Route } from '@playwright/test';
import { PASSWORD } from '../src/product.js';
import { sharedProduct, test } from '../src/shared-product.js';

const product = sharedProduct();

const problem = (status: number, code: string, detail: string) => (route: Route) =>
  route.fulfill({
    status,
    contentType: 'application/problem+json',
    body: JSON.stringify({ type: 'about:blank', title: 'No', status, code, detail }),
  });

/** The brand's settings with something typed and not saved. */
async function typing(page: Page, brand: string) {
  await page.goto(`${product.url}/settings/brand`);
  const field = page.getByRole('textbox', { name: 'Brand', exact: true });
  await field.fill(brand);
  const save = () => page.getByRole('button', { name: 'Save texts' }).click();
  const isSaved = () => expect(page.getByText('Saved. It holds for the next text.').last()).toBeVisible();
  return { field, save, isSaved };
}

test('a server that breaks, and one that is gone, are said in words, and what was typed is saved after', async ({
  page,
}) => {
  const { field, save, isSaved } = await typing(page, 'Broken & Sons');
  await page.route('**/api/settings/texts', problem(500, 'internal', 'Something went wrong here.'));
  await save();
  await expect(page.getByText('Something went wrong here.')).toBeVisible();
  await expect(field).toHaveValue('Broken & Sons');

  await page.unroute('**/api/settings/texts');
  await page.route('**/api/**', (route) => route.abort());
  await save();
  await expect(page.getByText('Signalbox does not answer. Is it running?').first()).toBeVisible();
  await expect(field).toHaveValue('Broken & Sons');

  await page.unroute('**/api/**');
  await save();
  await isSaved();
});

test('a session that ends in the middle asks to sign in over the page, and nothing typed is lost', async ({
  page,
}) => {
  const { field, save, isSaved } = await typing(page, 'Still here');
  await page.context().clearCookies();
  await save();
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog).toBeHidden();
  await expect(field).toHaveValue('Still here');
  await save();
  await isSaved();
});

test('a draft that was refused because the session had ended is saved once somebody has signed in again', async ({
  page,
}) => {
  const { id } = await product.api<{ id: string }>('/api/journeys', {
    method: 'POST',
    json: { name: 'Signed in', graph: { schemaVersion: 1, nodes: [], edges: [] } },
  });
  await page.goto(`${product.url}/journeys/${id}`);
  const name = page.getByRole('textbox', { name: 'Journey name' });
  await expect(name).toHaveValue('Signed in');
  await page.context().clearCookies();
  await name.fill('Signed in again');
  await name.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/^Saved/)).toBeVisible();
  const kept = await product.api<{ name: string }>(`/api/journeys/${id}`);
  expect(kept.name).toBe('Signed in again');
});

test('a wrong password is said at its field, which keeps what was typed', async ({ page }) => {
  await page.context().clearCookies();
  await page.goto(product.url);
  const field = page.getByRole('textbox', { name: 'Password' });
  await field.fill('not this one');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(field).toHaveAccessibleDescription('The password is wrong. Try again.');
  await expect(field).toHaveValue('not this one');
});

test('a server that is slow shows that something is on its way', async ({ page }) => {
  let letGo!: () => void;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/api/home', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(product.url);
  await expect(page.getByLabel('Loading', { exact: true })).toBeVisible();
  letGo();
  await expect(page.getByLabel('Loading', { exact: true })).toHaveCount(0);
});

test('settings that are not saved are asked after before their page is left, and once saved no more', async ({
  page,
}) => {
  const { field, save, isSaved } = await typing(page, 'Not yet');
  const leave = () => page.getByRole('link', { name: 'Journeys', exact: true }).click();
  await leave();
  const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
  await dialog.getByRole('button', { name: 'Stay here' }).click();
  await expect(field).toHaveValue('Not yet');
  await save();
  await isSaved();
  await leave();
  await expect(page.getByRole('heading', { name: 'Journeys' })).toBeVisible();
});

test('what is typed into settings outlives their being read again, and is asked after before their page is left', async ({
  page,
}) => {
  await page.clock.install();
  let reads = 0;
  await page.route('**/api/settings/part-price', (route) => {
    reads += 1;
    return route.continue();
  });
  await page.goto(`${product.url}/settings/prices`);
  const field = page.getByRole('textbox', { name: 'A part', exact: true });
  await field.fill('0.37');
  const before = reads;
  // Coming back from the carrier's price list in another tab asks anew.
  await page.clock.fastForward(10_000);
  await page.evaluate(`window.dispatchEvent(new Event('visibilitychange'))`);
  await expect.poll(() => reads).toBeGreaterThan(before);
  await expect(field).toHaveValue('0.37');
  await page.getByRole('link', { name: 'Journeys', exact: true }).click();
  await page
    .getByRole('dialog', { name: 'Leave without saving?' })
    .getByRole('button', { name: 'Leave' })
    .click();
  await expect(page.getByRole('heading', { name: 'Journeys' })).toBeVisible();
});

test('a part of the settings that cannot be read says so in its place, and is there once it can', async ({
  page,
}) => {
  await page.route('**/api/settings/urgency', problem(403, 'forbidden', 'Not for you just now.'));
  await page.goto(`${product.url}/settings/limits`);
  const card = page.getByRole('region', { name: 'Texts that press for time' });
  await expect(card.getByRole('alert')).toHaveText('Not for you just now.');
  await page.unroute('**/api/settings/urgency');
  await card.getByRole('button', { name: 'Try again' }).click();
  await expect(card.getByRole('button', { name: 'Save allowance' })).toBeVisible();
});

test('an address that leads to nothing says so, and on', async ({ page }) => {
  const nobody = '11111111-1111-4111-8111-111111111111';
  for (const path of [
    'journeys/cut-shor',
    `journeys/${nobody}`,
    `journeys/${nobody}/runs`,
    'people/cut-shor',
    `people/${nobody}`,
    `runs/${nobody}`,
    `segments/${nobody}`,
    `segments/${nobody}/edit`,
    'lists/None of this name',
  ]) {
    await page.goto(`${product.url}/${path}`);
    await expect(page.getByRole('heading', { name: 'Not here' }), path).toBeVisible();
    await expect(page.getByRole('main').getByRole('link', { name: 'Go home' })).toBeVisible();
  }
  await page.getByRole('link', { name: 'Go home' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('whoever loads the page again while the server is gone is told that their edits are kept, and has them back', async ({
  page,
}) => {
  const { id } = await product.api<{ id: string }>('/api/journeys', {
    method: 'POST',
    json: { name: 'Before', graph: { schemaVersion: 1, nodes: [], edges: [] } },
  });
  await page.goto(`${product.url}/journeys/${id}`);
  const name = page.getByRole('textbox', { name: 'Journey name' });
  await expect(name).toHaveValue('Before');
  await page.route('**/api/**', (route) => route.abort());
  await name.fill('After');
  await name.press('Enter');
  await expect(page.getByText('Not saved: Signalbox does not answer. Is it running?')).toBeVisible();
  await page.reload();
  await expect(page.getByText('is kept in this browser')).toBeVisible({ timeout: 30_000 });
  await page.unroute('**/api/**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(name).toHaveValue('After');
  await expect(page.getByText(/^Saved/)).toBeVisible();
});
