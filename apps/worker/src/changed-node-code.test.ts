import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { loadNodeTypes } from '@signalbox/nodes/packages';
import { createServices } from '@signalbox/outbound';
import { changedNodeCode, controlRuns, getRun, runSteps, startJourney } from '@signalbox/store';
import { addPerson, createTestDatabase, drawn, publishDrawn } from '@signalbox/store/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startReloadingWorker } from './reloading-worker.js';
import { inspect } from './sentinel.js';

const RUN = `import { sleepUntil } from '@signalbox/nodes/kernel';
export const run = function* ({ enteredAtMs }) { yield* sleepUntil(enteredAtMs + 1_500); return 'next'; };`;

const taskQueue = `changed-${randomUUID()}`;
const folder = mkdtempSync(join(tmpdir(), 'signalbox-changed-'));
const nodes = { packages: folder, from: folder };
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let connection: Connection;
let client: Client;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  write('package.json', JSON.stringify({ name: 'changed', signalbox: { nodes: './nodes' } }));
  write('nodes/rest/run.ts', RUN);
  write('nodes/rest/README.md', 'Rests.');
  write(
    'nodes/rest/manifest.ts',
    `import { defineNode } from '@signalbox/nodes/kernel';
     import * as z from 'zod';
     export const rest = defineNode({
       type: 'rest', version: 1, title: 'Rest', description: 'Rests.', group: 'do', icon: 'user',
       config: z.object({}), ports: { next: { label: 'Then' } }, summary: 'Rests',
     });`,
  );
  database = await createTestDatabase('changed_node_code');
  connection = await Connection.connect({ address: process.env.SIGNALBOX_TEST_TEMPORAL_ADDRESS! });
  client = new Client({ connection });
}, 60_000);
afterAll(async () => {
  await connection?.close();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, text: string) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const start = () =>
  startReloadingWorker({
    database,
    logger: pino({ level: 'silent' }),
    temporal: { address: process.env.SIGNALBOX_TEST_TEMPORAL_ADDRESS!, namespace: 'default' },
    taskQueue,
    shopTimeZone: 'UTC',
    textsPerSecond: 100,
    sendText: async () => ({ outcome: 'sent', messageId: 'm' }),
    services: createServices({ database, secret: '', allowPrivate: false }),
    nodes,
    watch: false,
  });

const changed = async () => changedNodeCode(database, (await loadNodeTypes(nodes)).customPrints);

async function enter(): Promise<{ journeyId: string; runId: string }> {
  const { catalogue } = await loadNodeTypes(nodes);
  const { id: journeyId } = await publishDrawn(
    database,
    drawn({
      start: { type: 'manual-trigger', next: { next: 'step' } },
      step: { type: 'rest', next: { next: 'end' } },
      end: { type: 'exit', config: { outcome: 'rested' } },
    }),
    { catalogue, nowMs: Date.now() },
  );
  const contactId = await addPerson(database);
  const wish = { journeyId, contactId, properties: {}, key: randomUUID() };
  const started = await startJourney(database, wish, { nowMs: Date.now() });
  return { journeyId, runId: (started as { runId: string }).runId };
}

const is = (runId: string, expected: object) =>
  vi.waitFor(async () => expect(await getRun(database, runId)).toMatchObject(expected), 20_000);

test('a run whose code has changed under its version is not played while somebody is inside; put back, they go on', async () => {
  let worker = await start();
  const { journeyId, runId } = await enter();
  await is(runId, { status: 'waiting', currentNodeId: 'step' });
  await worker.stop();

  write(
    'nodes/rest/run.ts',
    RUN.replace('yield* sleepUntil', 'yield* sleepUntil(enteredAtMs); yield* sleepUntil'),
  );
  expect(await changed()).toEqual(['rest@1']);
  worker = await start();
  const sentinel = { database, client, taskQueue, logger: pino({ level: 'silent' }) };
  await vi.waitFor(
    async () => expect(await inspect(sentinel, Date.now() + 10 * 60_000)).toMatchObject({ stuck: 1 }),
    { timeout: 60_000, interval: 500 },
  );
  expect((await runSteps(database, runId)).at(-1)!.reason).toMatch(/code of a step .* is another, or gone/);
  await worker.stop();

  write('nodes/rest/run.ts', `// As it was.\n${RUN}`);
  expect(await changed()).toEqual([]);
  worker = await start();
  await controlRuns(database, { journeyId, runIds: [runId] }, { kind: 'retry' }, Date.now());
  await is(runId, { status: 'ended', outcome: 'rested' });
  await worker.stop();
}, 120_000);

test('with nobody inside, the new code is what is played from then on', async () => {
  write('nodes/rest/run.ts', RUN.replace('1_500', '10'));
  expect(await changed()).toEqual([]);
  const worker = await start();
  const { runId } = await enter();
  await is(runId, { status: 'ended', outcome: 'rested' });
  await worker.stop();
}, 60_000);
