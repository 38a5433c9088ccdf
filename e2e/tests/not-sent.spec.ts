import { randomInt, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { step } from '../src/journeys.js';
import { sharedProduct, test } from '../src/shared-product.js';
import { until } from '../src/until.js';

const product = sharedProduct();

/** Never agreed to be texted, and is in a journey all the same. */
const nobody = { name: `Unasked ${randomUUID().slice(0, 6)}`, phone: `+4522${randomInt(100_000, 999_999)}` };
const journey = `Held back ${randomUUID().slice(0, 6)}`;

test.beforeAll(async () => {
  await product.api('/api/settings/part-price', {
    method: 'PUT',
    json: { price: { amount: 0.31, currency: 'DKK' } },
  });
  const identified = await fetch(`${product.url}/v1/identify`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`${product.writeKey}:`).toString('base64')}`,
    },
    body: JSON.stringify({
      userId: randomUUID(),
      traits: { first_name: nobody.name, phone: nobody.phone },
    }),
  });
  expect(identified.status).toBe(200);
  const graph = {
    schemaVersion: 1,
    nodes: [
      step('start', 'manual-trigger', 0, {}),
      step('text', 'send-sms', 200, { text: 'Hello', purpose: 'marketing' }),
      step('end', 'exit', 500, { outcome: 'greeted' }),
    ],
    edges: [
      { id: 'a', source: 'start', sourceHandle: 'next', target: 'text' },
      { id: 'b', source: 'text', sourceHandle: 'sent', target: 'end' },
    ],
  };
  const { id, revision } = await product.api<{ id: string; revision: number }>('/api/journeys', {
    method: 'POST',
    json: { name: journey, graph },
  });
  await product.api(`/api/journeys/${id}/publish`, { method: 'POST', json: { revision } });
  await product.api(`/api/journeys/${id}/start`, { method: 'POST', json: { phone: nobody.phone } });
  await until('the text not to be sent', async () => {
    const { messages } = await product.api<{ messages: object[] }>(
      `/api/messages?journey=${id}&state=suppressed`,
    );
    return messages.length > 0;
  });
});

test('from a reason to its people, to what happened and what can be done', async ({ page }) => {
  await page.goto(`${product.url}/messages?state=not-sent`);
  const reasons = page.getByRole('region', { name: 'Not sent, and why' });
  await page.getByRole('textbox', { name: 'Search texts' }).fill(nobody.name);
  const reason = reasons.getByRole('listitem').filter({ hasText: 'No consent for this' });
  await expect(reason).toContainText('1 person, would have cost about DKK 0.31');
  await expect(reason).toContainText('Ask for consent at sign-up or checkout');
  await expect(reasons).toContainText('about DKK 0.31 not spent');
  await reason.getByRole('link').click();

  const row = page.getByRole('table', { name: 'Texts' }).getByRole('row').nth(1);
  await expect(row).toContainText(`${nobody.name} has not agreed`);
  await row.getByRole('button', { name: 'What became of it' }).click();
  await expect(page.getByRole('list', { name: 'What became of it' })).toContainText('Not sent');
  await page.keyboard.press('Escape');
  await row.getByRole('link', { name: nobody.name }).click();
  await expect(page.getByRole('heading', { name: nobody.name })).toBeVisible();
});

test('a list is narrowed by words, period and journey, kept in its address, and saved as a file', async ({
  page,
}) => {
  await page.goto(`${product.url}/messages`);
  await page.getByRole('textbox', { name: 'Search texts' }).fill(nobody.phone.slice(3));
  const rows = page.getByRole('table', { name: 'Texts' }).getByRole('row');
  await expect(rows).toHaveCount(2);
  await page.getByRole('combobox', { name: 'Period' }).click();
  await page.getByRole('option', { name: 'Last 7 days' }).click();
  await page.getByRole('combobox', { name: 'Journey' }).fill(journey);
  await page.getByRole('option', { name: journey }).click();
  await expect(rows).toHaveCount(2);
  await expect(page).toHaveURL(/days=7.*journey=|journey=.*days=7/);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV' }).click();
  const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^planned at,person,phone,state,reason,what to do/);
  expect(lines[1]).toContain(`${nobody.name},${nobody.phone},suppressed`);

  await page.reload();
  await expect(rows).toHaveCount(2);
  await page.getByRole('textbox', { name: 'Search texts' }).fill('nothing says this');
  await expect(page.getByText('No text matches.')).toBeVisible();
});

test('a trial says of each text what the real rules would say: not sent and why, or when, and what it waits for', async ({
  page,
}) => {
  const { journeys } = await product.api<{ journeys: { id: string; name: string }[] }>('/api/journeys');
  await page.goto(`${product.url}/journeys/${journeys.find(({ name }) => name === journey)!.id}`);
  await page.getByRole('button', { name: 'Try it' }).click();
  const trial = page.getByRole('complementary', { name: 'Try it' });
  const person = trial.getByRole('combobox', { name: 'As', exact: true });
  await person.fill(nobody.name);
  await page.getByRole('option', { name: nobody.name }).click();
  const run = () => trial.getByRole('button', { name: 'Run', exact: true }).click();
  const trace = trial.getByRole('region', { name: 'What would happen' });
  await run();
  await expect(trace).toContainText(`Not sent: ${nobody.name} has not agreed to marketing texts`);
  await expect(trial.getByRole('region', { name: 'Their phone' })).toContainText('No text so far');

  const choose = async (what: string, choice: string) => {
    await trial.getByRole('combobox', { name: what }).click();
    await page.getByRole('option', { name: choice }).click();
  };
  await choose('Consent', 'Has agreed');
  await choose('Hours', 'Any hour');
  await run();
  await expect(trace).toContainText('Would be sent');
  await choose('STOP', 'Has said it');
  await run();
  await expect(trace).toContainText(`Not sent: ${nobody.name} has replied STOP`);
  await trial.getByRole('button', { name: 'All as it is' }).click();
  await choose('Consent', 'Has agreed');
  await trial.getByRole('textbox', { name: 'Texts this week' }).fill('50');
  await run();
  await expect(trace).toContainText('has had the most there may be');
});
