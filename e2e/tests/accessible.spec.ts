import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { fill, type Filled } from '../src/filled.js';
import { linksOfAText } from '../src/recipient.js';
import { SCREENS, show } from '../src/screens.js';
import { sharedProduct, test } from '../src/shared-product.js';

const product = sharedProduct();

/** What a theme can change. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe finds wrong, each with the first elements that have it. @param rules all if absent */
async function violations(page: Page, rules?: string[]): Promise<string[]> {
  // No page has a frame, so that axe needs no second page to bring their findings together.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const found = await (rules ? axe.withRules(rules) : axe).analyze();
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
    expect(
      await violations(page, colorScheme === 'dark' ? OF_COLOURS : undefined),
      `in ${colorScheme}`,
    ).toEqual([]);
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

test.describe('axe finds nothing wrong, in light and in dark, for those who are not signed in:', () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  for (const path of ['/', '/no-such-page', '/f/no-such-form', '/p/nobody', '/l/nothing', '/join#nonsense'])
    test(path, async ({ page }) => {
      await page.goto(`${product.url}${path}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectNothingWrong(page, !/^\/[fpl]\//.test(path));
    });

  test('/join, by a first link and by a later one', async ({ page }) => {
    const { member, link } = await product.api<{ member: { id: string }; link: string }>('/api/team', {
      method: 'POST',
      json: { name: 'Ida', role: 'viewer' },
    });
    await page.goto(link);
    await expect(page.getByRole('button', { name: 'Join' })).toBeVisible();
    await expectNothingWrong(page);
    await page.getByRole('button', { name: 'Join' }).click();
    await expect(page.getByRole('navigation')).toBeVisible();

    const later = await product.api<{ link: string }>(`/api/team/${member.id}/link`, { method: 'POST' });
    await page.context().clearCookies();
    // Another part after the # alone would load nothing.
    await page.goto('about:blank');
    await page.goto(later.link);
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await expectNothingWrong(page);
    await product.api(`/api/team/${member.id}`, { method: 'DELETE' });
  });

  test('/f/newsletter, with a fault and answered', async ({ page }) => {
    await page.goto(`${product.url}/f/newsletter`);
    await expectNothingWrong(page, false);
    await page.getByLabel('Mobile').fill('12');
    await page.getByRole('checkbox').check();
    await page.getByRole('button').click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expectNothingWrong(page, false);
    await page.getByLabel('Mobile').fill(`28${String(Date.now() % 1_000_000).padStart(6, '0')}`);
    await page.getByRole('button').click();
    await expect(page.locator('.said')).toBeVisible();
    await expectNothingWrong(page, false);
  });

  test('the pages that a text leads to, before and after each button', async ({ page }) => {
    const links = await linksOfAText(product);
    await page.goto(links.page);
    await expect(page.getByRole('blockquote')).toBeVisible();
    await expectNothingWrong(page, false);
    for (const choice of ['pause', 'go-on', 'fewer', 'as-before', 'topics', 'stop', 'start']) {
      await page.locator(`button[value="${choice}"]`).first().click();
      await expect(page.getByRole('status')).toBeVisible();
      await expectNothingWrong(page, false);
    }
    for (const [link, buttons] of [
      [links.optIn, ['join']],
      [links.optOut, ['stop', 'start']],
    ] as const) {
      await page.goto(link);
      await expectNothingWrong(page, false);
      for (const button of buttons) {
        await page.locator(`button[value="${button}"]`).click();
        await expect(page.locator(`button[value="${button}"]`)).toHaveCount(0);
        await expectNothingWrong(page, false);
      }
    }
  });
});

test('every page of the editor and of the API is among those that axe looks at', async () => {
  const source = ['routes.tsx', 'App.tsx']
    .map((name) => readFileSync(new URL(`../../apps/editor/src/app/${name}`, import.meta.url), 'utf8'))
    .join();
  const routes = [...source.matchAll(/\bpath: '([^'*]+)'|pathname === '([^']+)'/g)].map(
    ([, route, gate]) => route ?? gate!,
  );
  const filled = {
    journeyId: 'j',
    unfinishedId: 'u',
    runId: 'r',
    contactId: 'c',
    segmentId: 's',
    formId: 'f',
  };
  const seen = [...SCREENS.map(({ path }) => path(filled).split('?', 1)[0]!), '/join'];
  // As the router does: what is written out comes before what fills a gap.
  const routeOf = (path: string) =>
    routes.find((route) => route === path) ??
    routes.find((route) => new RegExp(`^${route.replaceAll(/:\w+/g, '[^/]+')}$`).test(path));
  const looked = new Set(seen.map(routeOf));
  expect(routes.filter((route) => !looked.has(route))).toEqual([]);

  const { paths } = (await (await fetch(`${product.url}/openapi.json`)).json()) as {
    paths: Record<string, object>;
  };
  const pages = Object.entries(paths).filter(([path, methods]) => 'get' in methods && !/^\/api\//.test(path));
  const read = pages.map(([path]) => path).filter((path) => !NO_PAGES.has(path));
  expect(read.sort()).toEqual(['/f/{slug}', '/l/{code}', '/p/{token}']);
});

/** What the API answers beside its pages and `/api`: nobody reads it in a browser. */
const NO_PAGES = new Set([
  '/healthz',
  '/readyz',
  '/metrics',
  '/schemas/journey.json',
  '/schemas/journey-file.json',
  '/sign-in',
  '/p/{token}/data',
  '/f/{slug}.js',
  '/s/signalbox.js',
  '/s/back-in-stock.js',
]);
