import { expect, type Page } from '@playwright/test';

/** An answer chosen from a list, by what stands there. */
export const pick = (option: string) => ({ pick: option });

/** By the question, then by the field, as they stand on the page. */
export type Answers = Record<string, Record<string, string | number | boolean | { pick: string }>>;

/** Opens a template from the gallery and answers its questions, as a marketer does. */
export async function answerTemplate(
  page: Page,
  url: string,
  title: string,
  answers: Answers,
): Promise<void> {
  await page.goto(`${url}/templates`);
  await page.getByRole('link', { name: title, exact: true }).click();
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  for (const [question, fields] of Object.entries(answers)) {
    const group = page.getByRole('group', { name: question });
    await openAnswer(page, question);
    for (const [label, value] of Object.entries(fields)) {
      if (typeof value === 'boolean') await group.getByRole('switch', { name: label }).setChecked(value);
      else if (typeof value === 'object') {
        await group.getByRole('combobox', { name: label, exact: true }).click();
        await page.getByRole('option', { name: value.pick, exact: true }).click();
      } else await group.getByLabel(label, { exact: true }).fill(String(value));
    }
  }
}

/** Opens a question, and what it asks more rarely. */
export async function openAnswer(page: Page, question: string): Promise<void> {
  const group = page.getByRole('group', { name: question });
  const head = group.getByRole('button', { expanded: false }).and(group.locator('h2 > button'));
  if (await head.isVisible()) await head.click();
  const more = group.getByRole('button', { name: 'More', exact: true });
  if (await more.isVisible()) await more.click();
}

/** What the page says before anything is made: the audience in words, and each text as a phone shows it. */
export async function previewOf(page: Page): Promise<{ audience: string; texts: string[] }> {
  await expect(page.getByRole('button', { name: 'Create' })).toBeEnabled();
  const audience = await page.getByRole('region', { name: 'Whom it reaches' }).innerText();
  return { audience, texts: await page.locator('[data-bubble]').allInnerTexts() };
}

/** Creates what the answers drew, and publishes the journey that opens. @returns its id */
export async function createAndPublish(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('region', { name: 'Canvas' })).toBeVisible();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('button', { name: 'Publish now' }).click();
  await expect(page.getByText('Version 1 is live')).toBeVisible();
  return new URL(page.url()).pathname.split('/')[2]!;
}
