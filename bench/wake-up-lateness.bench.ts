/**
 * How late people are woken when many are due in one minute: `npx tsx bench/wake-up-lateness.bench.ts`.
 * Sizes may be named (`… 10000`); SIGNALBOX_BENCH=long asks for 10,000 and 100,000, too, which one small machine can't
 * finish within that minute: what is measured then is how it catches up.
 */
import { randomUUID } from 'node:crypto';
import type { Checkpoint } from '../packages/engine/src/interpret/index.js';
import { bundleWorkflows, startRun } from '../packages/engine/src/temporal/index.js';
import { exit, MINUTE, planOf, startOf, trigger, wait } from '../packages/engine/test/plans.js';
import { until } from '../packages/engine/test/temporal-world.js';
import { isLong, percentile, seconds, tell } from './measured.js';
import { onTemporal } from './on-temporal.js';

const named = process.argv.slice(2).map(Number);
const SIZES = named.length > 0 ? named : isLong ? [1_000, 10_000, 100_000] : [1_000];
/** No machine that is asked for this starts fewer a second. */
const STARTED_PER_SECOND = 25;
const AT_ONCE = 50;

await onTemporal(async (temporal) => {
  temporal.skipping.config = undefined;
  const dueAtMs = new Map<string, number>();
  const lateMs: number[] = [];
  const worker = await temporal.work(await bundleWorkflows(), {
    checkpoint: async ({ runId, status, wakesAtMs }: Checkpoint) => {
      if (status === 'waiting') dueAtMs.set(runId, wakesAtMs!);
      else lateMs.push(Date.now() - dueAtMs.get(runId)!);
      return { paused: false };
    },
  });
  for (const size of SIZES) {
    dueAtMs.clear();
    lateMs.length = 0;
    // All stand before the first is due.
    const minuteBeginsMs = Date.now() + (size / STARTED_PER_SECOND) * 1_000 + 5_000;
    const begin = async (index: number) => {
      const runId = randomUUID();
      // Spread evenly over the minute, in no order.
      const due = minuteBeginsMs + (((index * 7_919) % size) / size) * MINUTE;
      const timeoutMs = Math.max(1_000, Math.round((due - Date.now()) / 100) * 100);
      const planHash = `lateness-${timeoutMs}`;
      temporal.plans.set(
        planHash,
        planOf({ start: trigger('wait'), wait: wait(timeoutMs, { timeout: 'end' }), end: exit('done') }),
      );
      const start = { ...startOf(Date.now(), runId), planHash };
      await startRun(temporal.client, { taskQueue: temporal.taskQueue, start });
    };
    let next = 0;
    const takeTurns = async () => {
      for (let index = next++; index < size; index = next++) await begin(index);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, takeTurns));
    await until(() => lateMs.length >= size, size * 100 + 300_000);
    tell({
      question: `wake-up lateness, ${size.toLocaleString('en')} due in one minute: p50, p99`,
      here: `${seconds(percentile(lateMs, 0.5))}, ${seconds(percentile(lateMs, 0.99))}`,
    });
  }
  await worker.stop();
});
