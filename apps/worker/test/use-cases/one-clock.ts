import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { runWorkflowId, waitlistWorkflowId } from '@signalbox/engine/temporal';
import type { Database } from '@signalbox/store';

const NAMESPACE = 'default';
const RUNNING = 1;
const WITHIN_MS = 60_000;
const SOON_MS = 500;

/**
 * One clock for everybody: wall time and an offset that only grows. Each run has a clock of its own on the server,
 * which is moved along with it; what begins later begins at this clock's time.
 */
export class OneClock {
  private offsetMs: number;
  private client: Client | undefined;
  /** Where all clocks were moved to last: what was due by then has to be done. */
  private movedToMs = 0;

  constructor(
    startMs: number,
    private readonly database: Database,
    /** What the clock stops for besides runs: the next instant of theirs that is after `afterMs`. */
    private readonly alsoDueMs: (afterMs: number) => Promise<number> = async () => Infinity,
  ) {
    this.offsetMs = Math.max(0, startMs - Date.now());
  }

  readonly nowMs = (): number => Date.now() + this.offsetMs;

  /** Lets what this client starts begin at the clock's time: a start in the future, to which the server skips. */
  readonly tune = (client: Client): void => {
    this.client = client;
    const service = client.workflowService as unknown as Record<string, (request: Start) => Promise<object>>;
    const [start, signalWithStart] = ['startWorkflowExecution', 'signalWithStartWorkflowExecution'].map(
      (call) => service[call]!.bind(service),
    ) as [(request: Start) => Promise<object>, (request: Start) => Promise<object>];
    const atThisTime = (request: Start): Start => ({
      ...request,
      workflowStartDelay: durationOf(this.offsetMs),
      ...skipBy(this.offsetMs),
    });
    service.startWorkflowExecution = (request) => start(atThisTime(request));
    service.signalWithStartWorkflowExecution = async (request) => {
      if (request.workflowType?.name !== 'waitlist') {
        await this.begun(request.workflowId!);
        return signalWithStart(atThisTime(request));
      }
      // A signal would end the delay. A line that has only just begun looks at its stock without one.
      const isOpen = (await this.describe(request.workflowId!).catch(unlessThere)) !== null;
      if (!isOpen) return start(atThisTime(withoutSignal(request)));
      await this.begun(request.workflowId!);
      // It stood still for as long as nobody was in it.
      await this.move(request.workflowId!, this.nowMs());
      return signalWithStart(request);
    };
  };

  /** Goes from one due instant to the next, everybody together, and lets all that falls due there be done. */
  async advanceTo(atMs: number, onTheWay: (nowMs: number) => Promise<void>): Promise<void> {
    await this.settled();
    for (;;) {
      const nextMs = Math.min(atMs, await this.nextDueMs(), await this.alsoDueMs(this.nowMs()));
      this.offsetMs = Math.max(this.offsetMs, nextMs - Date.now());
      await this.moveAll(nextMs);
      this.movedToMs = nextMs;
      await onTheWay(this.nowMs());
      await this.settled();
      if (nextMs >= atMs) return;
    }
  }

  /** Until nothing is on its way to a run, and no run has anything to do before its next instant. */
  async settled(): Promise<void> {
    const deadlineMs = Date.now() + WITHIN_MS;
    let quiet = 0;
    while (quiet < 2) {
      const busy = await this.busy();
      quiet = busy === null ? quiet + 1 : 0;
      if (Date.now() > deadlineMs) throw new Error(`Not at rest within ${WITHIN_MS} ms: ${busy}`);
      if (quiet < 2) await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  private async busy(): Promise<string | null> {
    const { rows } = await this.database.pool.query<{ waiting: string }>(
      `select (select count(*) from outbox where next_attempt_at <= $1) + (select count(*) from thing_events) + (select count(*) from waitlist_marks) || ' in the outbox, '
           || (select count(*) from messages where state in ('planned', 'sending') and run_id is null) || ' texts' as waiting`,
      [new Date(this.nowMs())],
    );
    if (rows[0]!.waiting !== '0 in the outbox, 0 texts') return rows[0]!.waiting;
    const live = await this.live();
    const starting = live.find(({ status }) => status === 'starting');
    if (starting) return `${starting.id} is starting`;
    // What wall time alone brings about in a moment is awaited: the clock must not move in the middle of it.
    const dueMs = Math.max(this.movedToMs, this.nowMs() + SOON_MS);
    const late = live.find(({ wakesAtMs }) => wakesAtMs !== null && wakesAtMs <= dueMs);
    if (late) return `${late.id} is late`;
    const described = await Promise.all(live.map(({ id }) => this.describe(id)));
    const at = described.findIndex(
      (one) => one && (one.pendingWorkflowTask || (one.pendingActivities?.length ?? 0) > 0),
    );
    return at < 0 ? null : `${live[at]!.id} is at work`;
  }

  private async nextDueMs(): Promise<number> {
    const dues = (await this.live()).map(({ wakesAtMs }) => wakesAtMs ?? Infinity);
    return Math.min(Infinity, ...dues.map((due) => Math.max(due, this.nowMs())));
  }

  private async live(): Promise<Live[]> {
    const { rows } = await this.database.pool.query<{ id: string; status: string; wakes_at: Date | null }>(
      'select id, status, wakes_at from runs where ended_at is null',
    );
    const runs = rows.map(({ id, status, wakes_at }) => ({
      id: runWorkflowId(id),
      status,
      wakesAtMs: wakes_at?.getTime() ?? null,
    }));
    return [...runs, ...(await this.lines())];
  }

  /** The lines of people who wait for a variant, whose rounds only their own history knows of. */
  private async lines(): Promise<Live[]> {
    const { rows } = await this.database.pool.query<{ shop: string; variant_id: string }>(
      `select distinct shop, variant_id from waitlist where state in ('waiting', 'claimed')`,
    );
    const lines = await Promise.all(
      rows.map(async ({ shop, variant_id }) => {
        const id = waitlistWorkflowId(shop, variant_id);
        const isOpen = (await this.describe(id).catch(unlessThere)) !== null;
        return isOpen ? { id, ...(await this.lineAt(id)) } : null;
      }),
    );
    return lines.filter((line) => line !== null);
  }

  private async lineAt(workflowId: string): Promise<Omit<Live, 'id'>> {
    const events = await this.historyOf(workflowId);
    const due = new Map<string, number>();
    for (const { eventTime, ...event } of events) {
      const started = event.timerStartedEventAttributes;
      const over = event.timerFiredEventAttributes ?? event.timerCanceledEventAttributes;
      if (started) due.set(started.timerId!, msOf(eventTime) + msOf(started.startToFireTimeout));
      else if (over) due.delete(over.timerId!);
    }
    return {
      // One that waits for the clock's time has not looked yet, and has no timer that would say so.
      status: events.some((event) => event.workflowTaskCompletedEventAttributes) ? 'waiting' : 'starting',
      wakesAtMs: due.size > 0 ? Math.ceil(Math.min(...due.values())) : null,
    };
  }

  /** Until a run that waits for the clock's time has begun: a signal before that would let it begin at wall time. */
  private async begun(workflowId: string): Promise<void> {
    const deadlineMs = Date.now() + WITHIN_MS;
    for (;;) {
      const events = await this.historyOf(workflowId).catch(unlessThere);
      if (!events || events.some((event) => event.workflowTaskScheduledEventAttributes)) return;
      if (Date.now() > deadlineMs) throw new Error(`${workflowId} has not begun`);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }

  private async historyOf(workflowId: string) {
    const { history } = await this.client!.workflowService.getWorkflowExecutionHistory({
      namespace: NAMESPACE,
      execution: { workflowId },
    });
    return history?.events ?? [];
  }

  private async describe(workflowId: string) {
    const execution = { workflowId };
    const described = await this.client!.workflowService.describeWorkflowExecution({
      namespace: NAMESPACE,
      execution,
    });
    return described.workflowExecutionInfo?.status === RUNNING ? described : null;
  }

  private async clockOf(workflowId: string): Promise<number | null> {
    const described = await this.describe(workflowId);
    if (!described) return null;
    const time = described.workflowExtendedInfo?.timeSkippingInfo?.currentTime;
    return time ? msOf(time) : Date.now();
  }

  private async moveAll(atMs: number): Promise<void> {
    await Promise.all((await this.live()).map(({ id }) => this.move(id, atMs)));
  }

  private async move(workflowId: string, atMs: number): Promise<void> {
    let askedFromMs: number | null = null;
    const deadlineMs = Date.now() + WITHIN_MS;
    for (;;) {
      const clockMs = await this.clockOf(workflowId);
      if (clockMs === null || clockMs >= atMs - 5) return;
      // Something may have come in between: then it is told once more.
      if (askedFromMs === null || Date.now() - askedFromMs > 2_000) {
        askedFromMs = Date.now();
        await this.skip(workflowId, atMs - clockMs);
      }
      if (Date.now() > deadlineMs)
        throw new Error(`${workflowId} stays at ${new Date(clockMs).toISOString()}`);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }

  private async skip(workflowId: string, byMs: number): Promise<void> {
    try {
      await this.client!.workflowService.updateWorkflowExecutionOptions({
        namespace: NAMESPACE,
        workflowExecution: { workflowId },
        updateMask: { paths: ['time_skipping_config'] },
        workflowExecutionOptions: skipBy(byMs),
      });
    } catch (error) {
      if (!/already completed/.test(String(error))) throw error;
    }
  }
}

interface Start {
  workflowStartDelay?: unknown;
  workflowId?: string;
  workflowType?: { name?: string };
  signalName?: string;
  signalInput?: unknown;
}

const withoutSignal = ({ signalName: _name, signalInput: _input, ...request }: Start): Start => request;

/** Of a line that has never begun the server knows nothing; any other fault is one. */
const unlessThere = (error: unknown): null => {
  if (/not found/i.test(String(error))) return null;
  throw error;
};

interface Live {
  /** Of its workflow. */
  id: string;
  status: string;
  wakesAtMs: number | null;
}

const msOf = (at?: { seconds?: unknown; nanos?: number | null } | null): number =>
  Number(at?.seconds ?? 0) * 1_000 + (at?.nanos ?? 0) / 1e6;

const skipBy = (ms: number) => ({
  timeSkippingConfig: {
    enabled: true,
    maxSessionSkipCount: 100_000,
    fastForwardConfig: { id: randomUUID(), duration: durationOf(Math.ceil(ms)) },
  },
});

const durationOf = (ms: number) =>
  ({ seconds: Math.floor(ms / 1_000), nanos: Math.round(ms % 1_000) * 1e6 }) as never;
