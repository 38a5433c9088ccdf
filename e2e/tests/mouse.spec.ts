import { expect } from '@playwright/test';
import { byMouse } from '../src/by-mouse.js';
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

test('with nothing but the mouse the welcome flow is built, put right, tried, published, followed, changed while somebody is in it, and rolled back', async ({
  page,
}) => {
  // Three sittings in one.
  test.slow();
  const mouse = byMouse(page);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const dialog = page.getByRole('dialog');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  const palette = page.getByRole('complementary', { name: 'Steps', exact: true });
  const card = (type: string) => page.locator(`[data-node-type="${type}"]`);
  const step = (name: string) => palette.getByRole('button', { name, exact: true });
  /** From the list of what stands in the way to the very field. */
  const leadTo = async (problem: RegExp) => {
    await mouse.click(button('Publish'));
    await expect(dialog).toContainText('Not ready to publish');
    await mouse.click(dialog.getByRole('button', { name: problem }).first());
    await expect(dialog).toBeHidden();
  };

  await page.goto(product.url);
  await mouse.click(page.getByRole('navigation').getByRole('link', { name: 'Journeys', exact: true }));
  await expect(page.getByRole('heading', { name: 'Journeys', exact: true })).toBeVisible();
  await mouse.click(button('New journey'));
  const canvas = page.getByRole('region', { name: 'Canvas' });
  await expect(canvas).toBeVisible();
  id = new URL(page.url()).pathname.split('/')[2]!;

  await test.step('build', async () => {
    const room = (await canvas.boundingBox())!;
    await mouse.drag(step('Event happens'), { x: room.x + room.width / 3, y: room.y + 80 });
    await mouse.click(step('Send SMS'));
    await mouse.click(step('Wait for event'));
    await mouse.click(card('wait-for-event').locator('[data-port]').first());
    await mouse.click(
      page
        .getByRole('dialog', { name: 'What comes next?' })
        .getByRole('button', { name: 'End', exact: true }),
    );
    // One that stands by itself is led to by drawing the way.
    await mouse.click(button('Fit'));
    await mouse.drag(step('Send SMS'), { x: room.x + room.width - 180, y: room.y + room.height / 2 });
    await mouse.click(button('Fit'));
    await mouse.drag(card('wait-for-event').locator('[data-port="timeout"]'), card('send-sms').last());
    await mouse.click(step('End'));
    await expect(page.locator('[data-node-type]')).toHaveCount(6);
    await until('the draft', async () => (await flow.shape(id)).length === 5);
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
    await mouse.write(inspector.getByRole('combobox', { name: 'Event', exact: true }), WELCOME.event);
    for (const text of [WELCOME.hello, WELCOME.reminder]) {
      await leadTo(/Send SMS: /);
      await mouse.write(inspector.getByRole('textbox', { name: 'Text', exact: true }), text);
    }
    await leadTo(/Wait for event: /);
    await mouse.write(inspector.getByRole('combobox', { name: 'Event', exact: true }), 'Order Completed');
    await mouse.overwrite(inspector.getByRole('textbox', { name: 'Name of the way out' }), 'Ordered');
  });

  await test.step('try it', async () => {
    await mouse.click(button('Try it'));
    await mouse.click(button('Run'));
    await expect(page.getByRole('region', { name: 'What would happen' })).toContainText(WELCOME.hello);
    await mouse.click(
      page.getByRole('complementary', { name: 'Try it' }).getByRole('button', { name: 'Close' }),
    );
  });

  await test.step('publish', async () => {
    await mouse.click(button('Publish'));
    await mouse.click(button('Publish now'));
    await expect(page.getByText('Version 1 is live')).toBeVisible();
  });

  await test.step('follow somebody', async () => {
    await flow.signUp(id, 'Bodil');
    await mouse.click(card('wait-for-event').getByRole('link', { name: '1 waiting now' }));
    await mouse.click(page.getByRole('link', { name: 'Bodil' }));
    const way = page.getByRole('region', { name: 'The way through the journey' });
    await expect(way.locator('[data-node-type="wait-for-event"]')).toContainText('here now');
    await mouse.click(page.getByRole('link', { name: 'Canvas', exact: true }));
    await expect(page.getByRole('region', { name: 'Canvas' })).toBeVisible();
  });

  await test.step('change it while they wait', async () => {
    await mouse.click(card('wait-for-event').getByText('Wait for event'));
    await mouse.overwrite(inspector.getByRole('textbox', { name: 'Wait at most', exact: true }), '5');
    await mouse.click(button('Publish'));
    await expect(dialog).toContainText('1 person is inside');
    await mouse.click(dialog.getByRole('radio', { name: 'They move to the same step' }));
    await expect(dialog.getByRole('table', { name: 'Where people move' })).toContainText('Wait for event');
    await mouse.click(button('Publish now'));
    await expect(page.getByText('1 person moves to it at their next wait.')).toBeVisible();
    await until('the move', async () => (await flow.versionInside(id)) === 2);
    expect(await flow.waitMs(id, 2)).toBe(5 * HOUR);
  });

  await test.step('roll back', async () => {
    const room = (await canvas.boundingBox())!;
    await canvas.click({ position: { x: room.width - 40, y: room.height - 60 } });
    await mouse.click(page.getByRole('tab', { name: 'Versions' }));
    const first = inspector.getByRole('listitem').filter({ hasText: 'Version 1' });
    await mouse.click(first.getByRole('button', { name: 'Restore' }));
    await mouse.click(button('Publish'));
    await mouse.click(dialog.getByRole('radio', { name: 'They move to the same step' }));
    await mouse.click(button('Publish now'));
    await expect(page.getByText('Version 3 is live')).toBeVisible();
    await until('the move back', async () => (await flow.versionInside(id)) === 3);
    expect(await flow.waitMs(id, 3)).toBe(await flow.waitMs(id, 1));
  });
});
