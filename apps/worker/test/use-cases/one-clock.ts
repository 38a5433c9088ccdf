import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { runWorkflowId, waitlistWorkflowId } from '@signalbox/engine/temporal';
import type { Database } from '@signalbox/store';

const NAMESPACE = 'default';
const RUNNING = 1;
const WITHIN_MS = 60_000;
const SOON_MS = 500;
const POLL_MS = 10;
/** So little time passes by itself: a skip that a busy server comes to only once its end has passed goes to the next timer. */
const REST_MS = 4_000;
const AT_ONCE = 50;

/**
 * One clock for everybody: wall time and an offset that only grows. Each run has a clock of its own on the server,
 * which is moved along with it; what begins later begins at this clock's time.
 */
export class OneClock {
  private offsetMs: number;
  private client: Client | undefined;
  /** Where all clocks were moved to last: what was due by then has to be done. */
  private movedToMs = 0;
  /** Who may have something to do since they were last seen at rest, each with the number of the last touch. */
  private readonly touched = new Map<string, number>();
  private touches = 0;
  private readonly begunOnce = new Set<string>();
  /** How each line stood when it was last touched; `null` if nobody was in it. */
  private readonly known = new Map<string, Line | null>();

  constructor(
    startMs: number,
    private readonly database: Database,
    private readonly options: {
      /** What the clock stops for besides runs: the next instant of theirs that is after `afterMs`. */
      alsoDueMs: (afterMs: number) => Promise<number>;
      /** What is due within so long of one another is done together. */
      togetherMs: number;
    },
  ) {
    this.offsetMs = Math.max(0, startMs - Date.now());
  }

  readonly nowMs = (): number => Date.now() + this.offsetMs;

  /** Lets what this client starts begin at the clock's time: a start in the future, to which the server skips. */
  readonly tune = (client: Client): void => {
    this.client = client;
    const service = client.workflowService as unknown as Record<string, (request: Start) => Promise<object>>;
    const [start, signal, signalWithStart] = [
      'startWorkflowExecution',
      'signalWorkflowExecution',
      'signalWithStartWorkflowExecution',
    ].map((call) => service[call]!.bind(service)) as ((request: Start) => Promise<object>)[];
    const atThisTime = (request: Start): Start => ({
      ...request,
      workflowStartDelay: durationOf(this.offsetMs),
      ...skipBy(this.offsetMs),
    });
    service.startWorkflowExecution = (request) => {
      this.touch(request.workflowId!);
      return start!(atThisTime(request));
    };
    service.signalWorkflowExecution = async (request) => {
      await this.catchUp(request.workflowExecution!.workflowId);
      return signal!(request);
    };
    service.signalWithStartWorkflowExecution = async (request) => {
      const id = request.workflowId!;
      const isOpen = await this.catchUp(id);
      if (request.workflowType?.name !== 'waitlist') return signalWithStart!(atThisTime(request));
      // A signal would end the delay. A line that has only just begun looks at its stock without one.
      return isOpen ? signalWithStart!(request) : start!(atThisTime(withoutSignal(request)));
    };
  };

  /** Goes from one due instant to the next, everybody together, and lets all that falls due there be done. */
  async advanceTo(atMs: number, onTheWay: (nowMs: number) => Promise<void>): Promise<void> {
    await this.settled();
    for (let isThere = false; ; isThere = this.movedToMs >= atMs) {
      const dueMs = Math.max(
        this.nowMs(),
        Math.min(await this.nextDueMs(), await this.options.alsoDueMs(this.nowMs())),
      );
      // What is due in a moment is not left to wall time, or it would come in the middle of what is done next.
      if (isThere && dueMs > this.nowMs() + SOON_MS) return;
      const nextMs = isThere ? dueMs : Math.min(atMs, dueMs + this.options.togetherMs);
      this.offsetMs = Math.max(this.offsetMs, nextMs - Date.now());
      await this.moveDue(nextMs);
      this.movedToMs = nextMs;
      await onTheWay(this.nowMs());
      await this.settled();
    }
  }

  /** Until nothing is on its way to a run, and no run has anything to do before its next instant. */
  async settled(): Promise<void> {
    let [last, deadlineMs]: [string | null, number] = [null, Infinity];
    for (let quiet = 0; quiet < 2;) {
      const busy = await this.busy();
      quiet = busy === null ? quiet + 1 : 0;
      if (busy !== last) [last, deadlineMs] = [busy, Date.now() + WITHIN_MS];
      if (Date.now() > deadlineMs)
        throw new Error(`Not at rest within ${WITHIN_MS} ms: ${busy}\n${await this.howRunsStand()}`);
      if (quiet < 2) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  private touch(workflowId: string): void {
    this.touched.set(workflowId, ++this.touches);
  }

  private async busy(): Promise<string | null> {
    // Whoever is touched from here on may not be on the server yet: the next look is theirs.
    const touched = [...this.touched];
    const { rows } = await this.database.pool.query<{ waiting: string }>(
      `select (select count(*) from outbox where next_attempt_at <= $1) + (select count(*) from thing_events) + (select count(*) from waitlist_marks) || ' in the outbox, '
           || (select count(*) from messages where state in ('planned', 'sending') and run_id is null) || ' texts, '
           || (select count(*) from runs where ended_at is null and (status = 'starting' or wakes_at <= $2)) || ' runs' as waiting`,
      [new Date(this.nowMs()), new Date(this.movedToMs)],
    );
    if (rows[0]!.waiting !== '0 in the outbox, 0 texts, 0 runs') return rows[0]!.waiting;
    const line = (await this.lines()).find(
      ({ status, wakesAtMs }) => status === 'starting' || (wakesAtMs !== null && wakesAtMs <= this.movedToMs),
    );
    if (line) return `${line.id} is ${line.status}`;
    while (touched.length > 0) {
      const seen = touched.splice(0, AT_ONCE).map((one) => this.isBusy(...one));
      const busy = (await Promise.all(seen)).find((why) => why !== null);
      if (busy) return busy;
    }
    return null;
  }

  /** Why somebody who was touched is not at rest yet. */
  private async isBusy(id: string, touch: number): Promise<string | null> {
    const described = await this.describe(id).catch(unlessThere);
    if (described && isAtWork(described)) return `${id} is at work`;
    if (this.touched.get(id) !== touch) return `${id} was told something`;
    this.touched.delete(id);
    // Read anew, now that it rests.
    this.known.delete(id);
    return null;
  }

  /** Those that should have done something by now. */
  private async howRunsStand(): Promise<string> {
    const { rows } = await this.database.pool.query<{ id: string; stands: string }>(
      `select id, concat_ws(' ', status, 'since', started_at, 'wakes', wakes_at) as stands
       from runs where ended_at is null and (status = 'starting' or wakes_at <= $1) limit 5`,
      [new Date(this.movedToMs)],
    );
    const stand = rows.map(async ({ id, stands }) => {
      const clock = await this.clockOf(runWorkflowId(id));
      return `${id} ${stands}; its clock: ${clock ? new Date(clock.atMs).toISOString() : 'none'}`;
    });
    return [`Moved to ${new Date(this.movedToMs).toISOString()}`, ...(await Promise.all(stand))].join('\n');
  }

  private async nextDueMs(): Promise<number> {
    const { rows } = await this.database.pool.query<{ at: Date | null }>(
      'select min(wakes_at) as at from runs where ended_at is null',
    );
    const lines = (await this.lines()).map(({ wakesAtMs }) => wakesAtMs ?? Infinity);
    return Math.min(rows[0]!.at?.getTime() ?? Infinity, ...lines);
  }

  /** The lines of people who wait for a variant, whose rounds only their own history knows of. */
  private async lines(): Promise<Line[]> {
    const { rows } = await this.database.pool.query<{ shop: string; variant_id: string }>(
      `select distinct shop, variant_id from waitlist where state in ('waiting', 'claimed')`,
    );
    const ids = rows.map(({ shop, variant_id }) => waitlistWorkflowId(shop, variant_id));
    for (const id of ids.filter((id) => !this.known.has(id) || this.touched.has(id))) {
      const isOpen = (await this.describe(id).catch(unlessThere)) !== null;
      this.known.set(id, isOpen ? { id, ...(await this.lineAt(id)) } : null);
    }
    return ids.map((id) => this.known.get(id)).filter((line) => line !== null && line !== undefined);
  }

  private async lineAt(workflowId: string): Promise<Omit<Line, 'id'>> {
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

  /** Whoever is told something is told it at the clock's time. @returns false if nobody is there */
  private async catchUp(workflowId: string): Promise<boolean> {
    this.touch(workflowId);
    const isOpen = (await this.describe(workflowId).catch(unlessThere)) !== null;
    if (isOpen) await this.begun(workflowId);
    if (isOpen) await this.move(workflowId, this.nowMs());
    return isOpen;
  }

  /** Until a run that waits for the clock's time has begun: a signal before that would let it begin at wall time. */
  private async begun(workflowId: string): Promise<void> {
    const deadlineMs = Date.now() + WITHIN_MS;
    while (!this.begunOnce.has(workflowId)) {
      const events = await this.historyOf(workflowId).catch(unlessThere);
      if (!events || events.some((event) => event.workflowTaskScheduledEventAttributes))
        this.begunOnce.add(workflowId);
      else if (Date.now() > deadlineMs) throw new Error(`${workflowId} has not begun`);
      else await new Promise((resolve) => setTimeout(resolve, POLL_MS));
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

  /** `null` if nobody is there. */
  private async clockOf(workflowId: string): Promise<{ atMs: number; isAtWork: boolean } | null> {
    const described = await this.describe(workflowId).catch(unlessThere);
    if (!described) return null;
    const time = described.workflowExtendedInfo?.timeSkippingInfo?.currentTime;
    return {
      atMs: time ? msOf(time) : Date.now(),
      isAtWork: isAtWork(described),
    };
  }

  /** Everybody else's clock stays behind until something comes to them. */
  private async moveDue(atMs: number): Promise<void> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      'select id from runs where ended_at is null and wakes_at <= $1',
      [new Date(atMs)],
    );
    const due = rows.map(({ id }) => runWorkflowId(id));
    for (const { id, wakesAtMs } of await this.lines())
      if (wakesAtMs !== null && wakesAtMs <= atMs) due.push(id);
    while (due.length > 0) await Promise.all(due.splice(0, AT_ONCE).map((id) => this.move(id, atMs)));
  }

  private async move(workflowId: string, atMs: number): Promise<void> {
    this.touch(workflowId);
    const deadlineMs = Date.now() + WITHIN_MS;
    for (;;) {
      const clock = await this.clockOf(workflowId);
      if (clock === null || clock.atMs >= atMs - 5) return;
      const leftMs = atMs - clock.atMs;
      // Whoever is at work skips when it is done, and a skip whose end has passed by then goes on to the next timer.
      if (!clock.isAtWork && leftMs > REST_MS) await this.skip(workflowId, leftMs);
      if (Date.now() > deadlineMs)
        throw new Error(`${workflowId} stays at ${new Date(clock.atMs).toISOString()}`);
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
  /** Of a signal to somebody who is there. */
  workflowExecution?: { workflowId: string };
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

interface Work {
  pendingWorkflowTask?: object | null;
  pendingActivities?: unknown[] | null;
}

interface Line {
  /** Of its workflow. */
  id: string;
  status: string;
  wakesAtMs: number | null;
}

const isAtWork = ({ pendingWorkflowTask, pendingActivities }: Work): boolean =>
  Boolean(pendingWorkflowTask) || (pendingActivities?.length ?? 0) > 0;

const msOf = (at?: { seconds?: unknown; nanos?: number | null } | null): number =>
  Number(at?.seconds ?? 0) * 1_000 + (at?.nanos ?? 0) / 1e6;

/** One skip at a time: what is left of a way when a timer has fired must not be made once the timer's work is done. */
const skipBy = (ms: number) => ({
  timeSkippingConfig: {
    enabled: true,
    maxSessionSkipCount: 1,
    fastForwardConfig: { id: randomUUID(), duration: durationOf(Math.ceil(ms)) },
  },
});

const durationOf = (ms: number) =>
  ({ seconds: Math.floor(ms / 1_000), nanos: Math.round(ms % 1_000) * 1e6 }) as never;
