import { expect, type Page } from '@playwright/test';
import { byMouse } from '../src/by-mouse.js';
import { eventApi, type AppPerson } from '../src/event-api.js';
import { step } from '../src/journeys.js';
import { sharedProduct, test } from '../src/shared-product.js';
import { takeAway } from '../src/take-away.js';
import { until } from '../src/until.js';

const product = sharedProduct();

const empty = { schemaVersion: 1, nodes: [], edges: [] };
const patient = {
  schemaVersion: 1,
  nodes: [
    step('start', 'manual-trigger', 0, {}),
    step('wait', 'wait', 200, { durationMs: 86_400_000 }, 'A day'),
    step('text', 'send-sms', 400, { text: 'Hello', purpose: 'marketing' }, 'Say hello'),
    step('end', 'exit', 700, { outcome: 'greeted' }),
  ],
  edges: [
    { id: 'a', source: 'start', sourceHandle: 'next', target: 'wait' },
    { id: 'b', source: 'wait', sourceHandle: 'next', target: 'text' },
    { id: 'c', source: 'text', sourceHandle: 'sent', target: 'end' },
  ],
};

interface Graph {
  nodes: {
    id: string;
    type: string;
    position: object;
    data: { name?: string; config: Record<string, unknown> };
  }[];
  edges: { source: string; target: string }[];
  notes?: { text: string }[];
}

const create = async (graph: object, name = 'Canvas') =>
  (await product.api<{ id: string }>('/api/journeys', { method: 'POST', json: { name, graph } })).id;
const savedGraph = async (id: string) => (await product.api<{ graph: Graph }>(`/api/journeys/${id}`)).graph;
const open = async (page: Page, id: string) => {
  await page.goto(`${product.url}/journeys/${id}`);
  await expect(page.getByRole('region', { name: 'Canvas' })).toBeVisible();
};

/** Publishes a journey, and starts it for somebody whom the shop's app has told of. */
async function letIn(id: string, person: AppPerson) {
  await product.api(`/api/journeys/${id}/publish`, { method: 'POST', json: { revision: 1 } });
  await eventApi(product).identify(person);
  await product.api(`/api/journeys/${id}/start`, { method: 'POST', json: { phone: person.phone } });
}

/** What has the focus is called, as text for the page. */
const NAME_OF_FOCUS = `(() => {
  const element = document.activeElement;
  return [element?.getAttribute('aria-label'), element?.labels?.[0]?.textContent, element?.textContent]
    .map((words) => words?.replace(/\\s*\\*$/, '').trim())
    .find(Boolean);
})()`;

/** Presses Tab until what has the focus is called like this. Looks, and touches nothing. */
async function tabTo(page: Page, name: string, key: 'Tab' | 'Shift+Tab' = 'Tab') {
  for (let presses = 0; presses < 150; presses++) {
    const here = await page.evaluate(NAME_OF_FOCUS);
    if (here === name) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Tab does not come to “${name}”.`);
}

test('with nothing but keys a small journey is built, filled in and published', async ({ page }) => {
  const id = await create(empty, 'By keys');
  await open(page, id);
  const add = async (title: string) => {
    await tabTo(page, 'Search steps', 'Shift+Tab');
    await page.keyboard.type(title);
    await page.keyboard.press('Enter');
  };
  await add('Event happens');
  await tabTo(page, 'Event');
  await page.keyboard.type('Checkout Started');
  await page.keyboard.press('Escape');
  await add('Send SMS');
  await tabTo(page, 'Text');
  await page.keyboard.type('Acme: thank you. Reply STOP to opt out');
  await add('End');
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await tabTo(page, 'Publish', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Whom it reaches' })).toBeVisible();
  await tabTo(page, 'Publish now');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Version 1 is live')).toBeVisible();
  const { nodes, edges } = await savedGraph(id);
  expect(nodes.map(({ type }) => type)).toEqual(['event-trigger', 'send-sms', 'exit']);
  expect(edges).toHaveLength(2);
  await takeAway(product.api, id);
});

test('the outline renames, reorders, adds, connects and deletes, and the canvas shows the same', async ({
  page,
}) => {
  const id = await create(patient, 'As a list');
  await open(page, id);
  const outline = page.getByRole('region', { name: 'Outline' });
  await page.keyboard.press('Control+Shift+L');
  await expect(outline).toBeVisible();
  await page.keyboard.press('Control+Shift+L');
  await expect(outline).toBeHidden();
  await page.getByRole('button', { name: 'Outline' }).click();
  await outline.getByRole('button', { name: /^A day/ }).focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('Sleep on it');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log', { name: 'Edits' })).toHaveText('Rename the step to “Sleep on it”');

  await outline.getByRole('button', { name: 'More for Say hello' }).click();
  await page.getByRole('menuitem', { name: 'Move earlier' }).click();
  await outline.getByRole('button', { name: 'Add or connect after “Not sent”' }).click();
  await page.getByRole('textbox', { name: 'Search what comes next' }).fill('End');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('log', { name: 'Edits' })).toHaveText('Undone: Add “End”');

  await page.getByRole('button', { name: 'Canvas', exact: true }).click();
  await expect(page.locator('[data-node-type="wait"]')).toContainText('Sleep on it');
  await until('the draft', async () => {
    const { edges } = await savedGraph(id);
    return JSON.stringify(edges.map(({ source, target }) => [source, target]).sort()) ===
      JSON.stringify(
        [
          ['start', 'text'],
          ['text', 'wait'],
          ['wait', 'end'],
        ].sort(),
      )
      ? true
      : undefined;
  });
});

test('steps and notes are copied from one journey to another', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const from = await create({
    ...patient,
    notes: [{ id: 'n', position: { x: 400, y: 0 }, text: 'Why a day?' }],
  });
  const to = await create(empty);
  await open(page, from);
  await page
    .getByRole('region', { name: 'Canvas' })
    .focus()
    .catch(() => undefined);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await open(page, to);
  await page.keyboard.press('Control+v');
  await expect(page.locator('[data-node-type]')).toHaveCount(4);
  await until('the copy', async () => {
    const { nodes, notes } = await savedGraph(to);
    return nodes.length === 4 && notes?.[0]?.text === 'Why a day?' ? true : undefined;
  });
});

test.describe('two windows at the same draft', () => {
  const rename = async (page: Page, type: string, name: string) => {
    await page.locator(`[data-node-type="${type}"]`).click();
    await page.getByRole('textbox', { name: 'Step name' }).fill(name);
    await page.keyboard.press('Enter');
  };

  test('come together by themselves where they changed different things', async ({ page, context }) => {
    const id = await create(patient);
    const other = await context.newPage();
    await open(page, id);
    await open(other, id);
    await expect(page.getByText('1 other is editing too')).toBeVisible();
    await rename(page, 'wait', 'From here');
    await rename(other, 'exit', 'From there');
    for (const window of [page, other]) {
      await expect(window.locator('[data-node-type="wait"]')).toContainText('From here');
      await expect(window.locator('[data-node-type="exit"]')).toContainText('From there');
    }
    await page.keyboard.press('Control+z');
    await expect(other.locator('[data-node-type="wait"]')).toContainText('A day');
    await expect(other.locator('[data-node-type="exit"]')).toContainText('From there');
  });

  test('ask whose counts where both changed the same thing', async ({ page, context }) => {
    const id = await create(patient);
    const other = await context.newPage();
    // This window hears nothing of the other until it saves.
    await other.route('**/api/live', (route) => route.abort());
    await open(page, id);
    await open(other, id);
    await rename(page, 'wait', 'Mine');
    await until('the first save', async () =>
      (await savedGraph(id)).nodes.some(({ data }) => data.name === 'Mine') ? true : undefined,
    );
    await rename(other, 'wait', 'Other');
    const dialog = other.getByRole('dialog', { name: '1 thing was changed here and elsewhere' });
    await expect(dialog).toContainText('Mine');
    await dialog.getByText('Take theirs', { exact: true }).click();
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await expect(other.locator('[data-node-type="wait"]')).toContainText('Mine');
    // The field that was being written in has the focus again, and takes an undo by key for its own.
    await other.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(page.locator('[data-node-type="wait"]')).toContainText('Other');
  });
});

test('what two windows made of one field is told in the words of its form', async ({ page, context }) => {
  const id = await create(patient);
  const other = await context.newPage();
  await other.route('**/api/live', (route) => route.abort());
  await open(page, id);
  await open(other, id);
  const waitFor = async (window: Page, hours: string) => {
    await window.locator('[data-node-type="wait"]').click();
    await window.getByRole('textbox', { name: 'Wait', exact: true }).fill(hours);
  };
  await waitFor(page, '2');
  await until('the first save', async () =>
    (await savedGraph(id)).nodes.some(({ data }) => data.config.durationMs === 2 * 86_400_000)
      ? true
      : undefined,
  );
  await waitFor(other, '3');
  const dialog = other.getByRole('dialog', { name: '1 thing was changed here and elsewhere' });
  await expect(dialog.getByRole('definition').filter({ hasText: '3 days' })).toBeVisible();
  await expect(dialog.getByRole('definition').filter({ hasText: '2 days' })).toBeVisible();
  await dialog.getByText('Take theirs', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await expect(other.locator('[data-node-type="wait"]')).toContainText('2 days');
});

test('a number on a card leads to the people behind it, and from there to one person’s way on the canvas', async ({
  page,
}) => {
  const id = await create(patient, 'Followed');
  await letIn(id, { userId: 'followed', firstName: 'Freja', phone: '+4552980001' });
  await open(page, id);
  await page.locator('[data-node-type="wait"]').getByRole('link', { name: 'waiting now' }).click();
  await page.getByRole('link', { name: 'Freja' }).click();
  const way = page.getByRole('region', { name: 'The way through the journey' });
  await expect(way.locator('[data-node-type="wait"]')).toContainText('here now');
  await expect(way.locator('[data-node-type="manual-trigger"] [data-traced="been"]')).toBeVisible();
});

test('the numbers on the cards count who entered between two days of one’s own', async ({ page }) => {
  const id = await create(patient, 'Between days');
  await letIn(id, { userId: 'between', firstName: 'Bo', phone: '+4552980002' });
  await open(page, id);
  const entered = page.locator('[data-node-type="manual-trigger"]').getByRole('link', { name: 'entered' });
  await expect(entered).toContainText('1');
  await page.getByRole('button', { name: /^Numbers:/ }).click();
  await page.getByRole('menuitem', { name: 'From … to …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Entered from … to …' });
  await dialog.getByLabel('First day').fill('2020-01-31');
  await dialog.getByLabel('Last day').fill('2020-01-01');
  await expect(dialog.getByRole('button', { name: 'Count these' })).toBeDisabled();
  await dialog.getByLabel('First day').fill('2020-01-01');
  await dialog.getByLabel('Last day').fill('2020-01-31');
  await dialog.getByRole('button', { name: 'Count these' }).click();
  await expect(page.getByRole('button', { name: /^Numbers: All versions, .*2020 to .*2020/ })).toBeVisible();
  await expect(entered.filter({ hasText: '1' })).toBeHidden();

  // Whoever follows a number and comes back, or is sent the address, sees the same numbers.
  await page.getByRole('button', { name: /^Numbers:/ }).click();
  await page.getByRole('menuitem', { name: 'Last 7 days' }).click();
  await page.getByRole('button', { name: /^Numbers:/ }).click();
  await page.getByRole('menuitem', { name: 'Version 1' }).click();
  await expect(page).toHaveURL(/\?version=1&days=7$/);
  await entered.click();
  await expect(page.getByText('Version 1 only.')).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Numbers: Version 1, last 7 days' })).toBeVisible();
  await expect(entered).toContainText('1');
});

test('a view that glides to its place stops where it is pressed, so that what is pressed stays under the pointer', async ({
  page,
}) => {
  await page.clock.install();
  await open(page, await create(patient));
  const port = page.locator('[data-node-type="send-sms"] [data-port="sent"]');
  await expect(port).toBeVisible();
  const fitted = (await port.boundingBox())!;
  await page.getByRole('button', { name: 'Zoom out' }).click();
  await expect.poll(async () => (await port.boundingBox())!.width).toBeLessThan(fitted.width * 0.84);
  await page.clock.pauseAt(Date.now() + 60_000);
  const small = await port.boundingBox();
  await page.getByRole('button', { name: 'Fit' }).click();
  // How many ticks the page takes to begin is its own affair.
  await expect
    .poll(async () => {
      await page.clock.runFor(20);
      return port.boundingBox();
    })
    .not.toEqual(small);
  const gliding = (await port.boundingBox())!;
  await page.mouse.move(gliding.x + gliding.width / 2, gliding.y + gliding.height / 2);
  await page.mouse.down();
  await page.clock.runFor(1_000);
  expect(await port.boundingBox()).toEqual(gliding);
  await page.mouse.up();
});

test('the address leads to the step that is open, for whoever it is sent to', async ({ page }) => {
  const id = await create(patient, 'Sent on');
  await open(page, id);
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await page.locator('[data-node-type="send-sms"]').getByText('Say hello').click();
  await expect(page).toHaveURL(/\?step=text$/);
  await page.reload();
  await expect(inspector.getByLabel('Text', { exact: true })).toHaveValue('Hello');
  await page.locator('[data-node-type="wait"]').getByText('A day', { exact: true }).click();
  await expect(page).toHaveURL(/\?step=wait$/);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/journeys\/[\w-]+$/);

  // Numbers elsewhere lead to the people whom they count.
  await page.goto(`${product.url}/journeys/${id}?step=text&tab=people`);
  await expect(inspector.getByRole('tab', { name: 'People' })).toHaveAttribute('aria-selected', 'true');

  // A step that is gone leads to the journey as it is.
  await page.goto(`${product.url}/journeys/${id}?step=gone`);
  await expect(page.locator('[data-node-type="wait"]')).toBeVisible();
  await expect(inspector.getByLabel('Text', { exact: true })).toHaveCount(0);
});

test('a step that is let go on a way stands on it', async ({ page }) => {
  const id = await create(patient, 'Onto a way');
  await open(page, id);
  const palette = page.getByRole('complementary', { name: 'Steps', exact: true });
  const { drag } = byMouse(page);
  await drag(
    palette.getByRole('button', { name: 'Condition', exact: true }),
    page.getByRole('button', { name: 'Add a step on this way' }).nth(1),
  );
  await until('the step to be saved on the way', async () => {
    const { nodes, edges } = await savedGraph(id);
    const condition = nodes.find(({ type }) => type === 'condition');
    return (
      condition !== undefined &&
      edges.some(({ source, target }) => source === 'wait' && target === condition.id) &&
      edges.some(({ source, target }) => source === condition.id && target === 'text')
    );
  });
});

test('cards never cover each other, whatever grows or comes in, and undo puts each back where it was', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  // As tight as somebody may have put them.
  const tight = {
    ...patient,
    nodes: patient.nodes.map((node, index) => ({ ...node, position: { x: 0, y: index * 120 } })),
  };
  const id = await create(tight, 'Tight');
  await open(page, id);
  const cards = page.locator('[data-node-type]');
  const covered = async () => {
    const boxes = await Promise.all((await cards.all()).map((card) => card.boundingBox()));
    return boxes.flatMap((one, index) =>
      boxes.slice(index + 1).filter((other) => {
        if (!one || !other) return true;
        const isApart =
          one.x + one.width <= other.x ||
          other.x + other.width <= one.x ||
          one.y + one.height <= other.y ||
          other.y + other.height <= one.y;
        return !isApart;
      }),
    );
  };
  const expectNoneCovered = async (count: number) => {
    await expect(cards).toHaveCount(count);
    await expect.poll(covered).toEqual([]);
  };
  const placesOf = async () => (await savedGraph(id)).nodes.map(({ position }) => position);
  const put = await placesOf();
  await expectNoneCovered(4);

  await page.locator('[data-node-type="send-sms"]').getByText('Say hello').click();
  await page.getByLabel('Text', { exact: true }).fill('A long text that takes many lines. '.repeat(8));
  await expect(page.locator('[data-node-type="send-sms"]')).toContainText('many lines');
  await expectNoneCovered(4);

  await page.getByRole('button', { name: 'Add a step on this way' }).nth(1).click();
  await page.getByRole('textbox', { name: 'Search what comes next' }).fill('Condition');
  await page.keyboard.press('Enter');
  await expectNoneCovered(5);

  await page.getByRole('button', { name: 'Fit' }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+v');
  await expectNoneCovered(10);

  for (let edits = 0; edits < 3; edits++) await page.keyboard.press('Control+z');
  await expectNoneCovered(4);
  await until('the draft', async () => ((await savedGraph(id)).nodes.length === 4 ? true : undefined));
  expect(await placesOf()).toEqual(put);
});

test('a journey too long to be read whole opens at its start, large enough to read, and Fit shows all of it', async ({
  page,
}) => {
  const long = Array.from({ length: 14 }, (_, index) =>
    step(`s${index}`, index === 0 ? 'manual-trigger' : 'wait', index * 240, {}),
  );
  await open(page, await create({ ...empty, nodes: long }, 'Long'));
  await expect(page.locator('[data-node-type="manual-trigger"]')).toBeInViewport({ ratio: 0.99 });
  const zoom = page.getByRole('group', { name: 'View' }).getByRole('button', { name: /%/ });
  await expect(zoom).toHaveText(/80/);
  await expect(page.getByRole('img', { name: 'Overview of the journey' })).toBeVisible();
  await page.getByRole('button', { name: 'Fit' }).click();
  await expect(page.locator('[data-node-type]').last()).toBeInViewport({ ratio: 0.99 });
});

test('a note goes along with the step that it stands beside, with Tidy too, unless it is let stay', async ({
  page,
}) => {
  const note = { id: 'note', position: { x: 320, y: 0 }, text: 'About the start' };
  const id = await create({ ...patient, notes: [note] }, 'With a note');
  await open(page, id);
  const placeOf = async () =>
    (await product.api<{ graph: unknown }>(`/api/journeys/${id}`)).graph as {
      nodes: { id: string; position: { x: number; y: number } }[];
      notes: { position: { x: number; y: number } }[];
    };
  const apart = async () => {
    const { nodes, notes } = await placeOf();
    const at = nodes.find((node) => node.id === 'start')!.position;
    return [notes[0]!.position.x - at.x, notes[0]!.position.y - at.y];
  };
  const start = async () => (await placeOf()).nodes.find((node) => node.id === 'start')!.position;
  const drag = async () => {
    const before = await start();
    const box = (await page.locator('.react-flow__node[data-id="start"] header').boundingBox())!;
    await page.mouse.move(box.x + 60, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + 100, box.y + 30, { steps: 5 });
    await page.mouse.up();
    await until('the step to be saved elsewhere', async () => (await start()).x !== before.x);
  };
  await drag();
  expect(await apart()).toEqual([320, 0]);
  await page.getByRole('button', { name: 'Tidy', exact: true }).click();
  await until('the note to stand by the tidied step', async () => {
    const [x, y] = await apart();
    return x === 320 && y === 0 && (await start()).y === 0;
  });

  await page.getByRole('button', { name: 'Moves with the step beside it' }).click();
  await drag();
  expect(await apart()).not.toEqual([320, 0]);
});

test('a trial is read at the size that the reader chose, from its first step, and a step of what would happen leads to its card', async ({
  page,
}) => {
  const ids = ['start', 'a', 'b', 'c', 'd', 'end'];
  const nodes = ids.map((id, index) =>
    id === 'start'
      ? step(id, 'manual-trigger', 0, {})
      : id === 'end'
        ? step(id, 'exit', index * 400, { outcome: 'done' }, 'The last one')
        : step(id, 'wait', index * 400, { durationMs: 3_600_000 }, `Wait ${id}`),
  );
  const edges = ids
    .slice(1)
    .map((target, index) => ({ id: target, source: ids[index]!, sourceHandle: 'next', target }));
  const id = await create({ schemaVersion: 1, nodes, edges }, 'Long to try');
  await open(page, id);
  const last = page.locator('.react-flow__node[data-id="end"]');
  const zoomed = page.getByRole('group', { name: 'View' }).locator('.num');
  const opened = await zoomed.textContent();
  await page.getByRole('button', { name: 'Zoom in' }).click();
  let chosen = opened;
  await until('the view to come to rest', async () => {
    const before = chosen;
    chosen = await zoomed.textContent();
    return chosen !== opened && chosen === before;
  });
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const happens = page.getByRole('region', { name: 'What would happen' });
  await expect(page.getByRole('region', { name: 'Virtual time' })).toBeVisible();
  await expect(page.locator('.react-flow__node[data-id="start"]')).toBeInViewport({ ratio: 0.9 });
  await expect(zoomed).toHaveText(chosen!);

  await expect(last).not.toBeInViewport();
  await happens.getByRole('button', { name: 'The last one' }).click();
  await expect(last).toBeInViewport({ ratio: 0.9 });
  await expect(zoomed).toHaveText(chosen!);

  // Too small to read is nobody's wish: the next run is large enough again.
  await page.getByRole('button', { name: 'Fit' }).click();
  await expect(zoomed).not.toHaveText(chosen!);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(zoomed).toHaveText('80\u202f%');
});

test('a step that is deleted from the middle leaves no gap, undo brings it back, and where ways part it says so', async ({
  page,
}) => {
  const branch = { id: 'vip', name: 'VIP', when: { match: 'all', rules: [] } };
  const parting = {
    ...patient,
    nodes: [
      ...patient.nodes,
      { ...step('ask', 'condition', 560, { branches: [branch] }, 'Who?'), position: { x: 0, y: 560 } },
      { ...step('other', 'exit', 700, { outcome: 'other' }), position: { x: 340, y: 700 } },
    ],
    edges: [
      ...patient.edges.slice(0, 2),
      { id: 'c', source: 'text', sourceHandle: 'sent', target: 'ask' },
      { id: 'd', source: 'ask', sourceHandle: 'vip', target: 'end' },
      { id: 'e', source: 'ask', sourceHandle: 'otherwise', target: 'other' },
    ],
  };
  const id = await create(parting, 'Healed');
  await open(page, id);
  const saved = (ways: string[]) =>
    until(`the ways ${ways.join(', ')}`, async () => {
      const { edges } = await savedGraph(id);
      const now = edges.map(({ source, target }) => `${source}>${target}`).sort();
      return now.join() === [...ways].sort().join() ? true : undefined;
    });
  const all = ['start>wait', 'wait>text', 'text>ask', 'ask>end', 'ask>other'];

  await page.locator('[data-node-type="wait"]').getByText('A day', { exact: true }).click();
  await page.keyboard.press('Delete');
  await saved(['start>text', 'text>ask', 'ask>end', 'ask>other']);
  await expect(page.getByRole('log', { name: 'Edits' })).toHaveText(
    'Delete “A day”, and join what was around it',
  );
  await page.keyboard.press('Control+z');
  await saved(all);

  await page.locator('[data-node-type="condition"]').getByText('Who?').click();
  await page.keyboard.press('Delete');
  await expect(page.getByText('“Sent” of “Say hello” leads nowhere now')).toBeVisible();
  await saved(['start>wait', 'wait>text']);
});

test('a step that was just added calmly says what is to be filled in, and only what was left empty is an error', async ({
  page,
}) => {
  await open(page, await create(empty, 'Calm'));
  const palette = page.getByRole('complementary', { name: 'Steps', exact: true });
  const text = page.locator('[data-node-type="send-sms"]');
  const error = (card: typeof text) => card.getByLabel('Error', { exact: true });
  const start = page.locator('[data-node-type="event-trigger"]');
  await palette.getByRole('button', { name: 'Event happens' }).click();
  await palette.getByRole('button', { name: 'Send SMS' }).click();
  await expect(text).toContainText('To fill in: Text');
  await expect(start).toContainText('To fill in: Event');
  await expect(error(text)).toHaveCount(0);
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector.getByLabel('Text', { exact: true })).not.toHaveAttribute('aria-invalid', 'true');

  // Whoever has been there and leaves it empty is told.
  await inspector.getByLabel('Text', { exact: true }).focus();
  await page.getByRole('textbox', { name: 'Search steps' }).focus();
  await expect(error(text)).toBeVisible();
  await expect(error(start)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('Event happens: ');
  await page.keyboard.press('Escape');
  await expect(error(start)).toBeVisible();
});

test('the palette does what the open journey can do, each with its keys, and leads to a section of the settings', async ({
  page,
}) => {
  const id = await create(patient, 'By command');
  await open(page, id);
  await expect(page.locator('[data-node-type="wait"]')).toBeVisible();
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  const command = async (words: string) => {
    await page.keyboard.press('Control+k');
    await expect(palette).toBeVisible();
    await page.keyboard.type(words);
    await expect(palette.getByRole('textbox')).toHaveValue(words);
    await page.keyboard.press('Enter');
    await expect(palette).toBeHidden();
  };
  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('button', { name: 'Publish Ctrl ↵' })).toBeVisible();
  await expect(palette.getByRole('button', { name: 'Find a step Ctrl F' })).toBeVisible();
  await page.keyboard.press('Escape');

  await command('Find a step');
  await expect(page.getByRole('dialog', { name: 'Find a step' })).toBeVisible();
  await page.keyboard.press('Escape');

  await command('Publish');
  await expect(page.getByRole('dialog', { name: 'Publish version 1?' })).toBeVisible();
  await page.getByRole('button', { name: 'Publish now' }).click();
  await expect(page.getByText('Version 1 is live')).toBeVisible();

  await command('Pause the journey');
  await expect(page.getByText('Paused · version 1')).toBeVisible();
  const saved = page.waitForEvent('download');
  await command('Export as a file');
  expect((await saved).suggestedFilename()).toBe('by-command.json');

  await command('quiet hours');
  await expect(page).toHaveURL(/\/settings\/limits$/);
  await takeAway(product.api, id);
});
