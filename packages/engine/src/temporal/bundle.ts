import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type WorkflowBundle } from '@temporalio/worker';

/** Where the workflows are, for `Worker.create` and the bundler. */
export const workflowsPath = fileURLToPath(new URL('./workflows.ts', import.meta.url));

/**
 * Bundles the workflows once; a worker that is given the bundle starts at once.
 * @param path another file that exports a workflow named `journey`
 */
export const bundleWorkflows = (path = workflowsPath): Promise<WorkflowBundle> =>
  bundleWorkflowCode({ workflowsPath: path, logger: quiet });

/** The bundler's own lines say nothing that its errors don't. */
const quiet = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error: console.error };
