import { fileURLToPath } from 'node:url';
import { runners } from '@signalbox/nodes/runners';
import { DeterminismViolationError } from '@temporalio/workflow';
import type { WorkflowBundle } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleWorkflows } from '../../src/temporal/index.js';
import { goldenHistories, type GoldenHistory } from './golden.js';
import { replay } from './replay.js';
import { stories } from './stories.js';

const histories = goldenHistories();
const types = Object.keys(runners);
const uses =
  (changed: string) =>
  ({ plan }: GoldenHistory): boolean =>
    Object.values(plan.nodes).some(({ type }) => type === changed);

describe('people in flight survive a deploy', () => {
  let bundle: WorkflowBundle;

  beforeAll(async () => {
    bundle = await bundleWorkflows();
  }, 60_000);

  it.each(histories)('$name replays', async (golden) => {
    await expect(replay(bundle, golden)).resolves.toBeUndefined();
  });

  it('every story is recorded, and every node type of this build is in one of them', () => {
    expect(histories.map(({ name }) => name).sort()).toEqual(stories.map(({ name }) => name).sort());
    const recorded = new Set(
      histories.flatMap(({ plan }) => Object.values(plan.nodes).map(({ type }) => type)),
    );
    expect([...recorded].sort()).toEqual(types.sort());
  });
});

describe('a changed order of effects in a shipped step would be noticed', () => {
  let bundle: WorkflowBundle;

  beforeAll(async () => {
    bundle = await bundleWorkflows(fileURLToPath(new URL('./changed-workflows.ts', import.meta.url)));
  }, 60_000);

  it.each(types)('%s', async (changed) => {
    const outcomes = await Promise.allSettled(
      histories
        .filter(uses(changed))
        .map((golden) =>
          replay(bundle, { ...golden, plan: { ...golden.plan, changed } as GoldenHistory['plan'] }),
        ),
    );
    const reasons = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
    );
    expect(reasons.length).toBeGreaterThan(0);
    for (const reason of reasons) expect(reason).toBeInstanceOf(DeterminismViolationError);
  });

  it('and only that: the same workflow with nothing changed replays', async () => {
    for (const golden of histories) await replay(bundle, golden);
  });
});
