import type { Locator, Page } from '@playwright/test';

/** What somebody does who points and presses; letters are typed only where the mouse has pressed. */
export function byMouse(page: Page) {
  /** Where it is once it stands still and nothing covers it: the canvas glides when it is fitted. */
  async function middleOf(target: Locator): Promise<{ x: number; y: number }> {
    await target.click({ trial: true });
    const { x, y, width, height } = (await target.boundingBox())!;
    return { x: x + width / 2, y: y + height / 2 };
  }

  /** Takes one thing to another, or to a place, in steps as a hand does. */
  async function drag(from: Locator, to: Locator | { x: number; y: number }): Promise<void> {
    const start = await middleOf(from);
    const end = 'x' in to ? to : await middleOf(to);
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(start.x + 6, start.y + 6, { steps: 3 });
    await page.mouse.move(end.x, end.y, { steps: 12 });
    await page.mouse.up();
  }

  return {
    click: (target: Locator) => target.click(),
    drag,
    async write(field: Locator, text: string): Promise<void> {
      await field.click();
      await page.keyboard.type(text);
    },
    /** Pressing three times takes all that stands in the field. */
    async overwrite(field: Locator, text: string): Promise<void> {
      await field.click({ clickCount: 3 });
      await page.keyboard.type(text);
    },
  };
}
