import { expect } from '@playwright/test';
import { eventApi } from '../src/event-api.js';
import { sharedProduct, test } from '../src/shared-product.js';
import { until } from '../src/until.js';

const product = sharedProduct();

for (const [version, chosen, says] of [
  [1, /after the time that was left/, 'so many more than the drip lets through'],
  [
    2,
    /after the time that was left/,
    'whose place in a drip was missed gets a new one behind those who wait',
  ],
] as const)
  test(`what a resume means for a drip of version ${version} is said, and the choice that lets nobody in a crowd through comes first`, async ({
    page,
  }) => {
    const phones = [1, 2].map((n) => `+45284${String((Date.now() + n) % 100_000).padStart(5, '0')}`);
    const app = eventApi(product);
    for (const phone of phones) await app.signUp({ userId: phone, firstName: 'Dora', phone });
    const step = (id: string, type: string, config: object, y: number) => ({
      ...{ id, type, position: { x: 0, y }, data: { version: type === 'rate-gate' ? version : 1, config } },
    });
    const graph = {
      schemaVersion: 1,
      settings: { correlation: { by: 'contact' }, reentry: { kind: 'always' }, exits: [] },
      nodes: [
        step('start', 'manual-trigger', {}, 0),
        step('drip', 'rate-gate', { count: 1, everyMs: 5_000 }, 200),
        step('end', 'exit', { outcome: 'done' }, 400),
      ],
      edges: [
        { id: 'a', source: 'start', sourceHandle: 'next', target: 'drip' },
        { id: 'b', source: 'drip', sourceHandle: 'next', target: 'end' },
      ],
    };
    const { id, revision } = await product.api<{ id: string; revision: number }>('/api/journeys', {
      method: 'POST',
      json: { name: `Drip ${phones[0]}`, graph },
    });
    await product.api(`/api/journeys/${id}/publish`, { method: 'POST', json: { revision } });
    for (const phone of phones)
      await product.api(`/api/journeys/${id}/start`, { method: 'POST', json: { phone } });
    await product.api(`/api/journeys/${id}/pause`, { method: 'POST' });
    await until('somebody whose place came in the pause', async () => {
      const { runs } = await product.api<{ runs: object[] }>(`/api/journeys/${id}/runs?status=parked`);
      return runs.length > 0;
    });
    await page.goto(`${product.url}/journeys/${id}`);
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('radio', { name: chosen })).toBeChecked();
    await expect(dialog).toContainText(says);
  });
