import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { WorkflowBundle } from '@temporalio/worker';
import { beforeAll, expect, it } from 'vitest';
import { bundleWorkflows } from '../../src/temporal/index.js';
import type { GoldenHistory } from '../histories/golden.js';
import { replay } from '../histories/replay.js';

/**
 * Of a random story on a machine with far too much to do: something came in when a wait was just over, the worker was
 * stopped while the run wrote its next checkpoint, and only then did the wait's timer ring.
 */
const recorded = JSON.parse(
  readFileSync(new URL('./timer-rang-meanwhile.json', import.meta.url), 'utf8'),
) as GoldenHistory;
let bundle: WorkflowBundle;

beforeAll(async () => {
  bundle = await bundleWorkflows(fileURLToPath(new URL('../conformance/workflows.ts', import.meta.url)));
}, 60_000);

it('a run goes on whose timer rang while its worker stopped in the middle of a task', async () => {
  await expect(replay(bundle, recorded)).resolves.toBeUndefined();
}, 30_000);

it('as one of a plan from before can not, which would cancel the timer', async () => {
  const before: GoldenHistory = { ...recorded, plan: { ...recorded.plan, semantics: 1 } };
  await expect(replay(bundle, before)).rejects.toThrow('TimerFired');
}, 30_000);
