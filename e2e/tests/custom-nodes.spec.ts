import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { startProduct, type Product } from '../src/product.js';

const EXAMPLE = fileURLToPath(new URL('../../examples/custom-nodes', import.meta.url));
const IN_THE_PALETTE_WITHIN_MS = 2_000;

let folder: string;
let product: Product;
let service: Server;

test.beforeAll(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'signalbox-e2e-nodes-')), 'custom-nodes');
  cpSync(EXAMPLE, folder, { recursive: true, filter: (path) => !path.includes('node_modules') });
  service = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ lists: [{ id: 'news', name: 'Monthly news' }] }));
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  product = await startProduct({ env: { SIGNALBOX_NODES: folder, SIGNALBOX_WATCH_NODES: '1' } });
});
test.afterAll(async () => {
  await product?.stop();
  service?.close();
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

const step = (id: string, type: string, version: number, config: object, y: number) => ({
  id,
  type,
  position: { x: 300, y },
  data: { version, config },
});

test('a package’s step is updated, connected to its service, and joined by one that is being written', async ({
  page,
}) => {
  const graph = {
    schemaVersion: 1,
    settings: { reentry: { kind: 'always' }, exits: [] },
    nodes: [
      step('start', 'form-submitted', 1, { form: 'signup' }, 0),
      step('add', 'add-to-list', 1, { connection: '', listId: 'old', doubleOptIn: false }, 200),
      step('end', 'exit', 1, { outcome: 'completed' }, 420),
    ],
    edges: [
      { id: 'a', source: 'start', sourceHandle: 'next', target: 'add' },
      { id: 'b', source: 'add', sourceHandle: 'next', target: 'end' },
    ],
  };
  const { id } = await product.api<{ id: string }>('/api/journeys', {
    method: 'POST',
    json: { name: 'Sign-up', graph },
  });
  await page.goto(product.signInUrl);
  await page.goto(new URL(`/journeys/${id}`, product.signInUrl).href);
  const card = page.locator('[data-node-type="add-to-list"]');
  await card.click();

  const notice = page.getByRole('region', { name: 'A newer version' });
  await expect(notice).toContainText('This step is of version 1');
  await expect(notice.getByRole('listitem')).toHaveCount(5);
  await notice.getByRole('button', { name: 'Update this step' }).click();
  await expect(notice).toBeHidden();
  await expect(card).toContainText('Refused');
  await page.keyboard.press('Control+z');
  await expect(notice).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(notice).toBeHidden();

  const list = page.getByRole('combobox', { name: 'List' });
  await expect(list).toBeDisabled();
  await page.getByRole('button', { name: 'New connection' }).click();
  const dialog = page.getByRole('dialog', { name: 'New connection' });
  await dialog.getByLabel('Name').fill('Newsletters');
  await dialog.getByLabel('Address').fill(`http://127.0.0.1:${(service.address() as AddressInfo).port}`);
  await dialog.getByLabel('Its value').fill('Bearer s3cret');
  await dialog.getByRole('button', { name: 'Store' }).click();
  await expect(dialog).toBeHidden();
  await list.click();
  await page.getByRole('option', { name: 'Monthly news' }).click();
  await expect(list).toHaveValue('Monthly news');
  await expect(card).toContainText('news');
  await page.getByRole('tab', { name: 'Help' }).click();
  await expect(page.getByText('Nobody is added twice')).toBeVisible();

  const wave = join(folder, 'nodes/wave');
  cpSync(join(folder, 'nodes/form-submitted'), wave, { recursive: true });
  writeFileSync(
    join(wave, 'manifest.ts'),
    readFileSync(join(wave, 'manifest.ts'), 'utf8')
      .replace('formSubmitted', 'wave')
      .replace("'form-submitted'", "'wave'")
      .replace("title: 'Form submitted'", "title: 'Wave'"),
  );
  await expect(page.getByRole('button', { name: 'Wave', exact: true })).toBeVisible({
    timeout: IN_THE_PALETTE_WITHIN_MS,
  });
  // What was being edited is as it was.
  await expect(card).toContainText('news');
});
