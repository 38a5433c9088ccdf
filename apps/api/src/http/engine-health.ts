import { temporalReach } from '@signalbox/engine/temporal-reach';
import { Connection } from '@temporalio/client';
import type { Config } from '../config.js';

/** Looks after Temporal for `/readyz`: whether it answers, and whether a worker has lately asked it for work. */
export function watchEngine(config: Config) {
  const connection = Connection.lazy(temporalReach(config));
  const POLLED_WITHIN_MS = 90_000;

  return {
    async isReady(): Promise<{ temporal: boolean; worker: boolean }> {
      try {
        const queue = await connection.withDeadline(Date.now() + 3_000, () =>
          connection.workflowService.describeTaskQueue({
            namespace: config.TEMPORAL_NAMESPACE,
            taskQueue: { name: config.SIGNALBOX_TASK_QUEUE },
            taskQueueType: 1,
          }),
        );
        const polled = (queue.pollers ?? []).some(
          ({ lastAccessTime }) =>
            Date.now() - Number(lastAccessTime?.seconds ?? 0) * 1_000 < POLLED_WITHIN_MS,
        );
        return { temporal: true, worker: polled };
      } catch {
        return { temporal: false, worker: false };
      }
    },
    close: () => connection.close(),
  };
}
