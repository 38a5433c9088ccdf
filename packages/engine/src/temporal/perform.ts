import type { Runners } from '@signalbox/nodes/kernel';
import {
  ActivityCancellationType,
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  condition,
  continueAsNew,
  isCancellation,
  patched,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Plan } from '../graph/plan.js';
import {
  initialState,
  interpret,
  type Arrival,
  type Change,
  type Command,
  type Ending,
  type Interrupt,
  type Reply,
  type RunStart,
  type RunState,
} from '../interpret/index.js';
import { setAlarm, type Alarm } from './alarm.js';
import type { JourneyActivities, RunActivity } from './journey-activities.js';
import { arrivalSignal, interruptSignal, stateQuery } from './signals.js';

const local = proxyLocalActivities<JourneyActivities>({
  // Well within a workflow task (10 s): one that has to be prolonged reads another clock when it is replayed.
  startToCloseTimeout: '5s',
  // The back-off is always a timer of its own, so that an outage of hours holds no workflow task open.
  localRetryThreshold: '100ms',
  retry: { initialInterval: '250ms', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

const remote = proxyActivities<Record<string, RunActivity>>({
  startToCloseTimeout: '1 minute',
  // Whoever was with a worker that died goes on after this long.
  heartbeatTimeout: '15s',
  // One that is called off is done with once nobody works on it any more.
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5 minutes' },
});

export interface PerformOptions {
  plan: Plan;
  /** A new run, or one that goes on from a continue-as-new. */
  from: RunStart | RunState;
  runners: Runners;
  /** Whether to continue as new at the next wait; Temporal's own suggestion if absent. */
  historyLong?: () => boolean;
}

/** Performs a run's commands inside a Temporal workflow. */
export async function perform({
  plan,
  from,
  runners,
  historyLong = suggested,
}: PerformOptions): Promise<Ending> {
  const state = 'trail' in from ? from : initialState(from);
  let arrivals: Arrival[] = [];
  let interrupts: Interrupt[] = [];
  let alarm: Alarm | null = null;

  setHandler(arrivalSignal, (arrival) => void arrivals.push({ ...arrival, receivedAtMs: Date.now() }));
  setHandler(interruptSignal, (interrupt) => void interrupts.push(interrupt));
  setHandler(stateQuery, () => state);
  CancellationScope.current().cancelRequested.catch(() =>
    interrupts.push({ kind: 'end', outcome: 'cancelled' }),
  );

  return CancellationScope.nonCancellable(async () => {
    // Signals of the first activation are handled right after this function has begun: let them in first.
    await Promise.resolve();
    const run = interpret(plan, state, runners, reply());
    let step = run.next();
    while (!step.done) step = run.next(await answer(step.value));
    return step.value;
  });

  async function answer(command: Command): Promise<Reply> {
    switch (command.kind) {
      case 'wait':
        await wait(command.untilMs);
        return reply();
      case 'checkpoint':
        return reply(await local.checkpoint(command.checkpoint));
      case 'evaluate':
        return reply(await orFailure(local.evaluate(command.input)));
      case 'knows':
        return reply({ value: patched(command.change) });
      case 'activity':
        return reply(await settled(command));
      case 'continue-as-new':
        // Whatever came with this very activation is not in the state yet.
        if (somethingCameIn()) return reply();
        return continueAsNew(command.planHash ? { $plan: command.planHash } : plan, command.state);
    }
  }

  /** Calls an activity, and calls it off where something is asked of the run that can't wait until it succeeds. */
  async function settled({ name, input, mayBeCalledOff }: Extract<Command, { kind: 'activity' }>) {
    const scope = new CancellationScope();
    let isSettled = false;
    const called = scope.run(() => orFailure(remote[name]!(input))).finally(() => (isSettled = true));
    if (!mayBeCalledOff) return called;
    await condition(() => isSettled || asksForMore());
    if (!isSettled && patched(CALL_OFF)) scope.cancel();
    return called;
  }

  /** Somebody asked something of the run that concerns the step itself, or it is to end. */
  function asksForMore(): boolean {
    return (
      interrupts.some(({ kind }) => CALLS_OFF.includes(kind)) || arrivals.some(({ refs }) => refs.some(isEnd))
    );
  }

  function isEnd(ref: string): boolean {
    return ref.startsWith('exit/') || (ref === 'goal' && plan.settings.goal?.endsRun === true);
  }

  async function wait(untilMs: number | null): Promise<void> {
    if (alarm && (alarm.atMs !== untilMs || alarm.rang)) {
      // One that is overdue is about to ring. Did it ring while a worker stopped in the middle of this task, then the
      // history holds that, and to cancel it would stand against it in every later replay.
      const isOverdue = alarm.atMs <= Date.now();
      if (!isOverdue || plan.semantics < 2) alarm.cancel();
      alarm = null;
    }
    if (untilMs !== null) alarm ??= setAlarm(untilMs);
    await condition(() => somethingCameIn() || alarm?.rang === true);
  }

  function somethingCameIn(): boolean {
    return arrivals.length > 0 || interrupts.length > 0;
  }

  function reply(result: Pick<Reply, 'value' | 'found' | 'paused' | 'failure' | 'calledOff'> = {}): Reply {
    // A timer may ring a fraction of a millisecond before the clock shows its instant.
    const nowMs = alarm?.rang ? Math.max(Date.now(), alarm.atMs) : Date.now();
    const answered = { ...result, nowMs, arrivals, interrupts, historyLong: historyLong() };
    arrivals = [];
    interrupts = [];
    return answered;
  }
}

const suggested = () => workflowInfo().continueAsNewSuggested;

/** Histories that were recorded before activities could be called off wait for each to return. */
const CALL_OFF: Change = 'call-off';
const CALLS_OFF: Interrupt['kind'][] = ['end', 'hold', 'skip', 'retry', 'move'];

/** Retries never end, so what reaches the run is a failure that its activity calls final, or that it was called off. */
async function orFailure<T extends object>(
  activity: Promise<T>,
): Promise<T | { failure: string } | { calledOff: true }> {
  try {
    return await activity;
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    if (isCalledOff(error)) return { calledOff: true };
    const { cause } = error;
    return {
      failure: cause instanceof ApplicationFailure ? cause.message : (cause?.message ?? error.message),
    };
  }
}

/**
 * Once an activity is called off the server tries it no more, so that an attempt that was under way may have failed in
 * passing, or its worker have died.
 */
function isCalledOff(error: ActivityFailure): boolean {
  const isFinal = error.cause instanceof ApplicationFailure && error.cause.nonRetryable === true;
  return isCancellation(error) || (error.retryState === 'CANCEL_REQUESTED' && !isFinal);
}
