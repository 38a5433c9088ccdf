import { fileURLToPath } from 'node:url';
import { runners } from '@signalbox/nodes/runners';
import { DeterminismViolationError } from '@temporalio/workflow';
import type { WorkflowBundle } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleWorkflows } from '../../src/temporal/index.js';
import { goldenHistories, type GoldenHistory } from './golden.js';
import { replay } from './replay.js';
import { stories, UNTOLD } from './stories.js';

const histories = goldenHistories();
const types = Object.keys(runners);
const uses =
  (changed: string) =>
  ({ plan }: GoldenHistory): boolean =>
    Object.values(plan.nodes).some(({ type }) => type === changed);
/** Node types in recorded journeys. That somebody came to the step, too, shows further down: a change of it is noticed. */
const told = new Set(histories.flatMap(({ plan }) => Object.values(plan.nodes).map(({ type }) => type)));

describe('people in flight survive a deploy', () => {
  let bundle: WorkflowBundle;

  beforeAll(async () => {
    bundle = await bundleWorkflows();
  }, 60_000);

  it.each(histories)('$name replays', async (golden) => {
    await expect(replay(bundle, golden)).resolves.toBeUndefined();
  });

  it('every story is recorded', () => {
    expect(histories.map(({ name }) => name).sort()).toEqual(stories.map(({ name }) => name).sort());
  });

  it.each(types)('%s is in a recorded history, or there is a reason why not', (type) => {
    const isTold = told.has(type);
    const hasReason = Object.hasOwn(UNTOLD, type);
    if (!isTold && !hasReason) throw new Error(toldHow(type));
    expect(isTold).toBe(!hasReason);
  });

  it('every reason is about a node type of this build', () => {
    expect(Object.keys(UNTOLD).filter((type) => !types.includes(type))).toEqual([]);
  });

  it('no shipped version of a node type has gone: people may be in flight on it', () => {
    expect([...told].filter((type) => !types.includes(type))).toEqual([]);
  });
});

const toldHow = (type: string) =>
  `No recorded history passes through ${type}. Add a story to test/histories/stories.ts in which a person enters it and, ` +
  'if it waits, waits in it; then record it once: npx tsx packages/engine/test/histories/record.ts';

describe('a changed order of effects in a shipped step would be noticed', () => {
  let bundle: WorkflowBundle;

  beforeAll(async () => {
    bundle = await bundleWorkflows(fileURLToPath(new URL('./changed-workflows.ts', import.meta.url)));
  }, 60_000);

  it.each(types.filter((type) => told.has(type)))(
    '%s',
    async (changed) => {
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
    },
    60_000,
  );

  it('and only that: the same workflow with nothing changed replays', async () => {
    for (const golden of histories) await replay(bundle, golden);
  }, 60_000);
});
