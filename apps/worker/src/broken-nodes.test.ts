import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { compile } from '@signalbox/engine/graph';
import { loadNodeTypes } from '@signalbox/nodes/packages';
import { createServices } from '@signalbox/outbound';
import {
  controlRuns,
  getRun,
  lastKnown,
  moveRuns,
  publishVersion,
  runSteps,
  startJourney,
  takeEvent,
} from '@signalbox/store';
import { addPerson, createTestDatabase, drawn, publishDrawn } from '@signalbox/store/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startWorker, type RunningWorker } from './worker.js';

/** Steps that go wrong, each in its own way. */
const BROKEN = {
  throws: `export const run = function* () { throw new Error('out of order'); };`,
  nowhere: `export const run = function* () { return 'nowhere'; };`,
  endless: `export const run = function* () { for (;;) yield { kind: 'now' }; };`,
  spins: `export const run = function* () { for (;;) {} };`,
  asks: `import { activity } from '@signalbox/nodes/kernel';
    export const run = function* () { yield* activity('service', {}); return 'next'; };`,
  large: `import { activity } from '@signalbox/nodes/kernel';
    export const run = function* () { yield* activity('service', {}); return 'next'; };`,
  numbers: `import { activity } from '@signalbox/nodes/kernel';
    export const run = function* () { yield* activity('service', {}); return 'next'; };`,
  missing: `import { activity } from '@signalbox/nodes/kernel';
    export const run = function* () { yield* activity('servise', {}); return 'next'; };`,
  hoards: `import { setVars } from '@signalbox/nodes/kernel';
    export const run = function* () { yield* setVars({ page: 'x'.repeat(5_000_000) }); return 'next'; };`,
  hogs: `import { activity } from '@signalbox/nodes/kernel';
    export const run = function* () { yield* activity('service', {}); return 'next'; };`,
  forgets: `import { sleepUntil } from '@signalbox/nodes/kernel';
    export const run = function* () { yield sleepUntil(0); return 'next'; };`,
  calls: `const turn = (n) => (n < 2 ? 1 : turn(n - 1) + turn(n - 2));
    export const run = function* () { turn(60); return 'next'; };`,
  away: `import { activity } from '@signalbox/nodes/kernel';
    export const run = function* () { yield* activity('service', {}); return 'next'; };`,
};

const ASKING = ['asks', 'away', 'large', 'numbers', 'missing', 'hogs'];

/** How often the service of `asks` fails before it answers. */
const AWAY = 3;

const taskQueue = `broken-${randomUUID()}`;
const logger = pino({ level: 'silent' });
const folder = mkdtempSync(join(tmpdir(), 'signalbox-broken-'));
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let worker: RunningWorker;
let nodeTypes: Awaited<ReturnType<typeof loadNodeTypes>>;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  write('package.json', JSON.stringify({ name: 'broken', signalbox: { nodes: './nodes' } }));
  for (const [type, run] of Object.entries(BROKEN)) {
    write(`nodes/${type}/run.ts`, run);
    write(`nodes/${type}/README.md`, 'Goes wrong.');
    write(
      `nodes/${type}/manifest.ts`,
      `import { defineNode } from '@signalbox/nodes/kernel';
       import * as z from 'zod';
       export const ${type} = defineNode({
         type: '${type}', version: 1, title: 'Broken', description: 'Goes wrong.', group: 'do', icon: 'user',
         config: z.object({}), ports: { next: { label: 'Then' } }, summary: 'Goes wrong',
         activities: ${ASKING.includes(type) ? "['service']" : '[]'},
       });`,
    );
  }
  write(
    'nodes/asks/activities.ts',
    `let asked = 0;
     export const activities = {
       async service() { if (++asked <= ${AWAY}) throw new Error('nobody at home'); return null; },
     };`,
  );
  write(
    'nodes/away/activities.ts',
    `export const activities = { async service() { throw new Error('nobody at home'); } };`,
  );
  const returning = (value: string) => `export const activities = { async service() { return ${value}; } };`;
  write('nodes/large/activities.ts', returning(`{ page: 'x'.repeat(5_000_000) }`));
  write('nodes/numbers/activities.ts', returning('{ points: 5n }'));
  write('nodes/hogs/activities.ts', `export const activities = { async service() { for (;;) {} } };`);
  write('nodes/missing/activities.ts', returning('null'));
  nodeTypes = await loadNodeTypes({ packages: folder, from: folder });
  expect(nodeTypes.problems).toEqual([]);
  database = await createTestDatabase('broken');
  const address = process.env.SIGNALBOX_TEST_TEMPORAL_ADDRESS!;
  worker = await startWorker({
    database,
    logger,
    temporal: { address, namespace: 'default' },
    taskQueue,
    shopTimeZone: 'UTC',
    textsPerSecond: 100,
    sendText: async () => ({ outcome: 'sent', messageId: 'm' }),
    services: createServices({ database, secret: '', allowPrivate: false }),
    nodeTypes,
  });
}, 60_000);
afterAll(async () => {
  await worker?.stop();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

function write(path: string, text: string) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const journeyOf = (type: string) =>
  drawn(
    {
      start: { type: 'manual-trigger', next: { next: 'step' } },
      step: { type, config: type === 'wait' ? { durationMs: 1_000 } : {}, next: { next: 'end' } },
      end: { type: 'exit', config: { outcome: 'through' } },
    },
    { exits: [{ id: 'ordered', event: 'Order Completed', outcome: 'ordered' }] },
  );

const ordered = {
  source: 'test',
  name: 'Order Completed',
  occurredAtMs: Date.now(),
  identities: [],
  properties: {},
  keys: [],
  isHistory: false,
};

async function enter(type: string): Promise<{ journeyId: string; runId: string }> {
  const { id: journeyId } = await publishDrawn(database, journeyOf(type), {
    catalogue: nodeTypes.catalogue,
    nowMs: Date.now(),
  });
  const contactId = await addPerson(database);
  const start = { journeyId, contactId, properties: {}, key: randomUUID() };
  const started = await startJourney(database, start, { nowMs: Date.now() });
  return { journeyId, runId: (started as { runId: string }).runId };
}

const is = (runId: string, expected: object, withinMs = 15_000) =>
  vi.waitFor(async () => expect(await getRun(database, runId)).toMatchObject(expected), withinMs);

test.each([
  ['throws', /out of order/],
  ['nowhere', /“nowhere”/],
  ['endless', /1000 things in a row/],
  ['spins', /round and round/],
  ['calls', /round and round/],
  ['forgets', /star of a “yield\*” missing/],
  ['hoards', /too large: 5000011 characters/],
  ['large', /returned is too large: 5000011 characters/],
  ['numbers', /it.points is a BigInt/],
] as const)('a step that %s holds its run on itself, and is skipped by hand', async (type, reason) => {
  const { journeyId, runId } = await enter(type);
  await is(runId, { status: 'stuck', currentNodeId: 'step' });
  expect((await runSteps(database, runId)).at(-1)!.reason).toMatch(reason);
  await controlRuns(database, { journeyId, runIds: [runId] }, { kind: 'skip' }, Date.now());
  await is(runId, { status: 'ended', outcome: 'through' });
});

test('a step whose service fails says so while it is tried again, and goes on once the service answers', async () => {
  const { runId } = await enter('asks');
  await is(runId, { status: 'waiting', currentNodeId: 'step' });
  expect((await runSteps(database, runId)).map(({ nodeId, reason }) => [nodeId, reason])).toEqual([
    ['step', 'Tried 3 times so far: nobody at home'],
  ]);
  // The run has said nothing of it: should it be lost, it goes on from before.
  expect((await lastKnown(database, runId)).steps).toEqual([]);
  await is(runId, { status: 'ended', outcome: 'through' });
  expect((await runSteps(database, runId)).map(({ nodeId, reason }) => [nodeId, reason])).toEqual([
    ['start', null],
    ['step', null],
    ['end', null],
  ]);
});

const tried = async (runId: string) =>
  vi.waitFor(async () => expect((await runSteps(database, runId)).at(-1)?.reason).toMatch(/^Tried/), 30_000);

test.each([
  [{ kind: 'skip' }, 'through'],
  [{ kind: 'end', outcome: 'by hand' }, 'by hand'],
] as const)(
  'a step whose service is away is left at once when it is asked to $kind',
  async (action, outcome) => {
    const { journeyId, runId } = await enter('away');
    await tried(runId);
    await controlRuns(database, { journeyId, runIds: [runId] }, action, Date.now());
    await is(runId, { status: 'ended', outcome });
  },
  60_000,
);

test('a step that keeps the worker busy without end holds up the others for seconds, and says why', async () => {
  const hog = await enter('hogs');
  const well = await enter('wait');
  await is(well.runId, { status: 'ended', outcome: 'through' }, 30_000);
  await vi.waitFor(
    async () =>
      expect((await runSteps(database, hog.runId)).at(-1)?.reason).toMatch(/kept everything else waiting/),
    60_000,
  );
  await controlRuns(
    database,
    { journeyId: hog.journeyId, runIds: [hog.runId] },
    { kind: 'skip' },
    Date.now(),
  );
  await is(hog.runId, { status: 'ended', outcome: 'through' }, 30_000);
}, 120_000);

test('a step that calls an activity which nobody wrote says so', async () => {
  const { runId } = await enter('missing');
  await vi.waitFor(
    async () =>
      expect((await runSteps(database, runId)).at(-1)?.reason).toMatch(/no activity “missing.servise”/),
    30_000,
  );
}, 60_000);

test('a step whose service is away goes on in the version that its people are moved to', async () => {
  const { journeyId, runId } = await enter('away');
  await tried(runId);
  const graph = journeyOf('throws');
  const { plan } = compile(graph, nodeTypes.catalogue);
  await publishVersion(database, { id: journeyId, revision: 1, graph, plan: plan!, nowMs: Date.now() });
  const move = { journeyId, fromVersion: 1, toVersion: 2, steps: { step: 'step' }, changed: ['step'] };
  expect(await moveRuns(database, move, Date.now())).toBe(1);
  await is(runId, { status: 'stuck', version: 2 });
}, 60_000);

test('a step whose service is away is left at once by an exit', async () => {
  const { runId } = await enter('away');
  await tried(runId);
  const { contactId } = (await getRun(database, runId))!;
  await takeEvent(database, { ...ordered, messageId: randomUUID(), contactId }, { nowMs: Date.now() });
  await is(runId, { status: 'ended', outcome: 'ordered' });
}, 60_000);

test('other runs go on beside those that are stuck', async () => {
  const stuck = await enter('spins');
  const well = await enter('wait');
  await is(well.runId, { status: 'ended', outcome: 'through' });
  await is(stuck.runId, { status: 'stuck' });
});
