import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { sharedProduct, test } from '../src/shared-product.js';

const product = sharedProduct();

const boughtAtLeast = (value: number) => ({
  version: 2,
  root: {
    kind: 'group',
    match: 'all',
    conditions: [{ kind: 'field', field: 'order_count', test: { type: 'number', op: 'at-least', value } }],
  },
});
const segment = async (name: string, value = 2) =>
  (
    await product.api<{ id: string }>('/api/segments', {
      method: 'POST',
      json: { name, rule: boughtAtLeast(value) },
    })
  ).id;
const sentence = (page: Page) => page.getByText(/^Everybody of whom this is true/);
/** Adds a condition by its name, with keys alone. */
const add = async (page: Page, what: string) => {
  await page.getByRole('combobox', { name: 'What the new condition is about' }).press('End');
  await page.keyboard.type(what);
  await page.keyboard.press('Enter');
};

test('a number is what was typed, digit by digit, also on the way there', async ({ page }) => {
  await page.goto(`${product.url}/segments/new`);
  await page.getByRole('combobox', { name: 'What the new condition is about' }).click();
  await add(page, 'Average order');
  const value = page.getByRole('textbox', { name: 'Value' });
  await value.press('Control+a');
  await page.keyboard.type('1.05');
  await expect(value).toHaveValue('1.05');
  await expect(sentence(page)).toContainText('at least 1.05');
  await value.press('Control+a');
  await page.keyboard.press('Backspace');
  await expect(value).toHaveValue('');
  await page.keyboard.type('7');
  await expect(sentence(page)).toContainText('at least 7 ');
});

test('what was taken away by mistake comes back, step by step, and goes again', async ({ page }) => {
  const id = await segment(`Undone ${randomUUID().slice(0, 6)}`);
  await page.goto(`${product.url}/segments/${id}/edit`);
  const undo = page.getByRole('button', { name: 'Undo' });
  await expect(undo).toBeDisabled();
  await page.getByRole('button', { name: 'Add condition' }).click();
  await page.keyboard.type('Country');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Comparison' }).last().click();
  await page.getByRole('option', { name: 'is one of' }).click();
  const values = page.getByRole('combobox', { name: 'Values' });
  await values.focus();
  // As it is copied from a column of a spreadsheet.
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(`navigator.clipboard.writeText('DK\\nSE\\nNO\\nFI\\nIS\\nDE\\nNL\\nBE\\nFR\\nES')`);
  await page.keyboard.press('Control+v');
  await expect(sentence(page)).toContainText('country is DK, SE, NO, FI, IS, DE or 4 more');
  await page.getByRole('button', { name: 'Remove condition 2' }).click();
  await expect(sentence(page)).not.toContainText('country');
  await page.keyboard.press('Control+z');
  await expect(sentence(page)).toContainText('or 4 more');
  await page.keyboard.press('Control+Shift+z');
  await expect(sentence(page)).not.toContainText('country');
  await undo.click();
  await expect(sentence(page)).toContainText('or 4 more');
});

test('of two at one segment the later one sees what the other saved, and chooses', async ({ page }) => {
  const name = `Both ${randomUUID().slice(0, 6)}`;
  const id = await segment(name);
  await page.goto(`${product.url}/segments/${id}/edit`);
  const value = page.getByRole('textbox', { name: 'Value' });
  await value.press('Control+a');
  await page.keyboard.type('9');
  await product.api(`/api/segments/${id}`, { method: 'PUT', json: { name, rule: boughtAtLeast(4) } });
  await page.keyboard.press('Control+s');
  const told = page.getByRole('alert').filter({ hasText: 'Somebody saved this segment since you began.' });
  await expect(told).toContainText('is now: order count is at least 4');
  await expect(value).toHaveValue('9');
  await told.getByRole('button', { name: 'Go on from that' }).click();
  await expect(value).toHaveValue('4');
  await page.keyboard.press('Control+z');
  await expect(value).toHaveValue('9');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(sentence(page)).toContainText('at least 9');
});

test('a segment goes only once somebody has said so twice', async ({ page }) => {
  const id = await segment(`Going ${randomUUID().slice(0, 6)}`);
  await page.goto(`${product.url}/segments/${id}`);
  await page.getByRole('button', { name: 'Delete segment' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keep' }).click();
  await page.getByRole('button', { name: 'Delete segment' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Segments' })).toBeVisible();
  await expect(product.api(`/api/segments/${id}`)).rejects.toThrow('404');
});
