import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Journey } from '@signalbox/api/contract';
import type { JourneyGraph } from '@signalbox/engine/graph';
import { recordConsent } from '@signalbox/store';
import { addPerson, drawn } from '@signalbox/store/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { API_KEY, WRITE_KEY } from '../../api/src/testing.js';
import { Checkout, startWorkspace } from './command.js';

const DAY = 86_400_000;
const CART = 'journeys/abandoned-cart.journey.json';
const example = JSON.parse(
  readFileSync(new URL('../../../examples/journeys/abandoned-cart.json', import.meta.url), 'utf8'),
) as { name: string; graph: JourneyGraph };

let server: Awaited<ReturnType<typeof startWorkspace>>;
let elsewhere: Awaited<ReturnType<typeof startWorkspace>>;
let checkout: Checkout;
beforeAll(async () => {
  [server, elsewhere] = await Promise.all([startWorkspace(), startWorkspace()]);
});
afterAll(() => Promise.all([server?.stop(), elsewhere?.stop()]));
beforeEach(async () => {
  checkout = await Checkout.make();
  for (const { database } of [server, elsewhere])
    await database.kysely.updateTable('journeys').set({ status: 'archived' }).execute();
});
afterEach(() => checkout.remove());

const signalbox = (...args: string[]) => checkout.signalbox({ url: server.url, key: API_KEY }, ...args);
const create = async (body: object = example, on = server) =>
  (await on.call('POST', '/api/journeys', body)).json() as { id: string; revision: number };
const stored = async (id: string, on = server) =>
  (await on.call('GET', `/api/journeys/${id}`)).json() as Journey;
/** As somebody does on the canvas. */
async function draw(id: string, change: (graph: JourneyGraph) => void): Promise<void> {
  const { graph, revision } = await stored(id);
  change(graph);
  const saved = await server.call('PUT', `/api/journeys/${id}/draft`, { graph, revision });
  expect(saved.statusCode, saved.body).toBe(200);
}
const nodeOf = (graph: JourneyGraph, type: string) => graph.nodes.find((node) => node.type === type)!;
const reword = (text: string) => (journey: { graph: JourneyGraph }) => {
  nodeOf(journey.graph, 'send-sms').data.config.text = text;
};

test('from the canvas to git and back: pull, edit, look, push, publish', async () => {
  const { id } = await create();
  expect(await signalbox('pull')).toMatchObject({ code: 0, stdout: `new     ${CART}\n` });
  const pulled = await checkout.read(CART);
  expect(JSON.parse(pulled)).toMatchObject({ id, name: 'Abandoned cart', graph: { schemaVersion: 1 } });
  expect(pulled).not.toMatch(/revision|updatedAt|status/);
  expect(await checkout.git('status', '--short', '--untracked-files=all')).toBe(`?? ${CART}\n`);

  expect(await signalbox('pull')).toMatchObject({ code: 0, stdout: `same    ${CART}\n` });
  expect(await checkout.read(CART)).toBe(pulled);
  expect(await signalbox('diff', CART)).toMatchObject({ code: 0, stdout: `same ${CART}\n` });
  await checkout.commit();

  await checkout.edit(CART, reword('Hej {{ contact.first_name | default: "du" }}, kurven venter.'));
  const looked = await signalbox('diff', CART);
  expect(looked.code).toBe(1);
  expect(looked.stdout).toContain('Text:\n');
  expect(looked.stdout).toContain('+ “Hej {{ contact.first_name | default: "du" }}, kurven venter.”');
  expect(await signalbox('validate', 'journeys')).toMatchObject({ code: 0 });

  const tried = await signalbox('push', CART, '--publish', '--dry-run');
  expect(tried).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing was changed') });
  expect(await stored(id)).toMatchObject({ revision: 1, liveVersion: null });

  const pushed = await signalbox('push', CART, '--publish', '--yes', '--note', 'In Danish');
  expect(pushed).toMatchObject({ code: 0, stdout: expect.stringContaining('Version 1 is live') });
  const { versions } = (await server.call('GET', `/api/journeys/${id}/versions`)).json();
  expect(versions).toMatchObject([{ version: 1, isLive: true, publishedBy: 'api', note: 'In Danish' }]);
  expect(nodeOf((await stored(id)).graph, 'send-sms').data.config.text).toMatch(/^Hej .* kurven venter/);
  expect(await signalbox('diff', CART, '--live')).toMatchObject({ code: 0 });

  const again = await signalbox('push', CART, '--publish', '--yes');
  expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('Version 1 is this already') });
  expect(await stored(id)).toMatchObject({ revision: 2, liveVersion: 1 });
}, 120_000);

test('a card that is moved on the canvas changes the lines of its place, and is no difference', async () => {
  const { id } = await create();
  await signalbox('pull');
  await checkout.commit();
  await draw(id, (graph) => (nodeOf(graph, 'send-sms').position = { x: 11, y: 22 }));
  expect(await signalbox('diff', 'journeys')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('but for places on the canvas'),
  });
  await signalbox('pull');
  const changed = (await checkout.git('diff', '--unified=0'))
    .split('\n')
    .filter((line) => /^[+-] /.test(line))
    .map((line) => line.replace(/\s+/g, ' '));
  expect(changed).toEqual([
    expect.stringMatching(/^- "x": /),
    expect.stringMatching(/^- "y": /),
    '+ "x": 11,',
    '+ "y": 22',
  ]);
}, 60_000);

describe('what nobody has anywhere else is not written over', () => {
  test('a draft that was changed since the pull, unless it is forced', async () => {
    const { id } = await create();
    await signalbox('pull');
    await draw(id, (graph) => reword('Drawn meanwhile')({ graph }));
    await checkout.edit(CART, reword('Written meanwhile'));
    const refused = await signalbox('push', CART);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('was changed since') });
    expect(nodeOf((await stored(id)).graph, 'send-sms').data.config.text).toBe('Drawn meanwhile');

    const asked = await signalbox('push', CART, '--force');
    expect(asked).toMatchObject({ code: 2, stderr: expect.stringContaining('say --yes') });
    expect((await stored(id)).revision).toBe(2);
    expect(await signalbox('push', CART, '--force', '--yes')).toMatchObject({ code: 0 });
    expect(nodeOf((await stored(id)).graph, 'send-sms').data.config.text).toBe('Written meanwhile');
  }, 60_000);

  test('a file with edits that were neither pushed nor committed', async () => {
    const { id } = await create();
    await signalbox('pull');
    await checkout.edit(CART, reword('Mine'));
    await draw(id, (graph) => reword('Theirs')({ graph }));
    expect(await signalbox('pull')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('left as it is'),
    });
    expect(await checkout.read(CART)).toContain('Mine');
    await checkout.commit();
    expect(await signalbox('pull')).toMatchObject({ code: 0 });
    expect(await checkout.read(CART)).toContain('Theirs');
  }, 60_000);

  test('a draft that is a version in git may go, also from a clone that never pulled', async () => {
    const { id } = await create();
    await signalbox('pull');
    await checkout.commit();
    await checkout.edit(CART, reword('Reviewed'));
    await checkout.commit();
    await rm(join(checkout.folder, 'journeys/.signalbox'), { recursive: true });
    expect(await signalbox('push', 'journeys')).toMatchObject({ code: 0 });
    expect(nodeOf((await stored(id)).graph, 'send-sms').data.config.text).toBe('Reviewed');
  }, 60_000);

  test('of several files none is pushed if one may not be', async () => {
    const { id } = await create();
    const other = await create({ ...example, name: 'Other' });
    await signalbox('pull');
    await draw(other.id, (graph) => reword('Drawn')({ graph }));
    await checkout.edit(CART, reword('Written'));
    await checkout.edit('journeys/other.journey.json', reword('Written'));
    expect(await signalbox('push', 'journeys')).toMatchObject({ code: 1 });
    expect((await stored(id)).revision).toBe(1);
  }, 60_000);
});

test('what is wrong is said by file, step and field, and nothing broken is published', async () => {
  const { id } = await create();
  await signalbox('pull');
  await checkout.edit(CART, ({ graph }) => {
    nodeOf(graph, 'wait-for-event').data.config.timeoutMs = -1;
  });
  await checkout.write('journeys/broken.journey.json', '{ "name": "Broken", ');
  const found = await signalbox('validate', 'journeys');
  expect(found.code).toBe(1);
  expect(found.stdout).toMatch(
    /^journeys\/abandoned-cart\.journey\.json: node "Wait for order" timeoutMs: .+ \(bad-config\)$/m,
  );
  expect(found.stdout).toMatch(
    /^journeys\/broken\.journey\.json: This is not JSON\. .+ \(malformed-json\)$/m,
  );
  expect(found.stdout).toContain('2 errors');

  const machine = JSON.parse((await signalbox('validate', CART, '--json')).stdout);
  expect(machine).toMatchObject([
    { file: CART, diagnostics: [{ code: 'bad-config', node: 'Wait for order' }] },
  ]);

  const refused = await signalbox('push', CART, '--publish', '--yes');
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('(bad-config)') });
  expect(await stored(id)).toMatchObject({ revision: 1, liveVersion: null });
  expect(await signalbox('push', CART)).toMatchObject({ code: 0 });
  expect(await stored(id)).toMatchObject({ revision: 2, liveVersion: null });
}, 60_000);

describe('in another workspace', () => {
  const there = (...args: string[]) => checkout.signalbox({ url: elsewhere.url, key: API_KEY }, ...args);
  const rule = {
    version: 2,
    root: { kind: 'group', match: 'all', conditions: [{ kind: 'tag', op: 'has', tag: 'vip' }] },
  };
  const segment = async (on: typeof server) =>
    (await on.call('POST', '/api/segments', { name: 'VIP', rule })).json() as { id: string };

  test('it is the same journey, with the segments of the same names', async () => {
    const vip = await segment(server);
    const entryFilter = { match: 'all', rules: [{ source: 'segment', path: vip.id, op: 'exists' }] };
    const settings = { ...example.graph.settings, entryFilter };
    const { id } = await create({ ...example, graph: { ...example.graph, settings } });
    await signalbox('pull');
    const pulled = await checkout.read(CART);
    expect(JSON.parse(pulled).names).toEqual({ [vip.id]: 'VIP' });

    const refused = await there('push', CART, '--publish', '--yes');
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('(not-there, warning)') });

    const theirs = await segment(elsewhere);
    expect(await there('push', CART, '--publish', '--yes')).toMatchObject({ code: 0 });
    expect((await stored(id, elsewhere)).graph.settings.entryFilter).toEqual({
      match: 'all',
      rules: [{ source: 'segment', path: theirs.id, op: 'exists' }],
    });
    expect(await there('diff', CART)).toMatchObject({ code: 0 });
    expect(await there('pull')).toMatchObject({ code: 0, stdout: `same    ${CART}\n` });
    expect(await checkout.read(CART)).toBe(pulled);
  }, 60_000);

  test('a file without an id is the journey of its name, and becomes one if there is none', async () => {
    await checkout.write('cart.json', JSON.stringify(example));
    expect(await there('diff', 'cart.json')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('not there'),
    });
    expect(await there('push', 'cart.json')).toMatchObject({ code: 0 });
    expect(await there('push', 'cart.json')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('same'),
    });
    const { journeys } = (await elsewhere.call('GET', '/api/journeys')).json();
    expect(journeys).toHaveLength(1);
    await create(example, elsewhere);
    expect(await there('push', 'cart.json')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('2 journeys'),
    });
  }, 60_000);
});

describe('trying it out', () => {
  const graph = drawn({
    start: { type: 'event-trigger', config: { event: 'Checkout Started' }, next: { next: 'wait' } },
    wait: {
      type: 'wait-for-event',
      config: { events: [{ id: 'order', event: 'Order Completed', label: 'Ordered' }], timeoutMs: 180 * DAY },
      next: { order: 'bought', timeout: 'text' },
    },
    text: {
      type: 'send-sms',
      config: { text: 'Hej {{ contact.first_name | default: "you" }}' },
      next: { sent: 'end' },
    },
    bought: { type: 'exit', config: { outcome: 'bought' } },
    end: { type: 'exit', config: { outcome: 'reminded' } },
  });
  const simulate = (...args: string[]) => signalbox('simulate', 'try.json', ...args);
  beforeEach(() => checkout.write('try.json', JSON.stringify({ name: 'Not pushed', graph })));

  test('as a person of the shop, half a year with its reasons', async () => {
    const phone = '+4552111111';
    const contactId = await addPerson(server.database, { firstName: 'Anna', phone });
    const agreed = { purpose: 'marketing', state: 'granted' as const, source: 'sign-up', evidence: {} };
    await recordConsent(server.database, { contactId, phone, ...agreed }, Date.now());
    const { code, stdout } = await simulate('--contact', '+45 52 11 11 11', '--expect', 'reminded');
    expect(stdout).toContain('“Not pushed”, as Anna');
    expect(stdout).toMatch(/^ {2}day {3}0 {2}00:00 {2}Wait for event → Timed out\n {18}\w+/m);
    expect(stdout).toMatch(/day 180 {2}\d\d:\d\d {2}Send SMS → Sent/);
    expect(stdout).toContain('│ Acme: Hej Anna');
    expect(stdout).toContain('Leaves as “reminded” after 180 days');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(stdout).not.toContain('\u001B');
    expect(code).toBe(0);
    expect(await simulate('--contact', '+4599999999')).toMatchObject({ code: 2 });
  }, 60_000);

  test('with what happens meanwhile, for CI', async () => {
    await checkout.write('orders.json', JSON.stringify([{ name: 'Order Completed', after: '3 days' }]));
    const { code, stdout } = await simulate('--script', 'orders.json', '--expect', 'bought', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ end: { outcome: 'bought' }, texts: [] });
    expect(await simulate('--script', 'orders.json', '--expect', 'reminded')).toMatchObject({
      code: 1,
      stderr: 'Expected “reminded”; it is “bought”.\n',
    });
  }, 60_000);

  test('as many people, the same with the same seed', async () => {
    const events = [{ name: 'Order Completed', share: 0.4, within: '30 days' }];
    await checkout.write('many.json', JSON.stringify({ days: 365, events }));
    const many = async (seed: string) =>
      (await simulate('--people', '200', '--script', 'many.json', '--seed', seed)).stdout.replace(
        /\d+ ms/,
        '',
      );
    const seven = await many('7');
    expect(seven).toMatch(/^200 people, \d+ texts in \d+ parts/);
    expect(seven).toMatch(/Wait for event\s+.*Ordered \d+/);
    expect(await many('7')).toBe(seven);
    expect(await many('8')).not.toBe(seven);
    expect(await simulate('--people', '200', '--expect', 'bought')).toMatchObject({ code: 2 });
  }, 60_000);
});

describe('why it could not run is one sentence, and ends with 2', () => {
  const ends = async (env: { url?: string; key?: string }, words: string | RegExp, ...args: string[]) =>
    expect(await checkout.signalbox(env, ...args)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(words),
    });

  test('no address, no key, no server, no such key, no such file', async () => {
    await ends({ key: API_KEY }, 'Set SIGNALBOX_URL', 'pull');
    await ends({ url: server.url }, 'Set SIGNALBOX_KEY', 'pull');
    await ends({ url: 'http://127.0.0.1:1', key: API_KEY }, 'Nothing answers at http://127.0.0.1:1', 'pull');
    await ends({ url: server.url, key: 'sbk_no' }, 'does not know this key', 'pull');
    await ends({ url: server.url, key: WRITE_KEY }, 'only sends events in', 'pull');
    await ends({ url: server.url, key: API_KEY }, 'There is no file', 'validate', 'nowhere.json');
    await ends({ url: server.url, key: API_KEY }, 'say --publish', 'push', CART, '--people', 'end');
    await ends({ url: server.url, key: API_KEY }, 'unknown option', 'pull', '--everything');
  }, 60_000);

  test('a key that reads is enough to pull, check and try, and not to push', async () => {
    const { key } = (
      await server.call('POST', '/api/keys', { kind: 'api', role: 'viewer', name: 'CI' })
    ).json() as { key: string };
    const reading = { url: server.url, key };
    await create();
    for (const args of [['pull'], ['validate', CART], ['diff', CART], ['push', CART, '--dry-run']])
      expect(await checkout.signalbox(reading, ...args), args.join(' ')).toMatchObject({ code: 0 });
    await checkout.edit(CART, reword('Hej'));
    expect(await checkout.signalbox(reading, 'push', CART, '--yes')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('reads and changes nothing'),
    });
  }, 60_000);
});
