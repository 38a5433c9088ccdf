import { expect, type Page } from '@playwright/test';
import { sharedProduct, test } from '../src/shared-product.js';

const product = sharedProduct();

/** Words that stand on nearly every page in English, and that no Danish page, name or sample text has. */
const ENGLISH =
  /\b(the|and|your|people|texts|not sent|journeys?|steps?|settings|search|save|cancel|add|waiting|publish|nobody|nothing|entered|days?|last|show|choose)\b/i;

/** Names of events, which shops and programs send, are the same in every language. */
const EVENTS = ['Segment Entered', 'Segment Left', 'Journey Started'];
const FILES = ['people.csv'];

/** … and so are those that people gave to their journeys. */
const namesOfJourneys = async () =>
  (await product.api<{ journeys: { name: string }[] }>('/api/journeys')).journeys.map(({ name }) => name);

/** Names, samples and texts that people wrote, which stay as they are. */
const WRITTEN =
  'script, style, svg, pre, code, td, b, [data-bubble], [data-node-type] header, [lang], textarea, q';

/** What a page shows, and what it says to those who hear it. */
const wordsOf = (page: Page) =>
  page.evaluate<string[]>(`(() => {
    const copy = document.body.cloneNode(true);
    for (const element of copy.querySelectorAll(${JSON.stringify(WRITTEN)})) element.remove();
    const said = [];
    const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) said.push(walk.currentNode.textContent);
    for (const element of copy.querySelectorAll('[aria-label], [placeholder]'))
      said.push(element.getAttribute('aria-label'), element.getAttribute('placeholder'));
    return said.map((text) => (text ?? '').trim()).filter(Boolean);
  })()`);

const PAGES = [
  ['/', /Forside|Velkommen/],
  ['/journeys', 'Forløb'],
  ['/templates', 'Skabeloner'],
  ['/people', 'Personer'],
  ['/people/import', 'Importér'],
  ['/campaigns', 'Kampagner'],
  ['/segments', 'Segmenter'],
  ['/segments/new', 'Nyt segment'],
  ['/lists', 'Lister'],
  ['/loyalty', 'Loyalitet'],
  ['/messages', 'Sms’er'],
  ['/coupons', 'Rabatkoder'],
  ['/events', 'Hændelser'],
  ['/analytics', 'Analyse'],
  ['/integrations', 'Integrationer'],
  ['/go-live', 'Gå i luften'],
  ['/settings', 'Indstillinger'],
  ['/conversations', 'Samtaler'],
  ['/waitlists', 'Varer og ventelister'],
  ['/sign-up-forms', 'Tilmelding'],
  ['/sign-up-forms/new', 'Ny formular'],
  ['/phone', 'Telefon'],
  ['/demo-shop', 'Demobutik'],
] as const;

/** The pages of somebody who waits in a journey, and of their way through it. */
async function pagesOfSomebody(): Promise<[path: string, heading: string][]> {
  const step = (id: string, type: string, config: object) => ({
    id,
    type,
    position: { x: 0, y: 0 },
    data: { version: 1, config },
  });
  const { id } = await product.api<{ id: string }>('/api/journeys', {
    method: 'POST',
    json: {
      name: 'Velkommen',
      graph: {
        schemaVersion: 1,
        nodes: [
          step('start', 'manual-trigger', {}),
          step('vent', 'wait', { durationMs: 86_400_000 }),
          step('slut', 'exit', { outcome: 'ventet' }),
        ],
        edges: [
          { id: 'a', source: 'start', sourceHandle: 'next', target: 'vent' },
          { id: 'b', source: 'vent', sourceHandle: 'next', target: 'slut' },
        ],
      },
    },
  });
  await product.api(`/api/journeys/${id}/publish`, { method: 'POST', json: { revision: 1 } });
  const phone = '+4552990777';
  await fetch(`${product.url}/v1/identify`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`${product.writeKey}:`).toString('base64')}`,
    },
    body: JSON.stringify({ userId: 'birgit', traits: { firstName: 'Birgit', phone } }),
  });
  await product.api(`/api/journeys/${id}/start`, { method: 'POST', json: { phone } });
  const { runs } = await product.api<{ runs: { id: string; contact: { id: string } }[] }>(
    `/api/journeys/${id}/runs`,
  );
  return [
    [`/people/${runs[0]!.contact.id}`, 'Birgit'],
    [`/runs/${runs[0]!.id}`, 'Birgit'],
  ];
}

test.describe('in a browser that asks for Danish', () => {
  test.use({ locale: 'da-DK' });

  test('the main pages speak Danish, with nothing of the English left over', async ({ page }) => {
    const leftOver: string[] = [];
    for (const [path, heading] of [...PAGES, ...(await pagesOfSomebody())]) {
      await page.goto(`${product.url}${path}`);
      await expect(page.getByRole('heading', { level: 1 })).toContainText(heading);
      await expect(page.locator('html')).toHaveAttribute('lang', 'da');
      await page.waitForLoadState('networkidle').catch(() => undefined);
      const names = [...EVENTS, ...FILES, ...(await namesOfJourneys())];
      for (const text of await wordsOf(page))
        // A text is as it was sent, whoever reads of it.
        if (
          !text.startsWith('Acme: ') &&
          ENGLISH.test(names.reduce((rest, name) => rest.replaceAll(name, ''), text))
        )
          leftOver.push(`${path}: ${text}`);
    }
    expect(leftOver).toEqual([]);
  });

  test('the canvas, its steps and what is wrong with them are said in Danish', async ({ page }) => {
    const { id } = await product.api<{ id: string }>('/api/journeys', {
      method: 'POST',
      json: { name: 'Velkommen', graph: { schemaVersion: 1, nodes: [], edges: [] } },
    });
    await page.goto(`${product.url}/journeys/${id}`);
    await page.getByRole('button', { name: 'En hændelse sker', exact: true }).click();
    await page.getByRole('button', { name: 'Send sms', exact: true }).click();
    await expect(page.locator('[data-node-type="send-sms"]')).toContainText('Skal udfyldes: Sms');
    await page.getByRole('button', { name: 'Udgiv', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Ikke klar til at udgive' });
    await expect(dialog).toContainText('Udfyld dette.');
    expect((await wordsOf(page)).filter((text) => ENGLISH.test(text))).toEqual([]);
  });

  test('the tabs of a step stand in one line in Danish, too', async ({ page }) => {
    const { id } = await product.api<{ id: string }>('/api/journeys', {
      method: 'POST',
      json: {
        name: 'Faneblade',
        graph: {
          schemaVersion: 1,
          nodes: [
            { id: 'e', type: 'experiment', position: { x: 0, y: 0 }, data: { version: 1, config: {} } },
          ],
          edges: [],
        },
      },
    });
    await page.goto(`${product.url}/journeys/${id}?step=e`);
    await expect(page.getByRole('tab', { name: 'Hjælp' })).toBeVisible();
    const tops = await page.getByRole('tab').evaluateAll((tabs) => tabs.map((tab) => tab.offsetTop));
    expect(tops).toHaveLength(4);
    expect(new Set(tops).size).toBe(1);
  });

  test('who prefers English chooses it once, and it stays', async ({ page }) => {
    await page.goto(product.url);
    await page.getByRole('button', { name: 'Sprog' }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await expect(page.getByRole('link', { name: 'Journeys', exact: true })).toBeVisible();
    await page.goto(`${product.url}/people`);
    await expect(page.getByRole('heading', { level: 1, name: 'People' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  });
});

test('every other browser gets English', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'de-DE', storageState: product.signedIn });
  const page = await context.newPage();
  await page.goto(product.url);
  await expect(page.getByRole('link', { name: 'Journeys', exact: true })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await context.close();
});
