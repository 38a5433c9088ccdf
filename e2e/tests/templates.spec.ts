import { expect, type Page } from '@playwright/test';
import type { RunSummary } from '@signalbox/api/contract';
import { eventApi, type AppPerson } from '../src/event-api.js';
import { textsOn } from '../src/journeys.js';
import { sharedProduct, test } from '../src/shared-product.js';
import { newCheckout, checkoutBody, orderBody, postShopifyWebhook } from '../src/shopify.js';
import {
  answerTemplate,
  createAndPublish,
  openAnswer,
  pick,
  previewOf,
  type Answers,
} from '../src/template-answers.js';
import { takeAllAway } from '../src/take-away.js';
import { until } from '../src/until.js';

/*
 * Each template is answered with values that nobody would guess; then things happen at the public doors, and those very
 * values must stand on the phones, and reach whom the answers chose. Waits of weeks are skipped as a marketer skips them.
 */
const product = sharedProduct();
const app = eventApi(product);
const ZONE = 'Europe/Copenhagen';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const DANISH = {
  'Name in front of each text': 'Nørgård',
  Sender: pick('Norgard (hears no replies)'),
  'The texts are in': pick('Danish'),
};
const SEVENTEEN = (code: string) => ({
  'They get': pick('A percentage off'),
  'Percent off': 17,
  'The code': pick('the same for everybody'),
  'The code for everybody': code,
  'The link leads to': 'https://norgard.example/nyt',
});

let serial = Date.now() % 1_000_000;
/** Somebody whom nobody knows, on a second try neither. */
const somebody = (firstName: string): AppPerson => {
  serial = (serial + 1) % 1_000_000;
  return { userId: `odd-${serial}`, firstName, phone: `+4528${String(serial).padStart(6, '0')}` };
};

const localDay = (ms: number) => new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(ms);
const localTime = (ms: number) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' }).format(ms);
/** A Sunday that is neither today nor tomorrow. */
const sunday = (() => {
  let ms = Date.now() + 2 * DAY;
  while (new Date(`${localDay(ms)}T12:00:00Z`).getUTCDay() !== 0) ms += DAY;
  return localDay(ms);
})();
/** Within the week by its day, later by its date: “søn. 21.30”, “6. dec. 21.30”. */
const SUNDAY = /(søn\.|\d\. [a-z]+\.?) 21\.30/;

async function orders(person: AppPerson, agesInDays: number[]): Promise<void> {
  for (const days of agesInDays) {
    const checkout = newCheckout({ phone: person.phone, firstName: person.firstName });
    const at = new Date(Date.now() - days * DAY).toISOString();
    const body = { ...(JSON.parse(orderBody(checkout)) as object), created_at: at, processed_at: at };
    const taken = await postShopifyWebhook(
      product.url,
      product.shopifySecret,
      'orders/create',
      JSON.stringify(body),
    );
    expect(taken.status).toBe(200);
  }
}

interface Received {
  from: string;
  text: string;
}

/** What reached a phone, by the carrier's own log, once there are so many. */
const textsOf = ({ phone, firstName }: AppPerson, count: number): Promise<Received[]> =>
  until(`${count} texts on the phone of ${firstName}`, async () => {
    const response = await fetch(`${product.carrierUrl}/phones`);
    const { phones } = (await response.json()) as {
      phones: { number: string; messages: { direction: string; from: string; text: string }[] }[];
    };
    const texts = (phones.find(({ number }) => number === phone)?.messages ?? []).filter(
      ({ direction }) => direction === 'outbound',
    );
    return texts.length >= count ? texts.map(({ from, text }) => ({ from, text })) : null;
  });

/** The newest text of somebody, by the carrier's log and on the page of the phone alike. */
async function newestText(page: Page, person: AppPerson, count = 1): Promise<string> {
  const { from, text } = (await textsOf(person, count)).at(-1)!;
  expect(from).toBe('Norgard');
  expect(text).toMatch(/^Nørgård: /);
  await page.goto(`${product.url}/phone?number=${encodeURIComponent(person.phone)}`);
  await expect(page.getByRole('log', { name: 'Messages' }).locator('[data-bubble]').last()).toHaveText(text);
  return text;
}

/** Skips a wait for all who are at it, once somebody is. */
const skip = (journeyId: string, nodeId: string, port?: string) =>
  until(`somebody to wait at ${nodeId}`, async () => {
    const action = { kind: 'skip', ...(port && { port }) };
    const { count } = await product.api<{ count: number }>(`/api/journeys/${journeyId}/runs/act`, {
      method: 'POST',
      json: { action, nodeId, status: 'waiting' },
    });
    return count > 0;
  });

/** Publishes the other journeys that a template made. @returns ids by name */
async function publishDrafts(): Promise<Record<string, string>> {
  const { journeys } = await product.api<{
    journeys: { id: string; name: string; status: string }[];
  }>('/api/journeys');
  for (const { id } of journeys.filter(({ status }) => status === 'draft')) {
    const { revision } = await product.api<{ revision: number }>(`/api/journeys/${id}`);
    await product.api(`/api/journeys/${id}/publish`, { method: 'POST', json: { revision } });
  }
  return Object.fromEntries(journeys.map(({ id, name }) => [name, id]));
}

async function publish(page: Page, title: string, answers: Answers) {
  await answerTemplate(page, product.url, title, { ...answers, 'As whom?': DANISH });
  const preview = await previewOf(page);
  for (const text of preview.texts) expect(text).toMatch(/^Nørgård: /);
  return { preview, journeyId: await createAndPublish(page) };
}

const [vita, vera, gitte, silja] = ['Vita', 'Vera', 'Gitte', 'Silja'].map(somebody) as [
  AppPerson,
  AppPerson,
  AppPerson,
  AppPerson,
];

test.describe.configure({ mode: 'serial' });

interface Sender {
  sender: string;
  kind: string;
  countries: string[];
  purposes: string[];
  canReceive: boolean;
}
const setSenders = (senders: Sender[]) =>
  product.api('/api/settings/senders', { method: 'PUT', json: { senders } });
let sendersBefore: Sender[];

test.beforeAll(async () => {
  ({ senders: sendersBefore } = await product.api<{ senders: Sender[] }>('/api/settings/senders'));
  const oneWay = { sender: 'Norgard', kind: 'name', countries: [], purposes: [], canReceive: false };
  await setSenders([...sendersBefore, oneWay]);
  await takeAllAway(product.api);
  for (const person of [vita, vera, gitte, silja]) await app.signUp(person);
  await orders(vita, [40, 35, 30]);
  await orders(vera, [40, 35, 0]);
  await orders(gitte, [40, 0]);
  await orders(silja, [200]);
});

test.afterAll(() => setSenders(sendersBefore));

const soon = Date.now() + 3 * MINUTE;

test('nobody creates what they have not seen: until the answers are drawn, Create is out of use', async ({
  page,
}) => {
  await page.goto(`${product.url}/templates/win-back`);
  const create = page.getByRole('button', { name: 'Create' });
  await expect(create).toBeEnabled();
  let draw = () => {};
  const mayDraw = new Promise<void>((resolve) => (draw = resolve));
  await page.route('**/api/templates/*/draw', async (route) => {
    await mayDraw;
    await route.continue();
  });
  const asked = page.waitForRequest('**/api/templates/*/draw');
  await openAnswer(page, 'When?');
  await page.getByLabel('Days of silence', { exact: true }).fill('61');
  await asked;
  await expect(create).toBeDisabled();
  draw();
  await expect(create).toBeEnabled();
  await expect(page.getByRole('region', { name: 'Whom it reaches' })).toContainText('61 days');
});

test('flash sale: seventeen percent until Sunday 21:30, for those with three orders, at the minute it begins', async ({
  page,
}) => {
  const { preview } = await publish(page, 'Flash sale', {
    'To whom?': {
      'People who': pick('ordered often'),
      'So many orders or more': 3,
      'Leave alone, in percent': 0,
    },
    'What do they get?': { 'On what': 'støvler', ...SEVENTEEN('HOEST17') },
    'When?': {
      'Begins on': localDay(soon),
      'Begins at': localTime(soon),
      'Ends on': sunday,
      'Ends at': '21:30',
    },
  });
  expect(preview.audience).toContain('ordered 3 times or more');
  expect(preview.texts[0]).toContain('17% rabat på støvler');
});

test('VIP early access: three orders are enough, and who bought just now is thanked', async ({ page }) => {
  const { preview, journeyId } = await publish(page, 'VIP early access', {
    'To whom?': { 'VIP from so many orders': 3, 'The first wave: so many orders or more': 3 },
    'What do they get?': { 'What opens': 'Kollektion 7', ...SEVENTEEN('VIP17') },
    'When?': { 'The launch for everybody': sunday, 'Launches at': '21:30' },
  });
  expect(preview.audience).toContain('ordered 3 times or more');
  for (const { phone } of [vita, vera])
    await product.api(`/api/journeys/${journeyId}/start`, { method: 'POST', json: { phone } });
  const invited = await newestText(page, vita);
  expect(invited).toContain('Vita, Kollektion 7 er åben for dig før alle andre');
  expect(invited).toContain('17% rabat: VIP17');
  expect(invited).toMatch(SUNDAY);
  const thanked = await newestText(page, vera);
  expect(thanked).toContain('Tak for din ordre!');
  expect(thanked).not.toContain('17%');
});

test('win-back: forty-five days of silence, then a value, then seventeen percent', async ({ page }) => {
  const wilma = somebody('Wilma');
  const { preview, journeyId } = await publish(page, 'Win-back', {
    // At 200 a day whoever comes behind somebody of another test would wait for minutes.
    'To whom?': { 'Of these, so many a day': 1_000_000, 'Leave alone, in percent': 0 },
    'What do they get?': SEVENTEEN('SAVN17'),
    'When?': {
      'Days of silence': 45,
      'Those from before: from': localDay(soon),
      'Those from before: at': localTime(soon),
    },
  });
  expect(preview.audience).toContain('45 days');
  await publishDrafts();
  await app.signUp(wilma);
  await orders(wilma, [0]);
  await skip(journeyId, 'silence');
  expect(await newestText(page, wilma)).toContain('Det er længe siden, Wilma.');
  await skip(journeyId, 'think');
  expect(await newestText(page, wilma, 2)).toContain('17% rabat kun til dig: SAVN17');
});

test('welcome: asked once more by a link, then seventeen percent', async ({ page }) => {
  const anna = somebody('Anna');
  await publish(page, 'Welcome', {
    'What do they get?': SEVENTEEN('HEJ17'),
  });
  await app.identify(anna);
  await app.track(anna, 'SMS Opt-In Requested');
  const asked = await newestText(page, anna);
  await page.goto(/Bekræft: (\S+)$/.exec(asked)![1]!);
  await page.getByRole('button').first().click();
  expect(await newestText(page, anna, 2)).toContain(
    'Velkommen, Anna! 17% rabat på din første ordre med HEJ17',
  );
});

test('abandoned cart: seventeen percent after an odd while of quiet', async ({ page }) => {
  const { journeyId } = await publish(page, 'Abandoned cart', {
    'To whom?': { 'Only carts worth at least': 501, 'Leave alone, in percent': 0 },
    'What do they get?': SEVENTEEN('KURV17'),
    'When?': { 'Remind when it was quiet for, in minutes': 47 },
  });
  const cheap = newCheckout({ phone: somebody('Bo').phone, total: '500.00', firstName: 'Bo' });
  const dear = newCheckout({ phone: somebody('Dorte').phone, total: '502.00', firstName: 'Dorte' });
  for (const [index, { phone, firstName }] of [cheap, dear].entries())
    await app.signUp({ userId: `cart-${index}`, phone, firstName }, ['cart-reminder']);
  for (const checkout of [cheap, dear])
    await postShopifyWebhook(product.url, product.shopifySecret, 'checkouts/create', checkoutBody(checkout));
  await skip(journeyId, 'quiet', 'timeout');
  const text = await newestText(page, { ...dear, userId: 'cart-1' });
  expect(text).toContain('Overvejer du stadig Trail Jacket? 17% rabat: KURV17');
  const { runs } = await product.api<{ runs: RunSummary[] }>(`/api/journeys/${journeyId}/runs`);
  const ofBo = runs.find(({ contact }) => contact.phone === cheap.phone);
  expect(ofBo?.currentNodeId, 'a cart that is worth too little may still grow').toBe('small');
  expect(await textsOn(product.carrierUrl, cheap.phone)).toEqual([]);
});

test('back in stock: only once there are two, with seventeen percent', async ({ page }) => {
  const inge = somebody('Inge');
  const stock = (available: number) =>
    postShopifyWebhook(
      product.url,
      product.shopifySecret,
      'products/update',
      JSON.stringify({
        ...{ id: 7701, title: 'Uldhue', handle: 'uldhue', status: 'active' },
        updated_at: new Date().toISOString(),
        variants: [
          {
            ...{
              id: 8801,
              title: 'M',
              price: '299.00',
              inventory_item_id: 9901,
              inventory_quantity: available,
            },
            ...{ inventory_management: 'shopify', inventory_policy: 'deny' },
          },
        ],
      }),
    );
  await stock(0);
  await publish(page, 'Back in stock', {
    'To whom?': { 'Only once there are at least': 2 },
    'What do they get?': SEVENTEEN('IGEN17'),
    'When?': { 'Let stock settle, in minutes': 3 },
  });
  expect(await product.api('/api/settings/waitlist')).toMatchObject({ minimum: 2, settleMinutes: 3 });
  await app.standInLine(inge, '8801');
  await stock(7);
  const { waitlists } = await product.api<{ waitlists: { shop: string; variantId: string }[] }>(
    '/api/waitlists',
  );
  const { shop, variantId } = waitlists.find((line) => line.variantId === '8801')!;
  await product.api('/api/waitlists/run', { method: 'POST', json: { shop, variantId } });
  expect(await newestText(page, inge)).toMatch(/Uldhue.* er på lager igen.*17% rabat: IGEN17/s);
});

test('loyalty: the balance, the tier, what expires and a birthday, each as answered', async ({ page }) => {
  const [lars, lone, liv] = ['Lars', 'Lone', 'Liv'].map(somebody) as [AppPerson, AppPerson, AppPerson];
  // Points are given only where they are ours.
  const settings = await product.api<object>('/api/settings/loyalty');
  await product.api('/api/settings/loyalty', { method: 'PUT', json: { ...settings, kind: 'ours' } });
  const { journeyId } = await publish(page, 'Loyalty and benefits', {
    'To whom?': {
      'Tell the balance from so many points on': 171,
      'Warn if at least so many points expire': 43,
    },
    'What do they get?': { 'Points for a birthday': 17 },
    'When?': { 'The weekly text on': pick('Sunday'), 'The weekly text at, where they are': '21:30' },
  });
  const ids = await publishDrafts();
  for (const person of [lars, lone, liv]) await app.signUp(person);
  await app.track(lars, 'Points Changed', { balance: 171 });
  await skip(journeyId, 'before');
  await skip(journeyId, 'window');
  expect(await newestText(page, lars)).toContain('Du har 171 point, Lars.');
  await app.track(lars, 'Tier Changed', { tier: 'Guld', direction: 'up' });
  expect(await newestText(page, lars, 2)).toContain('Tillykke, Lars! Du er nu Guld.');
  await app.track(lone, 'Points Changed', { balance: 300 });
  await app.track(lone, 'Points Expiring', { points: 43, expires_at: '2030-11-30T12:00:00Z' });
  await skip(ids['Fordele: point udløber']!, 'before');
  await skip(ids['Fordele: point udløber']!, 'window');
  expect(await newestText(page, lone)).toMatch(/Du har 300 point, Lone; \d+\. [a-z]+\.? udløber 43 af dem\./);
  await product.api(`/api/journeys/${ids['Fordele: fødselsdag']}/start`, {
    method: 'POST',
    json: { phone: liv.phone },
  });
  expect(await newestText(page, liv)).toContain('Tillykke med fødselsdagen, Liv! Her er 17 point');
  await product.api('/api/settings/loyalty', { method: 'PUT', json: settings });
});

test('… and when the minute came, sale and win-back reached whom they were for, and nobody else', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await until('the campaigns', async () => Date.now() > soon, { withinMs: 180_000, everyMs: 1_000 });
  for (const person of [vita, vera]) {
    const sale = await newestText(page, person, 2);
    expect(sale).toContain('17% rabat på støvler');
    expect(sale).toMatch(SUNDAY);
    expect(sale).toContain('Kode HOEST17.');
  }
  expect(await newestText(page, silja)).toContain('Det er længe siden, Silja.');
  expect(await textsOf(gitte, 0)).toEqual([]);
});
