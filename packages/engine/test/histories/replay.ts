import { DefaultLogger, Runtime, Worker, type WorkflowBundle } from '@temporalio/worker';
import { dataConverter } from '../../src/temporal/index.js';
import type { GoldenHistory } from './golden.js';

// A replay that fails is a rejected promise; the SDK's own lines about it add nothing.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: 'OFF' } },
});

/** Rejects if the code in the bundle would not do what the history says was done. */
export function replay(
  workflowBundle: WorkflowBundle,
  { name, plan, history }: GoldenHistory,
): Promise<void> {
  const converter = dataConverter(async () => plan);
  return Worker.runReplayHistory({ workflowBundle, dataConverter: converter, replayName: name }, history);
}
