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
