import { randomInt, randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import { step } from '../src/journeys.js';
import { sharedProduct, test } from '../src/shared-product.js';
import { until } from '../src/until.js';

const product = sharedProduct();

test('a run’s page says what each decision compared, and shows the very text that was sent', async ({
  page,
}) => {
  const phone = `+4524${randomInt(100_000, 999_999)}`;
  await fetch(`${product.url}/v1/identify`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`${product.writeKey}:`).toString('base64')}`,
    },
    body: JSON.stringify({ userId: randomUUID(), traits: { first_name: 'Anna', phone, points: 1 } }),
  });
  const rules = [
    { source: 'contact', path: 'order_count', op: 'at-least', value: 3 },
    { source: 'contact', path: 'first_name', op: 'equals', value: 'Anna' },
  ];
  const graph = {
    schemaVersion: 1,
    nodes: [
      step('start', 'manual-trigger', 0, {}),
      step('loyal', 'condition', 200, {
        branches: [{ id: 'yes', name: 'Loyal', when: { match: 'all', rules } }],
      }),
      step('text', 'send-sms', 400, {
        text: 'Hello {{ contact.first_name | default: "you" }}, your parcel is packed.',
        purpose: 'transactional',
      }),
      step('end', 'exit', 600, {}),
    ],
    edges: [
      { id: 'a', source: 'start', sourceHandle: 'next', target: 'loyal' },
      { id: 'b', source: 'loyal', sourceHandle: 'otherwise', target: 'text' },
      { id: 'c', source: 'loyal', sourceHandle: 'yes', target: 'end' },
      { id: 'd', source: 'text', sourceHandle: 'sent', target: 'end' },
    ],
  };
  const { id, revision } = await product.api<{ id: string; revision: number }>('/api/journeys', {
    method: 'POST',
    json: { name: `Parcel ${randomUUID().slice(0, 6)}`, graph },
  });
  await product.api(`/api/journeys/${id}/publish`, { method: 'POST', json: { revision } });
  await product.api(`/api/journeys/${id}/start`, { method: 'POST', json: { phone } });
  const runId = await until('the run to end', async () => {
    const { runs } = await product.api<{ runs: { id: string; status: string }[] }>(
      `/api/journeys/${id}/runs`,
    );
    return runs[0]?.status === 'ended' && runs[0].id;
  });

  await page.goto(`${product.url}/runs/${runId}`);
  const loyal = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Condition' }) });
  const compared = loyal.getByRole('list', { name: 'What was compared' }).getByRole('listitem');
  await expect(compared.nth(0)).toHaveText('order count is at least 3Anna had 0No');
  await expect(compared.nth(1)).toHaveText('first name is AnnaAnna had AnnaYes');
  const text = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Send SMS' }) });
  await expect(text).toContainText('Hello Anna, your parcel is packed.');
  await expect(text).toContainText('1 part');
  const way = page.getByRole('region', { name: 'The way through the journey' });
  await expect(way.locator('[data-node-type="send-sms"]')).toContainText(
    'Hello Anna, your parcel is packed.',
  );
  await text.getByRole('link', { name: 'In the list of texts' }).click();
  await expect(page.getByRole('table', { name: 'Texts' })).toContainText(
    'Hello Anna, your parcel is packed.',
  );
  await expect(page.getByRole('table', { name: 'Texts' }).getByRole('row')).toHaveCount(2);
});

test('a step that a later version has no more is named among the people who came to it', async ({ page }) => {
  const waitADay = step('wait', 'wait', 200, { durationMs: 86_400_000 });
  const graph = (isLater: boolean) => ({
    schemaVersion: 1,
    nodes: [
      step('start', 'manual-trigger', 0, {}),
      ...(isLater ? [] : [{ ...waitADay, data: { ...waitADay.data, name: 'Think it over' } }]),
      step('end', 'exit', 400, {}),
    ],
    edges: isLater
      ? [{ id: 'a', source: 'start', sourceHandle: 'next', target: 'end' }]
      : [
          { id: 'a', source: 'start', sourceHandle: 'next', target: 'wait' },
          { id: 'b', source: 'wait', sourceHandle: 'next', target: 'end' },
        ],
  });
  const journey = await product.api<{ id: string; revision: number }>('/api/journeys', {
    method: 'POST',
    json: { name: `Offer ${randomUUID().slice(0, 6)}`, graph: graph(false) },
  });
  const { id } = journey;
  const publish = (revision: number) =>
    product.api(`/api/journeys/${id}/publish`, { method: 'POST', json: { revision } });
  await publish(journey.revision);
  const { revision } = await product.api<{ revision: number }>(`/api/journeys/${id}/draft`, {
    method: 'PUT',
    json: { revision: journey.revision, graph: graph(true) },
  });
  await publish(revision);

  await page.goto(`${product.url}/journeys/${id}/runs?node=wait`);
  await expect(page.getByText('Those who came to “Think it over”.')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Step' })).toHaveValue('Think it over');
});
