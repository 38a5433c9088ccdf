/**
 * What a worker's memory holds for people who wait, beside a hand-written workflow: `npx tsx bench/waiting-runs.bench.ts`.
 * SIGNALBOX_BENCH=long lets 10,000 wait instead of 1,000. A worker keeps as many in its cache as it is told to; all others
 * wait in the server alone, and cost it nothing.
 */
import { randomUUID } from 'node:crypto';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bundleWorkflows, runWorkflowId } from '../packages/engine/src/temporal/index.js';
import { DAY, exit, planOf, startOf, trigger, wait } from '../packages/engine/test/plans.js';
import { until } from '../packages/engine/test/temporal-world.js';
import { isLong, seconds, tell } from './measured.js';
import { handWritten, onTemporal } from './on-temporal.js';

const RUNS = isLong ? 10_000 : 1_000;
/** Events of a history whose first workflow task is done. */
const ATTENDED = 4;
const ME = fileURLToPath(import.meta.url);
const [, , role] = process.argv;

// Each side in a process of its own, so that neither finds the other's memory.
if (role) await measure(role === 'ours');
else {
  const ours = await inProcess('ours');
  const byHand = await inProcess('by-hand');
  tell({
    question: `worker memory per 10,000 waiting runs (${RUNS.toLocaleString('en')} measured, all cached)`,
    here: `${ours.mbPer10000} MB`,
    handWritten: `${byHand.mbPer10000} MB`,
    ratio: ours.mbPer10000 / byHand.mbPer10000,
  });
  tell({
    question: `contacts in flight: ${RUNS.toLocaleString('en')} let in and waiting after`,
    here: seconds(ours.tookMs),
    handWritten: seconds(byHand.tookMs),
    ratio: ours.tookMs / byHand.tookMs,
  });
}

interface Found {
  mbPer10000: number;
  tookMs: number;
}

function inProcess(side: string): Promise<Found> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--expose-gc', '--import', 'tsx', ME, side], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('close', () => {
      const found = /^found (.*)$/m.exec(output)?.[1];
      if (found) resolve(JSON.parse(found) as Found);
      else reject(new Error(`The measurement broke off: ${output}`));
    });
  });
}

async function measure(isOurs: boolean): Promise<void> {
  await onTemporal(async (temporal) => {
    const { client, taskQueue } = temporal;
    temporal.skipping.config = undefined;
    temporal.plans.set(
      'waiting',
      planOf({
        start: trigger('wait'),
        wait: wait(DAY, { 'order-completed': 'end', timeout: 'end' }),
        end: exit('done'),
      }),
    );
    const worker = await temporal.work(
      await bundleWorkflows(isOurs ? undefined : handWritten('reminder.ts')),
      { checkpoint: async () => ({ paused: false }) },
      { maxCachedWorkflows: RUNS * 2 },
    );
    const startOne = async () => {
      const id = randomUUID();
      const start = { ...startOf(Date.now(), id), planHash: 'waiting' };
      await client.workflow.start(isOurs ? 'journey' : 'waiting', {
        workflowId: runWorkflowId(id),
        taskQueue,
        args: isOurs ? [{ $plan: 'waiting' }, start] : [],
      });
      return id;
    };
    const startMany = async (count: number) => {
      for (let left = count; left > 0; left -= 50) {
        const ids = await Promise.all(Array.from({ length: Math.min(50, left) }, startOne));
        await Promise.all(ids.map((id) => until(async () => (await historyOf(id)) > ATTENDED, 60_000)));
      }
    };
    const historyOf = async (id: string) =>
      (await client.workflow.getHandle(runWorkflowId(id)).describe()).historyLength;

    await startMany(50);
    const before = memoryMb();
    const beganMs = performance.now();
    await startMany(RUNS);
    const tookMs = performance.now() - beganMs;
    const grownMb = memoryMb() - before;
    console.log(
      `found ${JSON.stringify({ mbPer10000: Math.round((grownMb / RUNS) * 10_000), tookMs } satisfies Found)}`,
    );
    await worker.stop();
  });
}

/** The whole process: a workflow's memory is in threads of the SDK and in its native part, too. */
function memoryMb(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss / 2 ** 20;
}
