import { readFile } from 'node:fs/promises';
import { expect, type Browser, type Page } from '@playwright/test';
import { sharedProduct, test } from '../src/shared-product.js';

const product = sharedProduct();
let journeyId: string;

test.beforeAll(async () => {
  const graph = JSON.parse(
    await readFile(new URL('../../examples/journeys/welcome.json', import.meta.url), 'utf8'),
  ) as { graph: object };
  const made = await product.api<{ id: string }>('/api/journeys', {
    method: 'POST',
    json: { name: 'Of the team', graph: graph.graph },
  });
  journeyId = made.id;
});

const members = (page: Page) => page.getByRole('table', { name: 'People and roles' });

/** Invites somebody by hand. @returns the link that is told */
async function invite(page: Page, name: string, role: string): Promise<string> {
  await page.goto(`${product.url}/settings/team`);
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('combobox', { name: 'Role', exact: true }).click();
  await page.getByRole('option', { name: role }).click();
  await page.getByRole('button', { name: 'Invite' }).click();
  const dialog = page.getByRole('dialog', { name: `A link for ${name}` });
  const link = (await dialog.locator('code').textContent())!;
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return link;
}

/** Opens a link in a browser of its own, and joins. */
async function join(browser: Browser, link: string, name: string): Promise<Page> {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page.getByRole('link', { name: new RegExp(`^${name}`) })).toBeVisible();
  return page;
}

test('somebody invited as a viewer looks, is made an editor and publishes, is removed and is out', async ({
  page,
  browser,
}, { retry }) => {
  const name = retry ? `Vera Lund ${retry}` : 'Vera Lund';
  const vera = await join(browser, await invite(page, 'Vera', 'Viewer'), name);
  await vera.goto(`${product.url}/journeys/${journeyId}`);
  await expect(vera.getByText('View only')).toBeVisible();
  const publish = vera.getByRole('button', { name: 'Publish' });
  await expect(publish).toHaveAttribute('aria-disabled', 'true');
  await publish.hover();
  await expect(vera.getByRole('tooltip')).toContainText('Your role may not publish');
  await publish.click({ force: true });
  await expect(vera.getByRole('dialog')).toBeHidden();
  for (const [path, button] of [
    ['/people/import', 'Choose a file'],
    ['/', 'New journey'],
  ] as const) {
    await vera.goto(`${product.url}${path}`);
    await expect(vera.getByTitle('Your role may look at this and not change it.').first()).toBeAttached();
    await expect(vera.getByRole('button', { name: button, exact: true }).first()).toBeDisabled();
  }
  await vera.goto(`${product.url}/people`);
  await expect(vera.getByRole('button', { name: 'Export' })).toBeDisabled();
  await vera.goto(`${product.url}/messages`);
  await expect(vera.getByTitle('Your role may not take people out as a file')).toBeAttached();
  await expect(vera.getByRole('button', { name: 'CSV' })).toBeDisabled();
  await vera.goto(`${product.url}/journeys/${journeyId}`);
  // Nor by the API, with the same session.
  const refused = await vera.request.post(`${product.url}/api/journeys/${journeyId}/publish`, {
    data: { revision: 1 },
    headers: { origin: product.url },
  });
  expect(await refused.json()).toMatchObject({ status: 403, code: 'role-may-not' });

  await members(page)
    .getByRole('combobox', { name: `Role of ${name}`, exact: true })
    .click();
  await page.getByRole('option', { name: 'Editor' }).click();
  // Her open canvas becomes one to work on, by itself.
  await expect(vera.getByText('View only')).toBeHidden();
  await publish.click();
  await vera.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await expect(vera.getByText('Version 1 is live')).toBeVisible();
  await vera.getByRole('tab', { name: 'Versions' }).click();
  await expect(vera.getByText(`by ${name}`)).toBeVisible();

  await page.getByRole('button', { name: `More for ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Remove…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(vera.getByRole('heading', { name: 'Sign in to Signalbox' })).toBeVisible();
  await expect(vera.getByText('Of the team')).toBeHidden();
  await page.reload();
  await expect(members(page)).not.toContainText(name);
  await expect(page.getByRole('table', { name: 'Who changed what' })).toContainText(
    new RegExp(`${name}.*Published a journey: Of the team`),
  );
});

test('what changes before the page’s line to the server stands is heard as well', async ({ page, browser }, {
  retry,
}) => {
  const name = `Kim Holm ${retry}`;
  const kim = await join(browser, await invite(page, 'Kim', 'Viewer'), name);
  let open!: () => void;
  const isOpened = new Promise<void>((resolve) => (open = resolve));
  await kim.route('**/api/live', async (route) => {
    await isOpened;
    await route.continue();
  });
  await kim.goto(`${product.url}/journeys/${journeyId}`);
  await expect(kim.getByText('View only')).toBeVisible();
  const told = page.waitForResponse((response) => response.request().method() === 'PATCH');
  await members(page)
    .getByRole('combobox', { name: `Role of ${name}`, exact: true })
    .click();
  await page.getByRole('option', { name: 'Editor' }).click();
  await told;
  open();
  await expect(kim.getByText('View only')).toBeHidden();
});

test('a link that was used says so, and the last administrator stays', async ({ page, browser }) => {
  const link = await invite(page, 'Emil', 'Editor');
  const emil = await join(browser, link, 'Emil Krog');
  await emil.goto(`${product.url}/settings/keys`);
  await expect(emil.getByText('Only an administrator changes these settings.')).toBeVisible();
  await expect(emil.getByRole('button', { name: 'Make a key' })).toBeDisabled();
  await emil.goto('about:blank');
  await emil.goto(link);
  await expect(emil.getByRole('heading', { name: 'This link does not work' })).toBeVisible();

  const me = members(page).getByRole('row').filter({ hasText: '(you)' });
  await me.getByRole('combobox').click();
  await page.getByRole('option', { name: 'Viewer' }).click();
  await expect(page.getByText('Make somebody else an administrator first')).toBeVisible();
  await expect(me.getByRole('combobox')).toHaveValue('Administrator');
});
