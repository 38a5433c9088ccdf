import { expect } from '@playwright/test';
import { sharedProduct, test } from '../src/shared-product.js';
import { answerTemplate, openAnswer } from '../src/template-answers.js';

const product = sharedProduct();

test('a sale that ends later is one answer: its new end stands in the draft wherever the old one stood', async ({
  page,
}) => {
  await answerTemplate(page, product.url, 'Flash sale', {
    'What do they get?': { 'On what': 'mittens', 'The link leads to': 'https://acme.example/sale' },
    'When?': { 'Ends at': '21:30' },
  });
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('region', { name: 'Canvas' })).toBeVisible();
  const journeyId = new URL(page.url()).pathname.split('/')[2]!;

  await page.getByRole('button', { name: 'More for this journey' }).click();
  await page.getByRole('menuitem', { name: 'Change the answers…' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('mittens');
  await openAnswer(page, 'When?');
  const ends = page.getByRole('group', { name: 'When?' }).getByLabel('Ends at', { exact: true });
  await expect(ends).toHaveValue('21:30');
  await ends.fill('22:15');
  await page.getByRole('button', { name: 'Draw it anew' }).click();
  await expect(page.getByRole('region', { name: 'Canvas' })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(`/journeys/${journeyId}`);
  const { graph } = await product.api<{ graph: { nodes: object[] } }>(`/api/journeys/${journeyId}`);
  const written = JSON.stringify(graph.nodes);
  expect(written).toContain('T22:15');
  expect(written).not.toContain('T21:30');
});

test('a draft that was changed on the canvas comes back after it was drawn anew, at once or later, and undo takes that back', async ({
  page,
}) => {
  await answerTemplate(page, product.url, 'Flash sale', {
    'What do they get?': { 'On what': 'clogs', 'The link leads to': 'https://acme.example/sale' },
  });
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('region', { name: 'Canvas' })).toBeVisible();
  const journeyId = new URL(page.url()).pathname.split('/')[2]!;
  type Read = { revision: number; graph: { nodes: { data: { name?: string } }[] } };
  const read = () => product.api<Read>(`/api/journeys/${journeyId}`);
  const { revision, graph } = await read();
  graph.nodes[1]!.data.name = 'Changed by hand';
  await product.api(`/api/journeys/${journeyId}/draft`, { method: 'PUT', json: { revision, graph } });
  const card = page.getByRole('region', { name: 'Canvas' }).getByText('Changed by hand', { exact: true });
  await expect(card).toBeVisible();

  await page.getByRole('button', { name: 'More for this journey' }).click();
  await page.getByRole('menuitem', { name: 'Change the answers…' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('clogs');
  await openAnswer(page, 'When?');
  await page.getByRole('group', { name: 'When?' }).getByLabel('Ends at', { exact: true }).fill('22:15');
  await page.getByRole('button', { name: 'Draw it anew' }).click();
  await expect(page.getByText('Your draft as it was before is kept')).toBeVisible();
  await expect(card).toHaveCount(0);
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await expect(card).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(card).toHaveCount(0);
  await expect(page.getByText(/^Saved/)).toBeVisible();

  await page.reload();
  await page.getByRole('tab', { name: 'Versions' }).click();
  const kept = page.getByRole('region', { name: 'Drafts from before the answers changed' });
  await kept.getByRole('button', { name: 'Restore' }).click();
  await expect(card).toBeVisible();
  await expect.poll(async () => JSON.stringify((await read()).graph)).toContain('Changed by hand');
});
