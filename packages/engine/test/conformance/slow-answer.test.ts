import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunState } from '../../src/interpret/index.js';
import { bundleWorkflows, deliver, runWorkflowId } from '../../src/temporal/index.js';
import { always, condition, DAY, eventOf, exit, planOf, startOf, trigger, wait } from '../plans.js';
import { openTemporal, until, type TemporalWorld } from '../temporal-world.js';

let temporal: TemporalWorld;
beforeAll(async () => {
  temporal = await openTemporal();
  temporal.skipping.config = undefined;
});
afterAll(() => temporal?.close());

test('a run that is replayed reads of its clock what it read first, however slow an answer was', async () => {
  const bundle = await bundleWorkflows(fileURLToPath(new URL('./workflows.ts', import.meta.url)));
  const planHash = randomUUID();
  temporal.plans.set(
    planHash,
    planOf({
      start: trigger('worth'),
      worth: condition(always, { yes: 'wait', otherwise: null }),
      wait: wait(DAY, { 'order-completed': 'end', timeout: 'end' }),
      end: exit('done'),
    }),
  );

  let asked = 0;
  const activities = {
    checkpoint: async () => ({ paused: false }),
    // Longer than the server waits for a task before the SDK must prolong it.
    evaluate: async () => {
      if (++asked === 1) await new Promise((resolve) => setTimeout(resolve, 9_500));
      return { value: [true], paused: false };
    },
  };
  const first = await temporal.work(bundle, activities);
  const start = { ...startOf(Date.now(), randomUUID()), planHash };
  await deliver(temporal.client, {
    taskQueue: temporal.taskQueue,
    start,
    arrival: { event: eventOf('Product Viewed', Date.now()), refs: ['wait/product-viewed'] },
  });

  const handle = temporal.client.workflow.getHandle(runWorkflowId(start.runId));
  const read = () => handle.query<RunState>('state');
  await until(async () => (await read()).hold !== null, 30_000);
  const before = await read();
  expect(before.mailbox.letters).toHaveLength(1);
  await first.stop();

  const second = await temporal.work(bundle, activities);
  const after = await read();
  const [letter, again] = [before, after].map(({ mailbox }) => mailbox.letters[0]!);
  // A worker that stops in the middle costs milliseconds.
  expect(Math.abs(again!.receivedAtMs - letter!.receivedAtMs)).toBeLessThan(1_000);
  expect(Math.abs(after.enteredAtMs - before.enteredAtMs)).toBeLessThan(1_000);
  await handle.terminate();
  await second.stop();
}, 90_000);
