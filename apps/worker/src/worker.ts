import { Client } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { bundleWorkflows, dataConverter, workflowsPath } from '@signalbox/engine/temporal';
import type { TemporalReach } from '@signalbox/engine/temporal-reach';
import { LONGEST_IN_LINE_MS, loadPlan, type Database } from '@signalbox/store';
import type { Host, ServiceHost } from '@signalbox/nodes/kernel';
import type { NodeTypes } from '@signalbox/nodes/packages';
import type { Logger } from 'pino';
import { createActivities } from './activities.js';
import { createHost } from './host.js';
import { startClock } from './clock.js';
import { startTellingEnds } from './coupons/tell-ends.js';
import { startSegmentKeeper } from './segment-keeper.js';
import { startDispatcher } from './dispatcher.js';
import { startSentinel } from './sentinel.js';

const ACTIVITIES_AT_ONCE = 100;

export interface WorkerDeps {
  database: Database;
  logger: Logger;
  temporal: TemporalReach & { namespace: string };
  taskQueue: string;
  /** How texts leave; `createSendText` in real life. */
  sendText: Host['sendText'];
  /** IANA; the clock that the shop lives by. */
  shopTimeZone: string;
  /** The carrier's pace; a campaign starts no more people than that a second. */
  textsPerSecond: number;
  /** Other services on the network; `createServices` in real life. */
  services: ServiceHost;
  /** The node types of packages outside. */
  nodeTypes?: Pick<NodeTypes, 'customActivities' | 'customRunners'>;
  /** Runs of theirs that this worker must not play, by `type@version`. */
  refusedRuns?: readonly string[];
  /** The wall clock; for tests. */
  nowMs?: () => number;
  /** Changes how runs are started; for tests, whose servers skip time. */
  tuneClient?: (client: Client) => void;
}

export interface RunningWorker {
  /** Settles when the worker has stopped; rejects if it failed. */
  finished: Promise<void>;
  stop(): Promise<void>;
}

/** Starts one worker process' share of the work: workflow tasks, activities and the carrying of the outbox. */
export async function startWorker(deps: WorkerDeps): Promise<RunningWorker> {
  const { database, logger, taskQueue, nowMs = Date.now } = deps;
  const { namespace, ...reach } = deps.temporal;
  const converter = dataConverter((hash) => loadPlan(database, hash));

  // Shared, so that whoever starts a run gets its first task with the answer.
  const [connection, workflowBundle] = await Promise.all([
    NativeConnection.connect(reach),
    bundleWorkflows(workflowsPath, { customRunners: deps.nodeTypes?.customRunners(deps.refusedRuns) }),
  ]);
  const client = new Client({ connection, namespace, dataConverter: converter });
  deps.tuneClient?.(client);
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle,
    dataConverter: converter,
    activities: createActivities(database, createHost(deps), deps.nodeTypes?.customActivities),
    // Texts that stand in line take nobody else's room: a back-in-stock text is not kept waiting by a flash sale.
    maxConcurrentActivityTaskExecutions:
      ACTIVITIES_AT_ONCE + Math.ceil((deps.textsPerSecond * LONGEST_IN_LINE_MS) / 1_000),
    shutdownGraceTime: '5s',
  });
  const dispatcher = startDispatcher({ database, client, taskQueue, logger, nowMs });
  const stopSentinel = startSentinel({ database, client, taskQueue, logger });
  const stopClock = startClock(deps);
  const stopSegmentKeeper = startSegmentKeeper(deps);
  const stopTellingEnds = startTellingEnds(deps);

  const finished = worker.run().finally(async () => {
    stopSentinel();
    await stopClock();
    await stopSegmentKeeper();
    await stopTellingEnds();
    await dispatcher.stop();
    await connection.close();
  });
  return {
    finished,
    async stop() {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await finished;
    },
  };
}
