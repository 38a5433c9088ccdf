import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { callApi, PASSWORD, startProduct } from './product.js';
import { until } from './until.js';

/*
 * Takes the pictures of the README from the real product: `npm run screenshots [-- folder]`. With a folder it takes
 * every main page, in both themes and two widths, for a look by eye.
 */
const IMAGES = fileURLToPath(new URL('../../docs/images', import.meta.url));
const folder = process.argv[2];
const product = await startProduct();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});

try {
  const api = callApi(product.url, product.apiKey);
  if (folder) await shoot('empty', ['/', '/journeys', '/people', '/phone']);
  const { jobId } = await api<{ jobId: string }>('/api/demo', { method: 'POST' });
  await until(
    'the demo shop',
    async () => (await api<{ status: string }>(`/api/jobs/${jobId}`)).status === 'done',
  );
  const { journeys } = await api<{ journeys: { id: string; name: string }[] }>('/api/journeys');
  const cart = journeys.find(({ name }) => name === 'Abandoned cart')!;
  await api(`/api/journeys/${cart.id}/publish`, { method: 'POST', json: { revision: 1 } });
  const { contacts } = await api<{ contacts: { id: string }[] }>(
    '/api/contacts?search=demo.example&limit=24',
  );
  for (const { id } of contacts) await api('/api/demo/abandon', { method: 'POST', json: { contactId: id } });
  await until(
    'the texts',
    async () => {
      const { counts } = await api<{ counts: { sent: number; notSent: number } }>('/api/home');
      return counts.sent > 15 && counts.notSent > 2;
    },
    { withinMs: 60_000 },
  );
  for (const { id } of contacts.slice(0, 4))
    await api('/api/demo/abandon', { method: 'POST', json: { contactId: id } });
  const { runs } = await api<{ runs: { id: string; outcome: string | null }[] }>(
    `/api/journeys/${cart.id}/runs?status=ended`,
  );

  await mkdir(IMAGES, { recursive: true });
  const page = await signedIn(1440, 900, 'light');
  await page.goto(`${product.url}/journeys/${cart.id}`);
  await page.locator('[data-node-type="send-sms"]').click();
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: join(IMAGES, 'canvas.png') });
  await page.context().close();
  if (folder) {
    const { id } = contacts[0]!;
    await shoot('full', [
      '/',
      '/journeys',
      `/journeys/${cart.id}`,
      `/journeys/${cart.id}/runs`,
      `/runs/${runs[0]!.id}`,
      '/people',
      `/people/${id}`,
      '/messages',
      '/events',
      '/demo-shop',
      '/phone',
    ]);
  }
} finally {
  await browser.close();
  await product.stop();
}

async function shoot(name: string, paths: string[]): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    for (const width of [1280, 1920]) {
      const page = await signedIn(width, 900, theme);
      for (const path of paths) {
        await page.goto(`${product.url}${path}`);
        await page.waitForTimeout(1_200);
        const place = path.replaceAll(/[0-9a-f-]{36}/g, 'x').replaceAll('/', '_');
        await page.screenshot({ path: join(folder!, `${name}${place}-${theme}-${width}.png`) });
      }
      await page.context().close();
    }
  }
}

async function signedIn(width: number, height: number, theme: 'light' | 'dark') {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme });
  const page = await context.newPage();
  await page.request.post(`${product.url}/api/session/password`, { data: { password: PASSWORD } });
  return page;
}
