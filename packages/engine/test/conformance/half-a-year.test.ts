import { fileURLToPath } from 'node:url';
import type { WorkflowBundle } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlanNode } from '../../src/graph/plan.js';
import { bundleWorkflows } from '../../src/temporal/index.js';
import { always, condition, DAY, exit, planOf, send, trigger, wait } from '../plans.js';
import { openTemporal, type TemporalWorld } from '../temporal-world.js';
import { performInSimulator } from './in-simulator.js';
import { performInTemporal } from './in-temporal.js';
import type { Scenario } from './scenarios.js';

const MONTHS = 6;

/** Half a year of a month's worth of days each: every ten days a look for an order, every thirty a text. */
const halfAYear: Scenario = {
  name: 'half a year',
  plan: planOf(
    Object.fromEntries([
      ['start', trigger('m0-first')],
      ...Array.from({ length: MONTHS }, (_, month) => monthOf(month)).flat(),
      ['end', exit('half a year')],
    ]) as Record<string, PlanNode>,
  ),
  expects: { way: [], outcome: 'half a year', texts: MONTHS, checkpoints: [] },
};

function monthOf(month: number): [string, PlanNode][] {
  const here = (name: string) => `m${month}-${name}`;
  const next = month + 1 < MONTHS ? `m${month + 1}-first` : 'end';
  const look = (onward: string) => wait(10 * DAY, { 'order-completed': 'end', timeout: onward });
  return [
    [here('first'), look(here('second'))],
    [here('second'), look(here('third'))],
    [here('third'), look(here('still'))],
    [here('still'), condition(always, { yes: here('text'), otherwise: next })],
    [here('text'), send(next)],
  ];
}

let temporal: TemporalWorld;
let bundle: WorkflowBundle;
beforeAll(async () => {
  temporal = await openTemporal();
  bundle = await bundleWorkflows(fileURLToPath(new URL('./workflows.ts', import.meta.url)));
}, 60_000);
afterAll(async () => {
  await temporal?.close();
});

test('180 days take less than a second in the simulator', () => {
  const beganMs = performance.now();
  expect(performInSimulator(halfAYear)).toMatchObject({ outcome: 'half a year', texts: MONTHS });
  expect(performance.now() - beganMs).toBeLessThan(1_000);
});

test('180 days take less than 15 seconds on a real server whose time is skipped, and go the same way', async () => {
  const beganMs = performance.now();
  const { history, ...observed } = await performInTemporal(temporal, bundle, halfAYear);
  expect(performance.now() - beganMs).toBeLessThan(15_000);
  expect(observed).toEqual(performInSimulator(halfAYear));
  const [first, last] = [history.events!.at(0)!, history.events!.at(-1)!];
  const days = (Number(last.eventTime!.seconds) - Number(first.eventTime!.seconds)) / 86_400;
  expect(Math.round(days)).toBe(180);
}, 60_000);
