import { AxeBuilder } from '@axe-core/playwright';
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { fill, type Filled } from '../src/filled.js';
import { SCREENS, show } from '../src/screens.js';
import { sharedProduct, test } from '../src/shared-product.js';

const product = sharedProduct();

/** What axe finds wrong, each with the first elements that have it. */
async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).analyze();
  return found.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map(({ html }) => `    ${html.slice(0, 160)}`).join('\n')}`,
  );
}

/** In light and in dark. @param isEditor not a page that the shop's people see, which knows its theme by CSS alone */
async function expectNothingWrong(page: Page, isEditor = true) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    if (isEditor)
      await expect(page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`)).toBeAttached();
    expect(await violations(page), `in ${colorScheme}`).toEqual([]);
  }
}

test.describe('axe finds nothing wrong, in light and in dark:', () => {
  let context: BrowserContext | undefined;
  let page: Page;
  let filled: Filled;

  test.beforeAll(async ({ browser }) => {
    test.setTimeout(240_000);
    filled = await fill(product.api);
    context = await browser.newContext({ storageState: product.signedIn });
    page = await context.newPage();
  });
  test.afterAll(() => context?.close());

  for (const screen of SCREENS) {
    test(screen.name, async () => {
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
      await show(page, product.url, screen, filled);
      await expectNothingWrong(page);
    });
  }
});

test('axe finds nothing wrong before signing in and on what the people of the shop see', async ({
  browser,
}) => {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  for (const path of ['/', '/f/newsletter']) {
    await page.goto(`${product.url}${path}`);
    await expect(page.getByRole('main')).toBeVisible();
    await expectNothingWrong(page, path === '/');
  }
  await context.close();
});
