import { loadNodeTypes, watchNodes, type NodeSettings } from '@signalbox/nodes/packages';
import { startWorker, type RunningWorker, type WorkerDeps } from './worker.js';

export interface ReloadingWorkerDeps extends Omit<WorkerDeps, 'nodeTypes'> {
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
  const { logger } = deps;
  const start = async () => {
    const nodeTypes = await loadNodeTypes(nodes);
    for (const { source, type, message } of nodeTypes.problems) logger.error({ source, type }, message);
    return startWorker({ ...deps, nodeTypes });
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
