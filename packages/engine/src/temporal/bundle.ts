import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type WorkflowBundle } from '@temporalio/worker';

/** Where the workflows are, for `Worker.create` and the bundler. */
export const workflowsPath = fileURLToPath(new URL('./workflows.ts', import.meta.url));

export interface BundleOptions {
  /** Source of a module that exports `customRunners` and imports nothing: the runs of packages outside. */
  customRunners?: string;
}

/**
 * What every run executes and none changes, seen from the workflows: evaluated once for all runs rather than once for each.
 * Code of packages outside stays each run's own, for nobody knows whether it keeps anything of one for the next.
 */
const SHARED = ['./short-stacks.ts', '../interpret/index.ts', '@signalbox/nodes/runners'];

/**
 * Bundles the workflows once; a worker that is given the bundle starts at once.
 * @param path another file that exports a workflow named `journey`
 */
export async function bundleWorkflows(
  path = workflowsPath,
  { customRunners }: BundleOptions = {},
): Promise<WorkflowBundle> {
  const preloadModules = path === workflowsPath ? SHARED : [];
  if (customRunners === undefined)
    return bundleWorkflowCode({ workflowsPath: path, preloadModules, logger: quiet });
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-runners-'));
  try {
    const file = join(folder, 'custom-runners.mjs');
    await writeFile(file, customRunners);
    return await bundleWorkflowCode({
      workflowsPath: path,
      preloadModules,
      logger: quiet,
      webpackConfigHook: (config) => ({
        ...config,
        resolve: {
          ...config.resolve,
          alias: { ...config.resolve?.alias, '@signalbox/nodes/custom-runners$': file },
        },
      }),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The bundler's own lines say nothing that its errors don't. */
const quiet = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error: console.error };
