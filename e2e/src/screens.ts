import { expect, type Page } from '@playwright/test';
import type { Filled } from './filled.js';

export interface Screen {
  name: string;
  path: (filled: Filled) => string;
  /** What is pressed to come to it from its page. */
  open?: (page: Page) => Promise<unknown>;
}

const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).first().click();
const tab = (page: Page, name: string | RegExp) => page.getByRole('tab', { name, exact: true }).click();
const choose = (page: Page, name: string) => page.getByRole('menuitem', { name }).click();
const step = (page: Page, type: string) => page.locator(`[data-node-type="${type}"] header`).first().click();

const chooseAll = (page: Page) => page.getByRole('checkbox', { name: 'Choose all that are shown' }).click();
/** The dialog for what is to be done with all the people that are shown. */
const bulk = (open: (page: Page) => Promise<unknown>) => async (page: Page) => {
  await chooseAll(page);
  await open(page);
  await expect(page.getByRole('dialog')).toBeVisible();
};
const more = (name: string) => async (page: Page) => {
  await press(page, 'More');
  await choose(page, name);
};

const at = (name: string, path: string | ((filled: Filled) => string), open?: Screen['open']): Screen => ({
  name,
  path: typeof path === 'string' ? () => path : path,
  ...(open ? { open } : {}),
});
const NOBODY = '01a22e11-81eb-73c3-9410-5277d807beca';
const PEOPLE =
  'Email,First name,Phone,Consent,Shoe size\na@shop.example,Anna,+4528112233,TRUE,38\nb@shop.example,Bo,none,,\n';
const journey = ({ journeyId }: Filled) => `/journeys/${journeyId}`;
const unfinished = ({ unfinishedId }: Filled) => `/journeys/${unfinishedId}`;
const person = ({ contactId }: Filled) => `/people/${contactId}`;

/** Every page of the editor, and what opens over it, in a Signalbox with data (`filled.ts`). */
export const SCREENS: Screen[] = [
  at('home', '/'),
  at('palette', '/', async (page) => {
    await press(page, /^Search/);
    await page.getByRole('dialog').getByRole('textbox').fill('an');
  }),
  at('languages', '/', (page) => press(page, 'Language')),
  at('journeys', '/journeys'),
  at('journey-menu', '/journeys', (page) => press(page, /^More for/)),
  at('journey-delete', '/journeys', async (page) => {
    await press(page, /^More for/);
    await choose(page, 'Delete…');
  }),
  at('templates', '/templates'),
  at('template', '/templates/welcome'),

  at('canvas', journey),
  at('canvas-text', journey, (page) => step(page, 'send-sms')),
  at('canvas-ways', journey, async (page) => {
    await step(page, 'wait-for-event');
    await tab(page, 'Then');
  }),
  at('canvas-step-people', journey, async (page) => {
    await step(page, 'wait-for-event');
    await tab(page, 'People');
  }),
  at('canvas-help', journey, async (page) => {
    await step(page, 'condition');
    await tab(page, 'Help');
  }),
  at('canvas-condition', journey, (page) => step(page, 'condition')),
  at('canvas-versions', journey, (page) => tab(page, 'Versions')),
  at('canvas-what-next', journey, (page) => page.locator('[data-port]').first().click()),
  at('canvas-find', journey, (page) => press(page, 'Find')),
  at('canvas-outline', journey, (page) => press(page, 'Outline')),
  at('canvas-done-here', journey, (page) => press(page, 'What was done here')),
  at('canvas-more', journey, (page) => press(page, 'More for this journey')),
  at('canvas-end', journey, async (page) => {
    await press(page, 'More for this journey');
    await choose(page, 'End the journey…');
  }),
  at('try-one', journey, async (page) => {
    await press(page, 'Try it');
    await page.getByRole('combobox', { name: 'Consent', exact: true }).click();
    await page.getByRole('option', { name: 'Has agreed', exact: true }).click();
    await press(page, 'Run');
    await expect(page.getByRole('region', { name: 'What would happen' })).toBeVisible();
  }),
  at('try-many', journey, async (page) => {
    await press(page, 'Try it');
    await tab(page, 'Many people');
    await press(page, 'Run');
    await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  }),
  at('try-past', journey, async (page) => {
    await press(page, 'Try it');
    await tab(page, 'Replay past events');
  }),
  at('canvas-unfinished', unfinished),
  at('canvas-problems', unfinished, (page) => tab(page, /^Problems/)),
  at('publish-not-ready', unfinished, (page) => press(page, 'Publish')),
  at('publish', journey, async (page) => {
    await press(page, 'Publish');
    await expect(page.getByRole('region', { name: 'Whom it reaches' })).toBeVisible();
  }),

  at('runs', (filled) => `${journey(filled)}/runs`),
  at(
    'runs-act',
    (filled) => `${journey(filled)}/runs`,
    (page) => press(page, 'All of these'),
  ),
  at(
    'runs-end',
    (filled) => `${journey(filled)}/runs`,
    async (page) => {
      await press(page, 'All of these');
      await choose(page, 'End…');
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  ),
  at('run', ({ runId }) => `/runs/${runId}`),
  at('people', '/people'),
  at('people-chosen', '/people', async (page) => {
    await page.getByRole('checkbox', { name: 'Choose all that are shown' }).click();
    await expect(page.getByRole('group', { name: 'The chosen people' })).toBeVisible();
  }),
  at('people-on-a-list', '/people', async (page) => {
    await page.getByRole('checkbox', { name: 'Choose all that are shown' }).click();
    await press(page, 'Put on a list');
    await page.getByRole('combobox', { name: 'List', exact: true }).fill('Newsletter');
  }),
  at('people-more', '/people', async (page) => {
    await chooseAll(page);
    await press(page, 'More');
  }),
  at(
    'people-journey',
    '/people',
    bulk((page) => press(page, 'Start a journey')),
  ),
  at('people-attribute', '/people', bulk(more('Set an attribute'))),
  at('people-unsubscribe', '/people', bulk(more('Unsubscribe from marketing'))),
  at('people-erased', '/people', bulk(more('Erase'))),
  at('import', '/people/import'),
  at('import-read', '/people/import', async (page) => {
    const chooser = page.waitForEvent('filechooser');
    await press(page, 'Choose a file');
    await (await chooser).setFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(PEOPLE) });
    await expect(page.getByText('What the first rows become')).toBeVisible();
  }),
  at('person', person),
  at('person-more', person, (page) => press(page, 'More')),
  at('person-stop', person, (page) => press(page, 'Stop texts…')),
  at('person-correct', person, (page) => press(page, 'Correct')),
  at('person-merge', person, async (page) => {
    await press(page, 'More');
    await page.getByRole('menuitem').first().click();
  }),
  at('person-erase', person, async (page) => {
    await press(page, 'More');
    await page.getByRole('menuitem').last().click();
  }),
  at('texts', '/messages'),
  at('not-sent', '/messages?state=not-sent'),
  at('conversations', '/conversations'),
  at('events', '/events'),
  at('campaigns', '/campaigns'),
  at('segments', '/segments'),
  at('segment', ({ segmentId }) => `/segments/${segmentId}`),
  at('segment-new', '/segments/new'),
  at('segment-edit', ({ segmentId }) => `/segments/${segmentId}/edit`),
  at('lists', '/lists'),
  at('list', '/lists/Newsletter'),
  at('list-rename', '/lists/Newsletter', (page) => press(page, 'Rename')),
  at('list-new', '/lists', (page) => press(page, 'New list')),
  at('list-delete', '/lists/Newsletter', (page) => press(page, 'Delete')),
  at('sign-up-forms', '/sign-up-forms'),
  at('sign-up-form', ({ formId }) => `/sign-up-forms/${formId}`),
  at(
    'sign-up-form-remove',
    ({ formId }) => `/sign-up-forms/${formId}`,
    (page) => press(page, 'Remove'),
  ),
  at('sign-up-form-new', '/sign-up-forms/new'),
  at('loyalty', '/loyalty'),
  at('loyalty-ours', '/loyalty', (page) => page.getByRole('radio', { name: 'A simple one here' }).click()),
  at('loyalty-theirs', '/loyalty', (page) => page.getByRole('radio', { name: 'The shop’s own' }).click()),
  at('waitlists', '/waitlists'),
  at('waitlist', '/waitlists/fjord?shop=shopify%2Fdemo-shop.myshopify.com'),
  at('coupons', '/coupons'),
  at('coupon-pool', '/coupons/spring'),
  at('coupon-pool-settings', '/coupons/spring', (page) => press(page, 'Settings')),
  at('coupon-pool-new', '/coupons', (page) => press(page, 'New pool')),
  at('calendar', '/templates/flash-sale', async (page) => {
    await press(page, /^When\?/);
    await page.getByRole('button', { name: 'Open the calendar' }).first().click();
    await page.getByRole('button', { name: 'Next month' }).waitFor();
  }),
  at('integrations', '/integrations'),
  at('webhook-new', '/integrations', (page) => press(page, 'New webhook')),
  at('analytics', '/analytics'),
  at('go-live', '/go-live'),
  at('phone', '/phone'),
  at('demo-shop', '/demo-shop'),
  at('settings', '/settings'),
  ...['sending', 'limits', 'prices', 'keys', 'team'].map((section) =>
    at(`settings-${section}`, `/settings/${section}`),
  ),
  at('settings-carrier', '/settings/sending', (page) => press(page, 'Store a Plivo account')),
  at('settings-hours', '/settings/limits', (page) =>
    page.getByRole('switch', { name: 'Send in narrower hours of our own' }).click(),
  ),
  at('settings-overtaken', '/settings/limits', async (page) => {
    const card = page.getByRole('region', { name: 'Texts that press for time' });
    await card.getByRole('textbox', { name: 'Texts' }).fill('7');
    await page.evaluate(async (path) => {
      const kept = (await (await fetch(path)).json()) as { count: number; days: number };
      const body = JSON.stringify({ ...kept, count: (kept.count % 5) + 1 });
      await fetch(path, { method: 'PUT', headers: { 'content-type': 'application/json' }, body });
    }, '/api/settings/urgency');
    await expect(page.getByRole('button', { name: 'Take theirs' })).toBeVisible();
  }),
  at('settings-leave', '/settings/limits', async (page) => {
    await page.getByRole('switch', { name: 'Send in narrower hours of our own' }).click();
    await page.getByRole('link', { name: 'Prices', exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  }),
  at('key-revoke', '/settings/keys', (page) => press(page, /^Revoke/)),
  at('team-menu', '/settings/team', (page) => press(page, /^More for/)),
  at('no-such-page', '/no-such-page'),
  at('no-such-journey', `/journeys/${NOBODY}`),
  at('no-such-person', `/people/${NOBODY}`),
  at('no-such-list', '/lists/Nowhere'),
  at('server-fault', '/segments', async (page) => {
    // As often as it is asked again by itself.
    await page.route('**/api/segments', (route) => route.fulfill({ status: 500, body: '' }), { times: 4 });
    await page.reload();
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible({ timeout: 20_000 });
  }),
];

/** Goes there and waits until all that it asks for is there. */
export async function show(page: Page, url: string, screen: Screen, filled: Filled): Promise<void> {
  const isThere = async () => {
    await expect(page.getByRole('main')).toBeVisible();
    await expect(page.getByLabel('Loading', { exact: true })).toHaveCount(0);
  };
  await page.goto(`${url}${screen.path(filled)}`);
  await isThere();
  if (!screen.open) return;
  await screen.open(page);
  await isThere();
}
