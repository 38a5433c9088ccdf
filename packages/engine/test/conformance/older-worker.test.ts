import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Checkpoint } from '../../src/interpret/index.js';
import { bundleWorkflows, runWorkflowId, startRun } from '../../src/temporal/index.js';
import { custom, planOf, startOf, trigger } from '../plans.js';
import { openTemporal, until, type TemporalWorld } from '../temporal-world.js';

let temporal: TemporalWorld;
beforeAll(async () => {
  temporal = await openTemporal();
});
afterAll(() => temporal?.close());

test('a step that only a newer worker knows is shown on itself, and done as soon as that worker is there', async () => {
  const planHash = randomUUID();
  temporal.plans.set(
    planHash,
    planOf({ start: trigger('busy'), busy: custom('busy', {}, { seen: null, timeout: null }) }),
  );
  const told: Checkpoint[] = [];
  const activities = {
    checkpoint: async (checkpoint: Checkpoint) => {
      told.push(checkpoint);
      return { paused: false };
    },
  };
  const older = await temporal.work(await bundleWorkflows(), activities);
  const start = { ...startOf(Date.now(), randomUUID()), planHash };
  await startRun(temporal.client, { taskQueue: temporal.taskQueue, start });
  await until(() => told.length > 0, 30_000);
  expect(told[0]).toMatchObject({ status: 'stuck' });
  expect(told[0]!.steps.at(-1)).toMatchObject({ nodeId: 'busy', reason: expect.stringContaining('busy@1') });
  await older.stop();

  const known = fileURLToPath(new URL('./workflows.ts', import.meta.url));
  const newer = await temporal.work(await bundleWorkflows(known), activities);
  expect(await temporal.client.workflow.getHandle(runWorkflowId(start.runId)).result()).toMatchObject({
    outcome: 'completed',
  });
  expect(told.at(-1)).toMatchObject({ status: 'ended' });
  await newer.stop();
}, 120_000);
