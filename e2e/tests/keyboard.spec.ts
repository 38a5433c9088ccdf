import { expect } from '@playwright/test';
import { byKeys } from '../src/by-keys.js';
import { sharedProduct, test } from '../src/shared-product.js';
import { until } from '../src/until.js';
import { WELCOME, welcomeFlow } from '../src/welcome.js';

const product = sharedProduct();
const flow = welcomeFlow(product);
const HOUR = 3_600_000;

let id = '';
test.afterEach(async () => {
  if (id) await flow.leave(id);
});

test('with nothing but keys the welcome flow is built, put right, tried, published, followed, changed while somebody is in it, and rolled back', async ({
  page,
}) => {
  const keys = byKeys(page);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const dialog = page.getByRole('dialog');
  const header = page.getByRole('region', { name: 'Journey', exact: true });
  const drive = page.getByRole('complementary', { name: 'Try it' });
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  const add = async (...titles: string[]) => {
    await keys.press('/');
    for (const title of titles) {
      await keys.type(title);
      await keys.press('Enter');
    }
  };
  const find = async (words: string) => {
    await keys.press('ControlOrMeta+f');
    await keys.type(words);
    await keys.press('Enter');
  };
  const publish = async () => {
    await keys.goTo(header);
    await keys.use(button('Publish'));
    await expect(dialog).toBeVisible();
  };
  /** From the list of what stands in the way to the very field. */
  const leadTo = async (problem: RegExp) => {
    await publish();
    await expect(dialog).toContainText('Not ready to publish');
    await keys.use(dialog.getByRole('button', { name: problem }).first());
    await expect(dialog).toBeHidden();
  };

  await page.goto(product.url);
  await keys.use(page.getByRole('navigation').getByRole('link', { name: 'Journeys', exact: true }));
  await expect(page.getByRole('heading', { name: 'Journeys', exact: true })).toBeVisible();
  await keys.use(button('New journey'));
  await expect(page.getByRole('region', { name: 'Canvas' })).toBeVisible();
  id = new URL(page.url()).pathname.split('/')[2]!;

  await test.step('build', async () => {
    await add('Event happens', 'Send SMS', 'Wait for event', 'End');
    await find('Wait for event');
    await add('Send SMS', 'End');
    await expect(page.locator('[data-node-type]')).toHaveCount(6);
    await until('the draft', async () => {
      const shape = await flow.shape(id);
      return shape.length === 5 && shape;
    });
    expect(await flow.shape(id)).toEqual([
      'event-trigger > send-sms',
      'send-sms > exit',
      'send-sms > wait-for-event',
      'wait-for-event > exit',
      'wait-for-event > send-sms',
    ]);
  });

  await test.step('put right what is wrong', async () => {
    await leadTo(/Event happens: /);
    await expect(inspector.getByRole('combobox', { name: 'Event', exact: true })).toBeFocused();
    await keys.type(WELCOME.event);
    await keys.press('Escape');
    for (const text of [WELCOME.hello, WELCOME.reminder]) {
      await leadTo(/Send SMS: /);
      await expect(inspector.getByRole('textbox', { name: 'Text', exact: true })).toBeFocused();
      await keys.type(text);
    }
    await leadTo(/Wait for event: /);
    await keys.type('Order Completed');
    await keys.press('Escape');
    await keys.walkTo(inspector.getByRole('textbox', { name: 'Name of the way out' }));
    await keys.overwrite('Ordered');
  });

  await test.step('try it', async () => {
    await keys.goTo(header);
    await keys.use(button('Try it'));
    await keys.goTo(drive);
    await keys.use(button('Run'));
    await expect(page.getByRole('region', { name: 'What would happen' })).toContainText(WELCOME.hello);
    await keys.use(drive.getByRole('button', { name: 'Close' }), 'Shift+Tab');
  });

  await test.step('publish', async () => {
    await publish();
    await keys.use(button('Publish now'));
    await expect(page.getByText('Version 1 is live')).toBeVisible();
  });

  await test.step('follow somebody', async () => {
    await flow.signUp(id, 'Asta');
    const card = page.locator('[data-node-type="wait-for-event"]');
    await keys.goTo(page.getByRole('region', { name: 'Canvas' }));
    await keys.use(card.getByRole('link', { name: '1 waiting now' }));
    await keys.use(page.getByRole('link', { name: 'Asta' }));
    const way = page.getByRole('region', { name: 'The way through the journey' });
    await expect(way.locator('[data-node-type="wait-for-event"]')).toContainText('here now');
    await expect(way.locator('[data-node-type="send-sms"]').first()).toContainText('HELLO10');
    await keys.use(page.getByRole('link', { name: 'Canvas', exact: true }));
    await expect(page.getByRole('region', { name: 'Canvas' })).toBeVisible();
  });

  await test.step('change it while they wait', async () => {
    await find('Wait for event');
    await keys.walkTo(inspector.getByRole('textbox', { name: 'Wait at most', exact: true }));
    await keys.overwrite('5');
    await publish();
    await expect(dialog).toContainText('1 person is inside');
    await keys.walkTo(dialog.getByRole('radio', { name: 'They finish on the version they are in' }));
    await keys.press('ArrowDown');
    await expect(dialog.getByRole('table', { name: 'Where people move' })).toContainText('Wait for event');
    await keys.use(button('Publish now'));
    await expect(page.getByText('1 person moves to it at their next wait.')).toBeVisible();
    await until('the move', async () => (await flow.versionInside(id)) === 2);
    expect(await flow.waitMs(id, 2)).toBe(5 * HOUR);
  });

  await test.step('roll back', async () => {
    await keys.press('Escape');
    await keys.goTo(inspector);
    await keys.press('ArrowLeft');
    const first = inspector.getByRole('listitem').filter({ hasText: 'Version 1' });
    await keys.use(first.getByRole('button', { name: 'Restore' }));
    await publish();
    await keys.walkTo(dialog.getByRole('radio', { name: 'They finish on the version they are in' }));
    await keys.press('ArrowDown');
    await keys.use(button('Publish now'));
    await expect(page.getByText('Version 3 is live')).toBeVisible();
    await until('the move back', async () => (await flow.versionInside(id)) === 3);
    expect(await flow.waitMs(id, 3)).toBe(await flow.waitMs(id, 1));
  });
});
