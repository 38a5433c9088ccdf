import { randomUUID } from 'node:crypto';
import { createServices } from '@signalbox/outbound';
import { getRun } from '@signalbox/store';
import { addPerson, drawn } from '@signalbox/store/testing';
import { startWorker, type RunningWorker } from '@signalbox/worker';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { API_KEY } from '../../api/src/testing.js';
import { Checkout, startWorkspace } from './command.js';

const FILE = 'journeys/long-wait.journey.json';
let server: Awaited<ReturnType<typeof startWorkspace>>;
let worker: RunningWorker;
let checkout: Checkout;
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  server = await startWorkspace();
  checkout = await Checkout.make();
  const { database } = server;
  worker = await startWorker({
    database,
    logger: pino({ level: 'silent' }),
    temporal: { address: process.env.SIGNALBOX_TEST_TEMPORAL_ADDRESS!, namespace: 'default' },
    taskQueue: `cli-${randomUUID()}`,
    shopTimeZone: 'Europe/Copenhagen',
    textsPerSecond: 100,
    sendText: async () => ({ outcome: 'sent', messageId: 'm' }),
    services: createServices({ database, secret: '', allowPrivate: false }),
  });
});
afterAll(async () => {
  await worker?.stop();
  await checkout?.remove();
  await server?.stop();
});

test('before publishing those inside are counted, and each choice does to them what it says', async () => {
  const graph = drawn({
    start: { type: 'manual-trigger', next: { next: 'wait' } },
    wait: { type: 'wait', config: { durationMs: 30 * 86_400_000 }, next: { next: 'end' } },
    end: { type: 'exit', config: { outcome: 'waited' } },
  });
  const { id } = (await server.call('POST', '/api/journeys', { name: 'Long wait', graph })).json() as {
    id: string;
  };
  const signalbox = (...args: string[]) => checkout.signalbox({ url: server.url, key: API_KEY }, ...args);
  await signalbox('pull');
  expect(await signalbox('push', FILE, '--publish', '--yes')).toMatchObject({ code: 0 });

  const contactId = await addPerson(server.database, { firstName: 'Anna' });
  const started = await server.call('POST', `/api/journeys/${id}/start`, { contactId });
  const { runId } = started.json() as { runId: string };
  const becomes = (expected: object) =>
    vi.waitFor(async () => expect(await getRun(server.database, runId)).toMatchObject(expected), 20_000);
  await becomes({ status: 'waiting', version: 1, currentNodeId: 'wait' });

  const wait = (days: number) =>
    checkout.edit(FILE, ({ graph }) => {
      graph.nodes.find((node) => node.id === 'wait')!.data.config.durationMs = days * 86_400_000;
    });
  await wait(20);
  const asked = await signalbox('push', FILE, '--publish');
  expect(asked).toMatchObject({ code: 2, stderr: expect.stringContaining('Publish version 2') });
  expect(asked.stdout).toContain('Wait: 30 days → 20 days');
  expect(asked.stdout).toMatch(/One person is inside:\n +1 {2}Wait a while +finish on version 1\n/);
  expect((await server.call('GET', `/api/journeys/${id}`)).json()).toMatchObject({
    liveVersion: 1,
    revision: 1,
  });

  expect(await signalbox('push', FILE, '--publish', '--yes')).toMatchObject({ code: 0 });
  await becomes({ status: 'waiting', version: 1 });

  await wait(25);
  const moved = await signalbox('push', FILE, '--publish', '--yes', '--people', 'move');
  expect(moved.stdout).toContain('move, and begin the step anew');
  expect(moved).toMatchObject({ code: 0, stdout: expect.stringContaining('Version 3 is live, 1 moves') });
  await becomes({ status: 'waiting', version: 3 });

  await wait(26);
  const ended = await signalbox('push', FILE, '--publish', '--yes', '--people', 'end');
  expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('Version 4 is live, 1 leaves') });
  await becomes({ status: 'ended', outcome: 'ended' });
}, 120_000);
