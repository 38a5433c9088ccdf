import { randomInt, randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { eventApi } from '../src/event-api.js';
import { sharedProduct, test } from '../src/shared-product.js';

const product = sharedProduct();
const mark = randomUUID().slice(0, 6);
const number = () => `+4522${randomInt(100_000, 999_999)}`;

/** Somebody whom a shop has told of. @returns their id */
async function known(traits: { [name: string]: unknown }): Promise<string> {
  await eventApi(product).tell('identify', { userId: randomUUID(), traits });
  const { contacts } = await product.api<{ contacts: { id: string }[] }>(
    `/api/contacts?search=${encodeURIComponent(String(traits.email))}`,
  );
  return contacts[0]!.id;
}

const openForm = async (page: Page, id: string) => {
  await page.goto(`${product.url}/people/${id}`);
  await page.getByRole('button', { name: 'Correct', exact: true }).click();
  return page.getByRole('dialog', { name: /^Correct/ });
};
const timeline = (page: Page) => page.getByRole('region', { name: 'Timeline' });

test('a person is put right by hand, and the timeline says what was and who did it', async ({ page }) => {
  const size = `size_${mark}_${randomInt(1_000_000)}`;
  await known({ email: `first-${randomUUID()}@acme.example`, [size]: 41 });
  const id = await known({
    email: `ana-${randomUUID()}@acme.example`,
    first_name: 'Ana',
    phone: number(),
    town: 'Aarhus',
    [size]: 'about 38',
  });
  const form = await openForm(page, id);
  await form.getByRole('textbox', { name: 'First name' }).fill('Anna');
  // It came as text, which the page says, and is a number everywhere else.
  await expect(form.getByRole('group', { name: size })).toContainText('Here it is text, elsewhere a number');
  await form.getByRole('combobox', { name: `Type of ${size}` }).click();
  await page.getByRole('option', { name: 'a number' }).click();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('This is not a number.')).toBeVisible();
  await form.getByRole('textbox', { name: `Value of ${size}` }).fill('38,5');
  await form.getByRole('button', { name: 'Take town away' }).click();
  await form.getByRole('combobox', { name: 'Name of another attribute' }).fill('Favourite Colour');
  await page.keyboard.press('Enter');
  await form.getByRole('textbox', { name: 'Value of favourite_colour' }).fill('blue');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form).toBeHidden();
  await expect(page.getByRole('heading', { level: 1, name: 'Anna' })).toBeVisible();
  for (const words of [
    'first name changed from “Ana” to “Anna”',
    'town was taken away; it was “Aarhus”',
    'favourite colour is now “blue”',
    'from “about 38” to “38.5”',
    'By Owner',
  ])
    await expect(timeline(page).getByText(words).first()).toBeVisible();
});

test('a number of somebody else names them, keeps what was typed, and the two are made one', async ({
  page,
}) => {
  const phone = number();
  const otherEmail = `bo-${randomUUID()}@acme.example`;
  const name = `Bo ${mark} ${randomInt(1_000_000)}`;
  await known({ email: otherEmail, first_name: name, phone });
  const id = await known({ email: `bob-${randomUUID()}@acme.example`, first_name: 'Bob' });
  const form = await openForm(page, id);
  await form.getByRole('textbox', { name: 'Last name' }).fill('Dam');
  await form.getByRole('textbox', { name: 'Phone' }).fill('12');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('“12” is not a phone number.')).toBeVisible();
  await form.getByRole('textbox', { name: 'Phone' }).fill(phone);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByRole('alert')).toContainText(`This number belongs to ${name}`);
  await expect(form.getByRole('link', { name: `Look at ${name}` })).toBeVisible();
  await form.getByRole('button', { name: 'Make them one…' }).click();
  await page
    .getByRole('dialog', { name: 'Who else is Bob?' })
    .getByRole('button', { name: 'Make them one' })
    .click();
  await expect(page.getByRole('dialog', { name: 'Who else is Bob?' })).toBeHidden();
  await expect(form.getByRole('textbox', { name: 'Last name' })).toHaveValue('Dam');
  await form.getByRole('button', { name: 'Save' }).click();
  // The merge gave Bob the number, which is said once; it is the same one.
  await expect(form.getByText('Changed meanwhile')).toBeVisible();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form).toBeHidden();
  await expect(page.getByRole('heading', { level: 1, name: 'Bob Dam' })).toBeVisible();
});

test('what somebody else changed meanwhile is shown, and nothing typed is lost', async ({ page }) => {
  const id = await known({ email: `cy-${randomUUID()}@acme.example`, first_name: 'Cy', town: 'Vejle' });
  const form = await openForm(page, id);
  await form.getByRole('textbox', { name: 'First name' }).fill('Cyrus');
  await form.getByRole('textbox', { name: 'Last name' }).fill('Holm');
  await product.api(`/api/contacts/${id}`, { method: 'PATCH', json: { firstName: 'Cyril' } });
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('First name is “Cyril” now')).toBeVisible();
  await form.getByRole('button', { name: 'Take that, and keep the rest of mine' }).click();
  await expect(form.getByRole('textbox', { name: 'First name' })).toHaveValue('Cyril');
  await expect(form.getByRole('textbox', { name: 'Last name' })).toHaveValue('Holm');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Cyril Holm' })).toBeVisible();
});

test('a viewer sees that people can be put right, and why not by them', async ({ browser, page }) => {
  const id = await known({ email: `di-${randomUUID()}@acme.example`, first_name: 'Di' });
  const { link } = await product.api<{ link: string }>('/api/team', {
    method: 'POST',
    json: { name: 'Vera', role: 'viewer' },
  });
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const vera = await context.newPage();
  await vera.goto(link);
  await vera.getByRole('button', { name: 'Join' }).click();
  await expect(vera.getByRole('navigation')).toBeVisible();
  // Where the link led: another name of this machine has cookies of its own.
  await vera.goto(new URL(`/people/${id}`, link).href);
  const correct = vera.getByRole('button', { name: 'Correct', exact: true });
  await expect(correct).toBeDisabled();
  await expect(
    vera.getByTitle('Your role may look at this and not change it.').filter({ has: correct }),
  ).toBeAttached();
  await context.close();
  await page.close();
});

test('a list is made of chosen people, looked through, renamed and deleted, and what asks for it keeps it', async ({
  page,
}) => {
  const round = randomUUID().slice(0, 8);
  const list = `Guests ${round}`;
  const email = (name: string) => `${name}-${round}@acme.example`;
  for (const name of ['Ida', 'Jens']) await known({ email: email(name), first_name: name, last_name: round });
  const late = await known({ email: email('Kai'), first_name: 'Kai', last_name: round });

  await page.goto(`${product.url}/people?search=${round}`);
  await page.getByRole('checkbox', { name: `Choose Ida ${round}` }).check();
  await page.getByRole('checkbox', { name: `Choose Jens ${round}` }).check();
  await page.getByRole('button', { name: 'Put on a list' }).click();
  const dialog = page.getByRole('dialog', { name: 'Put on a list' });
  await dialog.getByRole('combobox', { name: 'List' }).fill(list);
  await expect(dialog.getByText(`This makes the list “${list}”.`)).toBeVisible();
  await expect(dialog.getByText('Changes 2 people')).toBeVisible();
  await dialog.getByRole('button', { name: 'Do it' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(`Put on the list “${list}”`)).toBeVisible();

  // Kai joins from his own page.
  await page.goto(`${product.url}/people/${late}`);
  await page.getByRole('combobox', { name: 'Lists' }).click();
  await page.getByRole('option', { name: list }).click();
  await expect(timeline(page).getByText(`Got the tag “${list}”`)).toBeVisible();

  await page.goto(`${product.url}/lists`);
  const row = page.getByRole('table', { name: 'Lists' }).getByRole('row').filter({ hasText: list });
  await expect(row).toContainText('3');
  await row.getByRole('link', { name: list }).click();
  await expect(page.getByText('A list with 3 people')).toBeVisible();
  const people = page.getByRole('table', { name: 'People on the list' });
  await page.getByRole('textbox', { name: 'Search on this list' }).fill('Jens');
  await expect(people.getByRole('row')).toHaveCount(2);
  await people.getByRole('button', { name: `Take Jens ${round} off` }).click();
  await expect(page.getByText('A list with 2 people')).toBeVisible();
  await page.getByRole('combobox', { name: 'Add a person' }).fill(email('Jens'));
  await page.getByRole('option', { name: /^Jens/ }).click();
  await expect(page.getByText('A list with 3 people')).toBeVisible();

  const { id: segmentId } = await product.api<{ id: string }>('/api/segments', {
    method: 'POST',
    json: {
      name: `On ${list}`,
      rule: {
        version: 2,
        root: { kind: 'group', match: 'all', conditions: [{ kind: 'tag', op: 'has', tag: list }] },
      },
    },
  });
  await page.reload();
  await expect(page.getByRole('link', { name: `On ${list}` })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Delete' })).toBeDisabled();
  await product.api(`/api/segments/${segmentId}`, { method: 'DELETE' });
  await page.reload();
  await page.getByRole('button', { name: 'Rename' }).click();
  const naming = page.getByRole('dialog', { name: `Rename ${list}` });
  await naming.getByRole('textbox', { name: 'Name' }).fill(`Friends / ${round}`);
  await naming.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Friends / ${round}` })).toBeVisible();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Lists' })).toBeVisible();
  await expect(page.getByRole('link', { name: `Friends / ${round}` })).toBeHidden();
});

test('a “no” that somebody said on the phone is written down with how they said so', async ({ page }) => {
  const id = await known({ email: `no-${randomUUID()}@acme.example`, first_name: 'Nora', phone: number() });
  await page.goto(`${product.url}/people/${id}`);
  await page.getByRole('button', { name: 'Stop texts…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Stop texts to Nora?' });
  const stop = dialog.getByRole('button', { name: 'Stop texts' });
  await expect(stop).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'How they said so' }).fill('By phone, 3 May');
  await stop.click();
  await expect(dialog).toBeHidden();
  await expect(timeline(page)).toContainText('By phone, 3 May');
  await expect(page.getByRole('button', { name: 'Stop texts…' })).toBeHidden();
  const { smsConsent } = await product.api<{ smsConsent: string }>(`/api/contacts/${id}`);
  expect(smsConsent).toBe('stopped');
});

/** Takes a file in with what was guessed of its columns, and waits until that is done. */
async function takeIn(name: string, lines: string[]): Promise<void> {
  const sent = await fetch(`${product.url}/api/imports?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${product.apiKey}`, 'content-type': 'text/csv' },
    body: lines.join('\n'),
  });
  const { id, settings } = (await sent.json()) as { id: string; settings: object };
  await product.api(`/api/imports/${id}/start`, { method: 'POST', json: settings });
  await expect
    .poll(async () => {
      const { jobs } = await product.api<{ jobs: { id: string; status: string }[] }>('/api/people-jobs');
      return jobs.find((job) => job.id === id)?.status;
    })
    .toBe('done');
}

test('an import is taken back after it is said what goes and who stays, and “keep it” changes nothing', async ({
  page,
}) => {
  const email = (who: string) => `${who}-${mark}@taken-back.example`;
  await known({ email: email('here'), first_name: 'Here', town: 'Aarhus' });
  const file = `taken-back-${mark}.csv`;
  await takeIn(file, [
    'Email,First Name,Town,SMS Consent,Phone Number',
    `${email('here')},Here,Odense,,`,
    `${email('gone')},Gone,Vejle,SUBSCRIBED,${number()}`,
    `${email('bought')},Bought,Ribe,,`,
  ]);
  await eventApi(product).tell('track', {
    userId: randomUUID(),
    event: 'Order Completed',
    properties: { order_id: randomUUID(), total: 99, currency: 'DKK' },
    context: { traits: { email: email('bought') } },
  });
  const found = async (who: string) =>
    (await product.api<{ contacts: unknown[] }>(`/api/contacts?search=${encodeURIComponent(email(who))}`))
      .contacts.length;

  await page.goto(`${product.url}/people`);
  const job = page.getByRole('listitem').filter({ hasText: file });
  const dialog = page.getByRole('dialog', { name: /^Take back: .*taken-back/ });
  await job.getByRole('button', { name: 'Take back' }).click();
  for (const words of [
    'Of 2 people whom it made, 1 is gone again.',
    'Of 1 person who was here and whom it changed, 1 is as before',
    '1 yes to texts that the file brought goes',
    '1 person stays as they are, as something has come of them since, another import names them, too, or they said no to texts: Bought',
  ])
    await expect(dialog.getByText(words)).toBeVisible();
  await expect(dialog.getByRole('link', { name: 'Bought' })).toBeVisible();

  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(dialog).toBeHidden();
  expect([await found('gone'), await found('bought')]).toEqual([1, 1]);

  await job.getByRole('button', { name: 'Take back' }).click();
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('1 gone again, 1 as before, 1 left alone')).toBeVisible();
  expect([await found('gone'), await found('bought'), await found('here')]).toEqual([0, 1, 1]);
  const { contacts } = await product.api<{ contacts: { id: string }[] }>(
    `/api/contacts?search=${encodeURIComponent(email('here'))}`,
  );
  await page.goto(`${product.url}/people/${contacts[0]!.id}`);
  await expect(page.getByText('Aarhus').first()).toBeVisible();
});
