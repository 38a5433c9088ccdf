import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { PASSWORD } from '../src/product.js';
import { sharedProduct } from '../src/shared-product.js';
import { until } from '../src/until.js';

const product = sharedProduct();
const { api } = product;

/** What axe said, short enough to mend it by. */
interface Fault {
  screen: string;
  rule: string;
  where: string;
  why: string;
}

/** A shop with people, a live journey, texts that were sent and some that were not. */
async function filledShop(): Promise<{ screen: string; path: string }[]> {
  const { jobId } = await api<{ jobId: string }>('/api/demo', { method: 'POST' });
  await until(
    'the demo shop',
    async () => (await api<{ status: string }>(`/api/jobs/${jobId}`)).status === 'done',
    { withinMs: 90_000 },
  );
  const { journeys } = await api<{ journeys: { id: string; name: string; revision: number }[] }>(
    '/api/journeys',
  );
  const cart = journeys.find(({ name }) => name === 'Abandoned cart')!;
  const { revision } = await api<{ revision: number }>(`/api/journeys/${cart.id}`);
  await api(`/api/journeys/${cart.id}/publish`, { method: 'POST', json: { revision } });
  const { contacts } = await api<{ contacts: { id: string; phone: string }[] }>(
    '/api/contacts?search=demo.example&limit=6',
  );
  for (const { id } of contacts) await api('/api/demo/abandon', { method: 'POST', json: { contactId: id } });
  const run = await until(
    'somebody to have gone through',
    async () => {
      const { runs } = await api<{ runs: { id: string; contact: { id: string } }[] }>(
        `/api/journeys/${cart.id}/runs?status=ended`,
      );
      return runs[0];
    },
    { withinMs: 60_000 },
  );
  const { segments } = await api<{ segments: { id: string }[] }>('/api/segments');
  return [
    { screen: 'home', path: '/' },
    { screen: 'journeys', path: '/journeys' },
    { screen: 'canvas', path: `/journeys/${cart.id}` },
    { screen: 'outline', path: `/journeys/${cart.id}` },
    { screen: 'runs', path: `/journeys/${cart.id}/runs` },
    { screen: 'run', path: `/runs/${run.id}` },
    { screen: 'people', path: '/people' },
    { screen: 'person', path: `/people/${run.contact.id}` },
    { screen: 'import', path: '/people/import' },
    { screen: 'segments', path: '/segments' },
    { screen: 'new segment', path: '/segments/new' },
    ...segments.slice(0, 1).map(({ id }) => ({ screen: 'segment', path: `/segments/${id}` })),
    { screen: 'texts', path: '/messages' },
    { screen: 'events', path: '/events' },
    { screen: 'phone', path: '/phone' },
    { screen: 'demo shop', path: '/demo-shop' },
    { screen: 'coupons', path: '/coupons' },
    { screen: 'integrations', path: '/integrations' },
    { screen: 'loyalty', path: '/loyalty' },
    { screen: 'settings', path: '/settings' },
    { screen: 'no such page', path: '/nowhere' },
  ];
}

async function faultsOf(page: Page, screen: string): Promise<Fault[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => ({
      screen,
      rule: id,
      where: `${node.target.join(' ')} — ${node.html.slice(0, 160)}`,
      why: (node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? '',
    })),
  );
}

test('axe finds no violation on any screen, in either theme', async ({ browser }) => {
  test.setTimeout(300_000);
  const screens = await filledShop();
  const faults: Fault[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(product.url);
    await expect(page.getByRole('heading', { name: 'Sign in to Signalbox' })).toBeVisible();
    faults.push(...(await faultsOf(page, `sign in, ${colorScheme}`)));
    await page.request.post(`${product.url}/api/session/password`, { data: { password: PASSWORD } });
    for (const { screen, path } of screens) {
      await page.goto(`${product.url}${path}`);
      await expect(page.locator('h1, [data-node-type]').first()).toBeVisible();
      if (screen === 'outline') await page.getByRole('button', { name: 'Outline' }).click();
      await expect(page.getByLabel('Loading', { exact: true })).toHaveCount(0);
      faults.push(...(await faultsOf(page, `${screen}, ${colorScheme}`)));
    }
    await context.close();
  }
  expect(faults).toEqual([]);
});
