import { expect, type Locator, type Page } from '@playwright/test';

/** A walk that comes to nothing within so many presses is lost. */
const LONGEST_WALK = 80;
/** Header, palette, canvas, inspector: and round again. */
const PARTS = 6;

const hasFocus = async (target: Locator): Promise<boolean> =>
  (await target.and(target.page().locator(':focus')).count()) > 0;

/** What somebody does who has a keyboard and nothing else. */
export function byKeys(page: Page) {
  const press = (key: string) => page.keyboard.press(key);

  /** Presses F6 until the focus is in a part of the page. */
  async function goTo(part: Locator): Promise<void> {
    await expect(part).toBeVisible();
    for (let presses = 0; presses < PARTS; presses++) {
      if (await hasFocus(part.locator(':focus'))) return;
      await press('F6');
    }
    throw new Error(`F6 does not come to ${part}.`);
  }

  /** Presses Tab until something has the focus. */
  async function walkTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await expect(target.first()).toBeVisible();
    for (let presses = 0; presses < LONGEST_WALK; presses++) {
      if (await hasFocus(target)) return;
      await press(key);
    }
    throw new Error(`${key} does not come to ${target}.`);
  }

  /** Walks to a button, link or tab, and presses it. */
  async function use(target: Locator, key?: 'Tab' | 'Shift+Tab'): Promise<void> {
    await walkTo(target, key);
    await press('Enter');
  }

  /** Writes in place of what stands in the field that has the focus. */
  async function overwrite(text: string): Promise<void> {
    await press('ControlOrMeta+a');
    await page.keyboard.type(text);
  }

  return { press, goTo, walkTo, use, overwrite, type: (text: string) => page.keyboard.type(text) };
}
