import { expect } from '@playwright/test';
import { sharedProduct, test } from '../src/shared-product.js';
import { until } from '../src/until.js';

const product = sharedProduct();
const DAY = 86_400_000;

const waiting = (durationMs: number) => ({
  schemaVersion: 1,
  nodes: [
    { id: 'start', type: 'manual-trigger', position: { x: 0, y: 0 }, data: { version: 1, config: {} } },
    { id: 'wait', type: 'wait', position: { x: 0, y: 160 }, data: { version: 1, config: { durationMs } } },
    {
      id: 'end',
      type: 'exit',
      position: { x: 0, y: 320 },
      data: { version: 1, config: { outcome: 'waited' } },
    },
  ],
  edges: [
    { id: 'a', source: 'start', sourceHandle: 'next', target: 'wait' },
    { id: 'b', source: 'wait', sourceHandle: 'next', target: 'end' },
  ],
});

interface Stats {
  entered: number;
  inside: number;
  nodes: Record<string, { waiting: number }>;
}

async function liveJourneyWithPeople(count: number): Promise<string> {
  const created = await product.api<{ id: string }>('/api/journeys', {
    method: 'POST',
    json: { name: 'Patience', graph: waiting(DAY) },
  });
  await product.api(`/api/journeys/${created.id}/publish`, { method: 'POST', json: { revision: 1 } });
  for (let index = 0; index < count; index++) {
    const phone = `+45529${String(index).padStart(5, '0')}`;
    await fetch(`${product.url}/v1/identify`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from(`${product.writeKey}:`).toString('base64')}`,
      },
      body: JSON.stringify({ userId: `patient-${index}`, traits: { firstName: `Patient ${index}`, phone } }),
    });
    await product.api(`/api/journeys/${created.id}/start`, { method: 'POST', json: { phone } });
  }
  await until('everybody to wait', async () => (await statsOf(created.id)).nodes.wait?.waiting === count);
  return created.id;
}

const statsOf = (id: string) => product.api<Stats>(`/api/journeys/${id}/stats`);

test('a draft is tried in virtual time, then people move to it, and a pause asks what fell due', async ({
  page,
}) => {
  const id = await liveJourneyWithPeople(3);
  await page.goto(`${product.url}/journeys/${id}`);

  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(page.getByRole('region', { name: 'What would happen' })).toContainText('held 1');
  await page.getByRole('button', { name: 'Close' }).click();

  await page.locator('[data-node-type="wait"]').click();
  await page.getByRole('textbox', { name: 'Wait', exact: true }).fill('2');
  await page.getByRole('combobox', { name: 'Wait: unit' }).click();
  await page.getByRole('option', { name: 'seconds' }).click();
  await expect(page.getByText('1 unpublished change')).toBeVisible();
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByText('3 people are inside')).toBeAttached();
  // What changes is said as it was and as it is, and what publishes it is in view however much that is.
  await expect(page.getByRole('dialog')).toContainText('Wait: 1 day → 2 seconds');
  await expect(page.getByRole('button', { name: 'Publish now' })).toBeInViewport({ ratio: 0.99 });
  await page.getByRole('radio', { name: 'They move to the same step' }).click();
  await expect(page.getByRole('table', { name: 'Where people move' })).toContainText('reckoned again');
  await page.getByRole('button', { name: 'Publish now' }).click();
  await expect(page.getByText('3 people move to it at their next wait.')).toBeVisible();
  await until('all to have left', async () => (await statsOf(id)).inside === 0);

  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(page.getByText('Nothing fell due during the pause')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
});

test('some people are picked out of a list, held, and let go on', async ({ page }) => {
  const id = await liveJourneyWithPeople(3);
  await page.goto(`${product.url}/journeys/${id}/runs`);
  const chosen = page.getByRole('group', { name: 'The chosen people' });
  for (const name of ['Patient 0', 'Patient 2'])
    await page.getByRole('checkbox', { name: `Choose ${name}`, exact: true }).click();
  await expect(chosen).toContainText('2 people chosen');
  await chosen.getByRole('button', { name: 'Act' }).click();
  await page.getByRole('menuitem', { name: 'Hold…' }).click();
  await page.getByRole('dialog', { name: 'Hold: 2 people?' }).getByRole('button', { name: 'Hold' }).click();
  const row = (name: string) =>
    page.getByRole('table', { name: 'Entries' }).getByRole('row').filter({ hasText: name });
  for (const name of ['Patient 0', 'Patient 2']) await expect(row(name)).toContainText('Held by hand');
  await expect(row('Patient 1')).toContainText('Waiting');

  // Those who have left can't be chosen.
  await chosen.getByRole('button', { name: 'Act' }).click();
  await page.getByRole('menuitem', { name: 'End…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End' }).click();
  await expect(row('Patient 0')).toContainText('Ended');
  await expect(chosen).toBeHidden();
  await expect(row('Patient 0').getByRole('checkbox')).toHaveCount(0);
  await expect(row('Patient 1').getByRole('checkbox')).toBeVisible();
});

test('people are held and ended in bulk, counted first', async ({ page }) => {
  const id = await liveJourneyWithPeople(2);
  await page.goto(`${product.url}/journeys/${id}/runs`);
  const act = async (name: string, confirm: string) => {
    await page.getByRole('button', { name: 'All of these' }).click();
    await page.getByRole('menuitem', { name }).click();
    await expect(page.getByRole('dialog')).toContainText('2 people?');
    await page.getByRole('dialog').getByRole('button', { name: confirm }).click();
  };
  await act('Hold…', 'Hold');
  const entries = page.getByRole('table', { name: 'Entries' });
  await expect(entries.getByText('Held by hand')).toHaveCount(2);
  await act('End…', 'End');
  await expect(entries.getByText('Ended: taken out')).toHaveCount(2);
});

test('those whose step is gone move to another one that is chosen for it', async ({ page }) => {
  const id = await liveJourneyWithPeople(2);
  const graph = JSON.parse(
    JSON.stringify(waiting(DAY))
      .replaceAll('"wait"', '"patience"')
      .replace('"type":"patience"', '"type":"wait"'),
  ) as object;
  await product.api(`/api/journeys/${id}/draft`, { method: 'PUT', json: { revision: 1, graph } });
  await page.goto(`${product.url}/journeys/${id}`);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('radio', { name: 'They move to the same step' }).click();
  await expect(page.getByText('2 people stay in their version.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Where those at Wait a while go on' }).click();
  await page.getByRole('option', { name: 'Wait a while' }).click();
  await expect(page.getByText('They begin that step as if they had come to it')).toBeVisible();
  await expect(page.getByText('2 people stay in their version.')).toBeHidden();
  await page.getByRole('button', { name: 'Publish now' }).click();
  await until('all to wait there', async () => (await statsOf(id)).nodes.patience?.waiting === 2);

  // The version before has no such step: nobody would move, and the dialog says so before anything is done.
  await page.goto(`${product.url}/journeys/${id}/runs`);
  await page.getByRole('button', { name: 'All of these' }).click();
  await page.getByRole('menuitem', { name: 'Move to another version…' }).click();
  await page.getByRole('combobox', { name: 'To version' }).click();
  await page.getByRole('option', { name: 'Version 1' }).click();
  await expect(page.getByRole('dialog')).toContainText('Nobody who is inside now matches.');
});
