import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import type { CreatedFromTemplate, Gallery } from '@signalbox/api/contract';
import { fill, type Filled } from './filled.js';
import { PASSWORD, startProduct } from './product.js';
import { SCREENS, show, type Screen } from './screens.js';

/*
 * Takes the pictures of the README from the real product: `npm run screenshots`. With a folder (`-- folder [pattern]`) it
 * takes every screen, or those whose name matches the pattern: empty and with data, in both themes and two widths, for a
 * look by eye.
 */
const IMAGES = fileURLToPath(new URL('../../docs/images', import.meta.url));
/** The picture's name, the screen, and its theme. */
const PICTURES = [
  ['canvas', 'canvas-text', 'light'],
  ['canvas-dark', 'try-one', 'dark'],
  ['home', 'home', 'light'],
  ['publish', 'publish', 'light'],
  ['person', 'person', 'light'],
] as const;
/** Where there is something to see without data. */
const EMPTY =
  /^(home|journeys|people|segments|lists|texts|conversations|events|coupons|waitlists|sign-up-forms|analytics|phone|demo-shop|go-live)$/;

const [folder, pattern = ''] = process.argv.slice(2);
const wanted = new RegExp(pattern);
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
const session = await signIn();

try {
  const nobody: Filled = {
    journeyId: '',
    unfinishedId: '',
    runId: '',
    contactId: '',
    segmentId: '',
    formId: '',
  };
  if (folder)
    await takeAll(
      'empty',
      SCREENS.filter(({ name }) => EMPTY.test(name)),
      nobody,
    );
  const filled = await fill(product.api);
  if (folder) await takeAll('full', SCREENS, filled);
  else {
    await takePictures(filled);
    await takeTemplates();
  }
} finally {
  await browser.close();
  await product.stop();
}

async function takePictures(filled: Filled): Promise<void> {
  await mkdir(IMAGES, { recursive: true });
  for (const [picture, name, theme] of PICTURES) {
    const page = await openPage(1440, theme);
    await take(
      page,
      SCREENS.find((screen) => screen.name === name)!,
      filled,
      join(IMAGES, `${picture}.png`),
    );
    await page.context().close();
  }
}

/** The canvas of each template, as its suggested answers draw it. */
async function takeTemplates(): Promise<void> {
  const into = join(IMAGES, 'templates');
  await mkdir(into, { recursive: true });
  const page = await openPage(1280, 'light');
  // Room for four columns and a dozen rows of steps.
  await page.setViewportSize({ width: 1700, height: 1_900 });
  const { templates } = await product.api<Gallery>('/api/templates');
  for (const { id, suggested } of templates) {
    const offer = suggested.offer as { link?: string } | undefined;
    const link = offer?.link === '' ? { offer: { ...offer, link: 'https://acme.example/new' } } : {};
    const { journeyId } = await product.api<CreatedFromTemplate>(`/api/templates/${id}/create`, {
      method: 'POST',
      json: { answers: { ...suggested, ...link } },
    });
    await page.goto(`${product.url}/journeys/${journeyId}`);
    await page.getByRole('button', { name: 'Fit', exact: true }).click();
    // A picture needs no map of itself.
    await page.addStyleTag({ content: '.react-flow__panel { display: none }' });
    await page.waitForTimeout(1_000);
    await page.screenshot({ path: join(into, `${id}.png`), clip: await aroundSteps(page) });
  }
  await page.context().close();
}

type Edges = Record<'left' | 'top' | 'right' | 'bottom', number>;

/** What all steps take up, with some room around it. */
async function aroundSteps(page: Page) {
  const steps = await page
    .locator('.react-flow__node')
    .evaluateAll((all) => all.map((step) => step.getBoundingClientRect().toJSON() as Edges));
  const [x, y] = [Math.min(...steps.map(({ left }) => left)), Math.min(...steps.map(({ top }) => top))];
  const right = Math.max(...steps.map((step) => step.right));
  const bottom = Math.max(...steps.map((step) => step.bottom));
  const ROOM = 24;
  return { x: x - ROOM, y: y - ROOM, width: right - x + 2 * ROOM, height: bottom - y + 2 * ROOM };
}

async function takeAll(state: string, screens: Screen[], filled: Filled): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    for (const width of [1280, 1920]) {
      const page = await openPage(width, theme);
      for (const screen of screens.filter(({ name }) => wanted.test(name))) {
        const file = join(folder!, `${screen.name}-${state}-${theme}-${width}.png`);
        await take(page, screen, filled, file).catch((error: Error) =>
          console.error(screen.name, error.message),
        );
      }
      await page.context().close();
    }
  }
}

async function take(page: Page, screen: Screen, filled: Filled, file: string): Promise<void> {
  await show(page, product.url, screen, filled);
  // What moves into its place, and numbers that are asked for last.
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: file });
}

/** Once for all pages: signing in is soon refused. */
async function signIn() {
  const context = await browser.newContext();
  await context.request.post(`${product.url}/api/session/password`, { data: { password: PASSWORD } });
  const state = await context.storageState();
  await context.close();
  return state;
}

async function openPage(width: number, colorScheme: 'light' | 'dark'): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: width > 1600 ? 1080 : 900 },
    colorScheme,
    storageState: session,
  });
  return context.newPage();
}
