import { fileURLToPath } from 'node:url';
import type { WorkflowBundle } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleWorkflows } from '../../src/temporal/index.js';
import { openTemporal, type TemporalWorld } from '../temporal-world.js';
import { performInSimulator } from './in-simulator.js';
import { performInTemporal } from './in-temporal.js';
import { scenarios } from './scenarios.js';

describe('in the simulator', () => {
  it.each(scenarios)('$name', (scenario) => {
    expect(performInSimulator(scenario)).toMatchObject(scenario.expects);
  });

  it.each(scenarios)('$name; continued as new at every wait', (scenario) => {
    expect(performInSimulator(scenario, { continueAtEveryWait: true })).toMatchObject(scenario.expects);
  });
});

describe.each([
  ['in Temporal', './workflows.ts'],
  ['in Temporal, continued as new at every wait', './workflows-continuing.ts'],
])('%s', (_name, workflows) => {
  let temporal: TemporalWorld;
  let bundle: WorkflowBundle;

  beforeAll(async () => {
    temporal = await openTemporal();
    bundle = await bundleWorkflows(fileURLToPath(new URL(workflows, import.meta.url)));
  }, 60_000);

  afterAll(async () => {
    await temporal?.close();
  });

  it.each(scenarios)(
    '$name',
    async (scenario) => {
      const { history: _, ...observed } = await performInTemporal(temporal, bundle, scenario);
      expect(observed).toMatchObject(scenario.expects);
      expect(observed).toEqual(performInSimulator(scenario));
    },
    30_000,
  );
});
