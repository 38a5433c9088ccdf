import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import type { Arrival, Interrupt, RunStart, RunState } from '../interpret/index.js';
import type { PlanRef } from './plan-codec.js';
import { arrivalSignal, interruptSignal } from './signals.js';

const WORKFLOW = 'journey';

/** A run's workflow, kept across continue-as-new. */
export const runWorkflowId = (runId: string): string => `run-${runId}`;

/** A run to be started, and whether it comes with so many others of its journey that it makes way for who comes alone. */
interface Starting<Start> {
  taskQueue: string;
  start: Start;
  isOfCrowd?: boolean;
}

/** Of 1 to 5, the lower the sooner; 3 is what a run has otherwise. */
const AFTER_OTHERS = 4;

/**
 * Starts a run's workflow: a new run's, or that of one which goes on where it is known to have stood. Asking again is harmless, while it runs and for as long as Temporal remembers it.
 * A client that shares its connection with a worker of the task queue is handed the first task with the answer.
 * @returns `already` if it was started before, whether it still runs or has ended
 */
export async function startRun(
  client: Client,
  { taskQueue, start, isOfCrowd }: Starting<RunStart | RunState>,
): Promise<'started' | 'already'> {
  try {
    await client.workflow.start(WORKFLOW, {
      ...idempotent(start, isOfCrowd),
      taskQueue,
      workflowIdConflictPolicy: 'FAIL',
      requestEagerStart: client.connection instanceof NativeConnection,
    });
    return 'started';
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'already';
    throw error;
  }
}

/**
 * Hands an event to a run, starting its workflow if that has not been done yet.
 * @returns `closed` if the run has ended: the event is then of no use to it
 */
export async function deliver(
  client: Client,
  { taskQueue, start, isOfCrowd, arrival }: Starting<RunStart> & { arrival: Pick<Arrival, 'event' | 'refs'> },
): Promise<'delivered' | 'closed'> {
  try {
    await client.workflow.signalWithStart(WORKFLOW, {
      ...idempotent(start, isOfCrowd),
      taskQueue,
      workflowIdConflictPolicy: 'USE_EXISTING',
      signal: arrivalSignal,
      signalArgs: [arrival],
    });
    return 'delivered';
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'closed';
    throw error;
  }
}

/**
 * Ends or resumes a run wherever it is.
 * @returns `closed` if no such run is open
 */
export async function interruptRun(
  client: Client,
  { runId, interrupt }: { runId: string; interrupt: Interrupt },
): Promise<'delivered' | 'closed'> {
  try {
    await client.workflow.getHandle(runWorkflowId(runId)).signal(interruptSignal, interrupt);
    return 'delivered';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'closed';
    throw error;
  }
}

function idempotent(start: RunStart | RunState, isOfCrowd = false) {
  const plan: PlanRef = { $plan: start.planHash };
  return {
    workflowId: runWorkflowId(start.runId),
    args: [plan, start],
    workflowIdReusePolicy: 'REJECT_DUPLICATE' as const,
    // All of its tasks have it: they are handed out by turns between journeys, by a server that keeps fairness.
    priority: { fairnessKey: start.journeyId, ...(isOfCrowd ? { priorityKey: AFTER_OTHERS } : {}) },
  };
}
