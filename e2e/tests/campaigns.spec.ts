import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import { step } from '../src/journeys.js';
import { sharedProduct, test } from '../src/shared-product.js';

const product = sharedProduct();
const DAY = 86_400_000;

test('a campaign is begun from its page, and each row says to whom, when and how far', async ({ page }) => {
  const name = `Spring ${randomUUID().slice(0, 6)}`;
  const { id: segment } = await product.api<{ id: string }>('/api/segments', {
    method: 'POST',
    json: {
      name: `${name} VIP`,
      rule: {
        version: 2,
        root: {
          kind: 'group',
          match: 'all',
          conditions: [
            { kind: 'field', field: 'order_count', test: { type: 'number', op: 'at-least', value: 0 } },
          ],
        },
      },
    },
  });
  const date = new Date(Date.now() + 3 * DAY).toISOString().slice(0, 10);
  const graph = {
    schemaVersion: 1,
    nodes: [
      step('start', 'schedule-trigger', 0, { audience: { segment }, date, time: '10:00', repeat: 'weekly' }),
      step('text', 'send-sms', 200, { text: 'Spring is here', purpose: 'marketing' }),
      step('end', 'exit', 400, {}),
    ],
    edges: [
      { id: 'a', source: 'start', sourceHandle: 'next', target: 'text' },
      { id: 'b', source: 'text', sourceHandle: 'sent', target: 'end' },
    ],
  };
  const { id, revision } = await product.api<{ id: string; revision: number }>('/api/journeys', {
    method: 'POST',
    json: { name, graph },
  });

  await page.goto(`${product.url}/campaigns`);
  const row = page.getByRole('table', { name: 'Campaigns' }).getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('Draft');
  await expect(row).toContainText(`${name} VIP`);
  await expect(row).toContainText('nobody yet');
  await product.api(`/api/journeys/${id}/publish`, { method: 'POST', json: { revision } });
  await page.reload();
  await expect(row).toContainText('Scheduled');
  await expect(row).toContainText('10:00every week');

  await page.getByRole('button', { name: 'New campaign' }).click();
  const canvas = page.getByRole('region', { name: 'Canvas' });
  await expect(canvas.locator('[data-node-type="schedule-trigger"]')).toBeVisible();
  await expect(canvas.locator('[data-node-type="send-sms"]')).toBeVisible();
  await page.goto(`${product.url}/campaigns`);
  const begun = page
    .getByRole('table', { name: 'Campaigns' })
    .getByRole('row')
    .filter({ hasText: 'New campaign' });
  await expect(begun.first()).toContainText('Nobody chosen yet');
  await expect(begun.first()).toContainText('No date yet');
});
