import { readFile } from 'node:fs/promises';
import { expect, type Locator } from '@playwright/test';
import { sharedProduct, test } from '../src/shared-product.js';

const product = sharedProduct();

const create = async (name: string) =>
  product.api<{ id: string }>('/api/journeys', {
    method: 'POST',
    json: { name, graph: { schemaVersion: 1, nodes: [], edges: [] } },
  });

test('a journey is duplicated and deleted from the list, and deleting asks first', async ({ page }) => {
  await create('Rainy days');
  await page.goto(`${product.url}/journeys`);
  const more = (name: string) => page.getByRole('button', { name: `More for ${name}`, exact: true });
  await more('Rainy days').click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect(page.getByRole('region', { name: 'Canvas' })).toBeVisible();

  await page.goto(`${product.url}/journeys`);
  await more('Rainy days (copy)').click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete “Rainy days (copy)”?' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  await more('Rainy days (copy)').click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('“Rainy days (copy)” is deleted.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Rainy days (copy)' })).toBeHidden();
  await expect(page.getByRole('link', { name: 'Rainy days', exact: true })).toBeVisible();
});

test('the open journey is handed out as a file, and the file becomes a journey again; any other file is refused', async ({
  page,
}) => {
  const { id } = await create('Sunny days');
  await page.goto(`${product.url}/journeys/${id}`);
  const choose = async (item: string) => {
    await page.getByRole('button', { name: 'More for this journey' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  const [download] = await Promise.all([page.waitForEvent('download'), choose('Export as a file')]);
  expect(download.suggestedFilename()).toBe('sunny-days.json');
  const file = await download.path();

  const bring = async (name: string, buffer: Buffer) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      choose('Import a journey from a file…'),
    ]);
    await chooser.setFiles({ name, mimeType: 'application/json', buffer });
  };
  await bring('people.json', Buffer.from('[{"phone":"+4552111111"}]'));
  await expect(page.getByText('“people.json” is no journey')).toBeVisible();
  await bring('sunny-days.json', await readFile(file));
  await page.waitForURL((url) => url.pathname.startsWith('/journeys/') && !url.pathname.endsWith(id));
  await expect(page.getByRole('textbox', { name: 'Journey name' })).toHaveValue('Sunny days');
});

test('a page with typed words on it asks before it is left, and keeps them for whoever stays', async ({
  page,
}) => {
  await page.goto(`${product.url}/segments/new`);
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('Loyal, but quiet');
  const leave = () => page.getByRole('link', { name: 'Journeys', exact: true }).click();
  await leave();
  const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
  await dialog.getByRole('button', { name: 'Stay here' }).click();
  await expect(name).toHaveValue('Loyal, but quiet');
  await leave();
  await dialog.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Journeys' })).toBeVisible();
});

test('home shows the first of many journeys and leads to all of them, and a long name pushes no number out of sight', async ({
  page,
}) => {
  await create('Unbreakable'.repeat(10));
  for (let index = 0; index < 14; index++) await create(`One of many ${index}`);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${product.url}/`);
  const table = page.getByRole('table', { name: 'Journeys' });
  await expect(table.getByRole('row')).toHaveCount(13);
  await page.getByRole('link', { name: /^All \d+ journeys$/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Journeys' })).toBeVisible();
  await expect(table.getByRole('row').nth(15)).toBeVisible();
  const width = async (part: Locator) => (await part.boundingBox())!.width;
  expect(await width(table)).toBeLessThanOrEqual((await width(table.locator('..'))) + 1);
});

test('a dialog that is closed by a key gives the focus back to what opened it, also through a menu', async ({
  page,
}) => {
  await create('Focus stays');
  await page.goto(`${product.url}/journeys`);
  const more = page.getByRole('button', { name: 'More for Focus stays', exact: true });
  await more.press('Enter');
  await page.getByRole('menuitem', { name: 'Delete…' }).press('Enter');
  await page.getByRole('dialog', { name: 'Delete “Focus stays”?' }).press('Escape');
  await expect(more).toBeFocused();

  for (const [path, opener] of [
    ['coupons', 'New pool'],
    ['integrations', 'New webhook'],
  ] as const) {
    await page.goto(`${product.url}/${path}`);
    const button = page.getByRole('button', { name: opener, exact: true });
    await button.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(button).toBeFocused();
  }
});

test('the palette cuts a long name short, and what stands beside it stays in view', async ({ page }) => {
  const name = `Welcome back to whoever bought a raincoat in the rain of a very long autumn ${Date.now()}`;
  await create(name);
  await page.goto(`${product.url}/journeys`);
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('dialog', { name: 'Search and commands' }).getByRole('textbox').fill(name);
  const found = page.getByRole('dialog').getByRole('button').filter({ hasText: name });
  await expect(found.getByText('Not published yet')).toBeInViewport({ ratio: 1 });
});

test('what is opened by a key has the focus on its heading, and has an address of its own, with Back to where it was opened', async ({
  page,
}) => {
  await product.api('/api/coupon-pools/by-key', {
    method: 'PUT',
    json: { kind: 'list', offer: { kind: 'other' }, ends: { kind: 'never' } },
  });
  const form = await product.api<{ id: string }>('/api/sign-up-forms', {
    method: 'POST',
    json: {
      slug: `by-key-${Date.now()}`,
      name: 'By key',
      title: 'News',
      wording: 'Yes, Acme may text me offers.',
      success: 'Welcome in.',
      purposes: ['marketing'],
    },
  });
  const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true });
  for (const [path, name, role, back] of [
    ['coupons', 'by-key', 'link', 'All pools'],
    ['sign-up-forms', 'By key', 'button', 'All forms'],
  ] as const) {
    await page.goto(`${product.url}/${path}`);
    // A page that is come to by its address begins at its top.
    await expect(heading(name)).toHaveCount(0);
    await expect(page.locator('body')).toBeFocused();
    const list = (await page.getByRole('heading', { level: 1 }).textContent())!;
    await page.getByRole('link', { name, exact: true }).press('Enter');
    await expect(heading(name)).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole(role, { name: back })).toBeFocused();
    await page.reload();
    await expect(heading(name)).toBeVisible();
    await page.goBack();
    await expect(heading(list)).toBeVisible();
  }

  // What was typed is asked after, and whoever stays has it.
  await page.goto(`${product.url}/sign-up-forms/${form.id}`);
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Typed');
  await page.getByRole('button', { name: 'All forms' }).click();
  await page
    .getByRole('dialog', { name: 'Leave without saving?' })
    .getByRole('button', { name: 'Stay here' })
    .click();
  await expect(page.getByRole('textbox', { name: 'Title', exact: true })).toHaveValue('Typed');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(heading('Sign-up forms')).toBeFocused();
  await product.api(`/api/sign-up-forms/${form.id}`, { method: 'DELETE' });
});
