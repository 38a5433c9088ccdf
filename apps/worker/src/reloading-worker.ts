import { loadNodeTypes, sayChangedCode, watchNodes, type NodeSettings } from '@signalbox/nodes/packages';
import { keepNodeCode } from '@signalbox/store';
import { startWorker, type RunningWorker, type WorkerDeps } from './worker.js';

export interface ReloadingWorkerDeps extends Omit<WorkerDeps, 'nodeTypes' | 'refusedRuns'> {
  nodes: NodeSettings;
  /** Whether a change in a package of node types brings a fresh worker, for who writes them. */
  watch: boolean;
}

/** Starts a worker with the node types of all packages; one that follows their changes if asked to. */
export async function startReloadingWorker({
  nodes,
  watch,
  ...deps
}: ReloadingWorkerDeps): Promise<RunningWorker> {
  const { database, logger, nowMs = Date.now } = deps;
  const start = async () => {
    const nodeTypes = await loadNodeTypes(nodes);
    for (const { source, type, message } of nodeTypes.problems) logger.error({ source, type }, message);
    const changed = await keepNodeCode(database, nodeTypes.customPrints, {
      nowMs: nowMs(),
      evenIfInUse: watch,
    });
    // Who writes a type tries it with people inside; whoever runs one must not.
    for (const key of changed) {
      if (watch) logger.warn({ run: key }, `${sayChangedCode(key)} Those inside may not go on.`);
      else logger.error({ run: key }, sayChangedCode(key));
    }
    return startWorker({ ...deps, nodeTypes, refusedRuns: watch ? [] : changed });
  };

  let current = await start();
  if (!watch) return current;

  let isStopping = false;
  let reloading = Promise.resolve();
  const reload = async () => {
    if (isStopping) return;
    try {
      const former = current;
      current = await start();
      await former.stop();
      logger.info('The node types have changed; a fresh worker has them');
    } catch (error) {
      logger.error({ err: error }, 'The node types have changed, but no worker could start with them');
    }
  };
  const stopWatching = watchNodes(nodes, () => {
    reloading = reloading.then(reload);
  });

  const finished = (async () => {
    for (let followed: RunningWorker | null = null; followed !== current;) {
      followed = current;
      await followed.finished;
    }
  })();
  return {
    finished,
    async stop() {
      isStopping = true;
      stopWatching();
      await reloading;
      await current.stop();
      await finished;
    },
  };
}
