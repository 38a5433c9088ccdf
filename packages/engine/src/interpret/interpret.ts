import type {
  AwaitedEvent,
  Effect,
  EffectGenerator,
  Json,
  RunContext,
  Runners,
  Since,
} from '@signalbox/nodes/kernel';
import { rulesOf } from '../rules-of.js';
import { EngineError } from '../errors.js';
import type { Plan, PlanNode } from '../graph/plan.js';
import { choose } from './choose.js';
import type { Change, Command, Interrupt, Reply } from './command.js';
import { faultOfEffect } from './fault-of-effect.js';
import { isMet, receive, take, type Sought } from './mailbox.js';
import { asJson, bytesOf } from './plain-json.js';
import { Redirect, Rewound, RunEnd, Stuck } from './run-end.js';
import { remember } from './remember.js';
import type { Checkpoint, Hold, RunState } from './run-state.js';
import { currentStep, enterNode, leaveNode } from './steps.js';

/** A run that asks for more than this without ever waiting is going round in circles. */
const EFFECTS_WITHOUT_WAIT = 1_000;

/** A step that asks for more than this on one visit never comes to an end; all of it travels with the run. */
const EFFECTS_OF_A_VISIT = 5_000;

/**
 * What the answers of one visit may take up, in bytes: they go along with the variables when a run continues as new, and
 * Temporal ends a workflow that hands on 2 MB.
 */
const BYTES_OF_A_VISIT = 1_200_000;

/** What activities may be given and answer without a wait in between, in bytes: Temporal ends a workflow whose history grows to 50 MB. */
const BYTES_WITHOUT_WAIT = 20_000_000;

/** What a step says of its way on is read in a line or two. */
const LONGEST_NOTE = 1_000;

/** How a run ended. */
export interface Ending {
  /** `completed`, an exit's or a node's own outcome, a port's name (`not-sent`), `goal`, `replaced`. */
  outcome: string;
  reason: string | null;
}

/**
 * Takes one contact through a plan. Pure: it yields what it needs as commands and is sent the replies, so that Temporal
 * and the simulator run the very same code.
 *
 * Advances `state` in place; between any two commands it is all that the run is, and a new interpreter given a copy of
 * it goes on from the wait that the first was in.
 * @param first the clock, and what came in before the first command
 * @throws EngineError `PLAN_UNKNOWN_NODE` if a node has no runner: a newer worker may have it, so the run must not end
 */
export function* interpret(
  plan: Plan,
  state: RunState,
  runners: Runners,
  first: Reply,
): Generator<Command, Ending, Reply> {
  let nowMs = first.nowMs;
  let historyLong = false;
  let resumed: Extract<Interrupt, { kind: 'resume' }> | null = null;
  /** What somebody asked of the step; heeded where the run stays, and of no use anywhere else. */
  let redirect: Redirect | null = null;
  /** Somebody woke the step before it slept. */
  let isWoken = false;
  let interruptions: { end: RunEnd; eventId: string | null }[] = [];
  let effects = 0;
  /** Bytes that activities were given and answered since the last wait. */
  let handed = 0;
  /**
   * Back into a wait that is over, until the next answer has told whether the journey is paused: it reads that anyway, so
   * to look at each deadline costs nothing.
   */
  let rewind: (() => void) | null = null;
  /** Found back in its wait, it is to park there. */
  let isRewound = false;

  digest(first);
  for (;;) {
    try {
      if (state.stepId === null) enterNode(state, plan.trigger.nodeId, nowMs);
      for (;;) yield* goOn();
    } catch (unwound) {
      if (unwound instanceof Rewound) continue;
      if (!(unwound instanceof RunEnd)) throw unwound;
      const { outcome, reason } = unwound;
      state.reason = reason ?? state.reason;
      leaveNode(state, null, nowMs);
      if (isPausedBy(yield save('ended', { outcome }))) continue;
      return { outcome, reason };
    }
  }

  /** Does the step, and enters the next one. */
  function* goOn(): Generator<Command, void, Reply> {
    const left = yield* leaveStep();
    redirect = null;
    isWoken = false;
    if (left === null) return;
    const { ends } = plan.nodes[state.stepId!] ?? {};
    leaveNode(state, left.port, nowMs);
    heedInterruption();
    if (!left.next) throw new RunEnd(ends && Object.hasOwn(ends, left.port) ? ends[left.port]! : 'completed');
    enterNode(state, left.next, nowMs);
  }

  /**
   * Does the step until it is left.
   * @returns by which port and where to, or `null` if the step is to be done anew
   */
  function* leaveStep(): Generator<Command, { port: string; next: string | null } | null, Reply> {
    try {
      if (typeof state.stuck === 'string') yield* stayStuck(state.stuck);
      const node = plan.nodes[state.stepId!];
      if (!node) throw new Stuck('This step is not part of the published journey.');
      return wayOut(node, yield* passNode(node));
    } catch (unwound) {
      if (unwound instanceof Stuck) {
        state.stuck = unwound.reason;
        state.trail = [];
        state.hold = null;
        return null;
      }
      if (!(unwound instanceof Redirect)) throw unwound;
      state.stuck = null;
      state.hold = null;
      state.trail = [];
      if (unwound.to.kind === 'retry') return null;
      return skipBy(unwound.to.port);
    }
  }

  function wayOut(node: PlanNode, port: unknown): { port: string; next: string | null } {
    if (typeof port !== 'string')
      throw new Stuck('The step came to its end without naming a way out. Its “run” must return one.');
    const next = Object.hasOwn(node.next, port) ? node.next[port] : undefined;
    if (next === undefined) throw new Stuck(`The step left by “${port}”, a way out that it does not have.`);
    return { port, next };
  }

  /** A port that the step does not have is taken for its first. */
  function skipBy(asked: string | undefined): { port: string; next: string | null } {
    const ways = plan.nodes[state.stepId!]?.next ?? {};
    const port = asked !== undefined && Object.hasOwn(ways, asked) ? asked : Object.keys(ways)[0];
    if (port === undefined) throw new RunEnd('completed', 'The step was skipped by hand.');
    state.reason = 'The step was skipped by hand.';
    return { port, next: ways[port]! };
  }

  /** Stands still on a step that can't be done, until somebody says what to do; exits still act. */
  function* stayStuck(reason: string): Generator<Command, void, Reply> {
    state.reason = reason;
    yield* ask(save('stuck', {}));
    for (;;) {
      heedInterruption();
      yield* heedMove();
      if (redirect) throw redirect;
      yield* pass(null);
    }
  }

  /** Runs the node's own generator to its port. */
  function* passNode(node: PlanNode): Generator<Command, string, Reply> {
    const runner = Object.hasOwn(runners, node.type) ? runners[node.type] : undefined;
    if (!runner) return yield* failUnknown(node);
    const generator = beginNode(node, runner);
    let step = advance(generator, undefined);
    // On resumption: what this visit asked for and got before, in the same order.
    for (const result of state.trail) {
      if (step.done) break;
      step = advance(generator, result);
    }
    let kept = bytesOf(state.trail);
    while (!step.done) {
      if (state.trail.length >= EFFECTS_OF_A_VISIT && (yield* knows('visit-limit'))) {
        throw new Stuck(
          `The step did ${EFFECTS_OF_A_VISIT} things without coming to an end, so it was stopped here.`,
        );
      }
      const result = yield* settle(step.value);
      kept += bytesOf(result);
      yield* heedSize(kept);
      state.trail.push(result);
      step = advance(generator, result);
    }
    return step.value;
  }

  /** @param kept bytes of what the step was answered on this visit */
  function* heedSize(kept: number): Generator<Command, void, Reply> {
    if (handed > BYTES_WITHOUT_WAIT && (yield* knows('carried-size')))
      throw new Stuck(
        `The run’s steps were given and answered more than ${BYTES_WITHOUT_WAIT / 1_000_000} MB without waiting, so it was stopped here.`,
      );
    if (kept > BYTES_OF_A_VISIT && (yield* knows('carried-size')))
      throw new Stuck(
        `What the step was answered on one visit is too large together: more than ${BYTES_OF_A_VISIT / 1_000_000} MB. Let its activities return what the journey needs of it.`,
      );
  }

  /**
   * Shows the run as standing still here, and leaves it to be tried again: a worker that knows the type does so, and says
   * otherwise. Nothing of this stays in a history, for the task that did it fails.
   */
  function* failUnknown({ type }: PlanNode): Generator<Command, never, Reply> {
    state.reason = `This worker has no step of the type “${type}”: it is older than the editor, or a package is gone.`;
    yield* ask(save('stuck', {}));
    throw new EngineError(
      'PLAN_UNKNOWN_NODE',
      `No runner for "${type}". Is the worker older than the editor?`,
      {
        type,
      },
    );
  }

  function beginNode(node: PlanNode, runner: Runners[string]): EffectGenerator<string> {
    const context: RunContext<PlanNode['config']> = {
      config: node.config,
      nodeId: state.stepId!,
      runId: state.runId,
      visit: state.visit,
      enteredAtMs: state.enteredAtMs,
    };
    return runner(context as RunContext<never>);
  }

  function* settle(effect: Effect): Generator<Command, Json, Reply> {
    const fault = faultOfEffect(effect, state.vars);
    if (fault !== null && (yield* knows('sound-effects'))) throw new Stuck(fault);
    effects += 1;
    if (effects > EFFECTS_WITHOUT_WAIT) {
      throw new Stuck(
        `The run did ${EFFECTS_WITHOUT_WAIT} things in a row without waiting, so it was stopped here.`,
      );
    }
    switch (effect.kind) {
      case 'now':
        return nowMs;
      case 'pick':
        return choose(`${state.contactId}/${state.stepId}/${state.journeyId}`, effect.weights);
      case 'set-vars':
        // Plain at once, and not first when the run continues as new.
        state.vars = asJson({ ...state.vars, ...effect.vars });
        return null;
      case 'note':
        state.reason = typeof effect.reason === 'string' ? effect.reason.slice(0, LONGEST_NOTE) : null;
        return null;
      case 'exit':
        heedInterruption();
        throw new RunEnd(effect.outcome);
      case 'sleep-until':
        yield* hold({ waitIds: [], untilMs: effect.atMs, since: 'wait-start' });
        return null;
      case 'await-event':
        return (yield* hold(effect)) as Json;
      case 'evaluate':
        return yield* askUnlessPaused(
          () => ({ kind: 'evaluate', input: { ...whose(), groups: effect.groups, nowMs } }),
          ({ found }) => {
            if (found)
              state.compared = rulesOf(effect.groups).map((asked, index) => {
                const [was = null, holds = false] = found[index] ?? [];
                return { ...asked, was, holds };
              });
          },
        );
      case 'activity': {
        if (effect.sends) {
          state.firstTextLetter ??= state.mailbox.count;
          state.lastTextLetter = state.mailbox.count;
        }
        const input = asJson(effect.input);
        const answer = yield* askUnlessPaused(() => ({
          kind: 'activity',
          name: `${nodeType()}.${effect.name}`,
          mayBeCalledOff: !effect.sends,
          input: {
            ...whose(),
            nodeId: state.stepId!,
            visit: state.visit,
            planHash: state.planHash,
            nowMs,
            input,
          },
        }));
        handed += bytesOf(input) + bytesOf(state.vars) + bytesOf(answer);
        return answer;
      }
      default:
        throw new Stuck(
          `The step asked for “${String((effect as { kind: unknown }).kind)}”, which this worker does not know.`,
        );
    }
  }

  function whose() {
    const { runId, journeyId, contactId, vars } = state;
    return {
      runId,
      journeyId,
      contactId,
      vars,
      entryEvent: { ...state.entryEvent } as { [key: string]: Json },
    };
  }

  /** `send-sms` of `send-sms@1`: activities are shared by a type's versions. */
  function nodeType(): string {
    return plan.nodes[state.stepId!]!.type.replace(/@\d+$/, '');
  }

  /** A wait, over when an event is in the mailbox or time is up. The only place where a run stays. */
  function* hold(wait: {
    waitIds: string[];
    untilMs: number | null;
    since: Since;
  }): Generator<Command, AwaitedEvent, Reply> {
    const refs = wait.waitIds.map((waitId) => `${state.stepId}/${waitId}`);
    const current: Hold = (state.hold ??= beginHold(wait));
    const sought = (): Sought => ({
      refs,
      afterLetter: current.afterLetter,
      untilMs: current.isOverAtMs ?? wait.untilMs,
    });
    for (;;) {
      yield* heedMove();
      if (redirect) throw redirect;
      if (isRewound) {
        isRewound = current.saved = false;
        yield* park(sought);
        continue;
      }
      if (standsStill()) {
        yield* standStill(sought);
        current.saved = false;
      }
      const { untilMs } = sought();
      const met = take(state.mailbox, sought());
      // The step that awaits an event answers it, even one that would end the journey anywhere else.
      if (met) interruptions = interruptions.filter(({ eventId }) => eventId !== met.letter.event.id);
      heedInterruption();
      const isDue = untilMs !== null && untilMs <= nowMs;
      if (isDue && !met && plan.semantics >= 2) rewind ??= remember(state);
      if (met || isDue) {
        state.hold = null;
        return met && { waitId: wait.waitIds[refs.indexOf(met.ref)]!, event: met.letter.event };
      }
      if (!current.saved) {
        const { paused } = yield* ask(save('waiting', { wakesAtMs: untilMs }));
        if (paused) yield* park(sought);
        else current.saved = true;
        continue; // what came in while it was written may end the wait
      }
      yield* pass(untilMs);
    }
  }

  function beginHold({ waitIds, since }: { waitIds: string[]; since: Since }): Hold {
    const wasWoken = isWoken;
    isWoken = false;
    const begun: Hold = { afterLetter: lettersBefore(since), saved: false };
    if (waitIds.length > 0) return begun;
    return { ...begun, isSleep: true, ...(wasWoken && { isOverAtMs: nowMs }) };
  }

  function lettersBefore(since: Since): number {
    if (since === 'run-start') return 0;
    if (since === 'first-text') return state.firstTextLetter ?? 0;
    return since === 'last-text' ? (state.lastTextLetter ?? 0) : state.mailbox.count;
  }

  /** Lets time pass until something comes in or `untilMs`. */
  function* pass(untilMs: number | null): Generator<Command, void, Reply> {
    effects = handed = 0;
    yield* ask(historyLong ? { kind: 'continue-as-new', state } : { kind: 'wait', untilMs });
  }

  function* askUnlessPaused(
    command: () => Command,
    answered: (reply: Reply) => void = () => {},
  ): Generator<Command, Json, Reply> {
    for (;;) {
      if (standsStill()) yield* standStill();
      const reply = yield* ask(command());
      if (reply.calledOff) {
        heedInterruption();
        yield* heedMove();
        if (redirect) throw redirect;
        continue;
      }
      if (reply.failure !== undefined) {
        if (redirect && (yield* knows('call-off'))) throw redirect;
        throw new Stuck(reply.failure);
      }
      if (!reply.paused) {
        answered(reply);
        return reply.value ?? null;
      }
      yield* park();
    }
  }

  /**
   * Stands still because the journey is paused; exits and interrupts still act.
   * @param sought what the wait that it parks in, if any, is for
   */
  function* park(sought?: () => Sought): Generator<Command, void, Reply> {
    // A resume may have overtaken the answer that said "paused": the parking checkpoint reads it once more.
    resumed = null;
    const { paused } = yield* ask(save('parked', {}));
    if (!paused || resumed) return;
    state.parked = true;
    state.parkedAtMs = nowMs;
    yield* standStill(sought);
  }

  function standsStill(): boolean {
    return state.parked || state.held === true || typeof state.comesBackAtMs === 'number';
  }

  /**
   * Stays where it is until neither the journey is paused nor the run held.
   * @param sought of the wait that it stands in, if any: what is awaited leads on also in a pause, to park before the next
   * step, as for those whom it reached before their time was up
   */
  function* standStill(sought?: () => Sought): Generator<Command, void, Reply> {
    const wait = plan.semantics >= 2 ? sought : undefined;
    let heldIsSaved = false;
    for (;;) {
      if (wait && state.parked && !state.held && isMet(state.mailbox, wait())) {
        state.parked = state.saysHeld = false;
        return;
      }
      heedInterruption();
      yield* heedMove();
      if (redirect) {
        state.parked = state.held = false;
        state.comesBackAtMs = null;
        throw redirect;
      }
      if (resumed && state.parked) comeBack(resumed, wait?.().untilMs);
      else if (state.held && !heldIsSaved) {
        yield* ask(save('held', {}));
        heldIsSaved = state.saysHeld = true;
      } else if (state.parked && state.saysHeld && !state.held) yield* parkAgain();
      else if (state.parked || state.held) yield* pass(null);
      else if (typeof state.comesBackAtMs === 'number' && nowMs < state.comesBackAtMs) {
        yield* pass(state.comesBackAtMs);
      } else {
        state.comesBackAtMs = null;
        state.saysHeld = false;
        return;
      }
    }
  }

  /** What was last told of the run says that it is held, and a resume asks for those that are parked. */
  function* parkAgain(): Generator<Command, void, Reply> {
    state.saysHeld = false;
    if (!(yield* knows('parked-again'))) return;
    const { paused } = yield* ask(save('parked', {}));
    if (!paused && !resumed && state.parked) comeBack({ kind: 'resume' });
  }

  /**
   * What fell due while the journey was paused happens as was chosen when it was resumed.
   * @param deadlineMs when the wait that it stands in is over, `null` if never; absent if it stands in none
   */
  function comeBack(
    { due = 'now', pausedAtMs = nowMs }: NonNullable<typeof resumed>,
    deadlineMs?: number | null,
  ): void {
    resumed = null;
    state.parked = false;
    const isDue = deadlineMs === undefined || (deadlineMs !== null && deadlineMs <= nowMs);
    if (!isDue) return;
    if (due === 'later' && state.hold && typeof deadlineMs === 'number') {
      state.hold.isOverAtMs = nowMs + Math.max(0, deadlineMs - pausedAtMs);
      return;
    }
    if (due === 'end') throw new RunEnd('ended', 'It fell due while the journey was paused, and was ended.');
    if (due === 'later') state.comesBackAtMs = nowMs + Math.max(0, (state.parkedAtMs ?? nowMs) - pausedAtMs);
  }

  /** Goes on with another plan, if somebody asked for it and the plan has a step for this one. */
  function* heedMove(): Generator<Command, void, Reply> {
    const { move } = state;
    if (!move) return;
    state.move = null;
    const target = Object.hasOwn(move.steps, state.stepId!) ? move.steps[state.stepId!] : undefined;
    if (target === undefined) return;
    if (target !== state.stepId) {
      const { enteredAtMs } = state;
      leaveNode(state, 'moved', nowMs);
      enterNode(state, target, nowMs);
      state.enteredAtMs = enteredAtMs;
    } else if (move.changed.includes(target)) {
      state.trail = [];
      state.hold = null;
    }
    if (state.hold) state.hold.saved = false;
    state.stuck = null;
    if (move.entry) state.entryEvent = { ...state.entryEvent, properties: move.entry };
    state.planHash = move.planHash;
    state.hasMoved = true;
    for (;;) yield* ask({ kind: 'continue-as-new', state, planHash: move.planHash });
  }

  function* ask(command: Command): Generator<Command, Reply, Reply> {
    heedInterruption();
    // Only now: of a checkpoint that an end forestalls nothing has been told.
    if (command.kind === 'checkpoint') state.unsaved = [];
    const reply = yield command;
    if (isPausedBy(reply)) throw new Rewound();
    digest(reply);
    if (command.kind !== 'knows') rewind = null;
    return reply;
  }

  /** Whether what was to follow a wait met a pause: the run is then back in the wait, and has heard what came in. */
  function isPausedBy(reply: Reply): boolean {
    if (!rewind || reply.paused !== true) return false;
    rewind();
    rewind = null;
    isRewound = true;
    digest(reply);
    return true;
  }

  /** Whether a change of the interpreter's own order holds for this run: not for what it did before the change. */
  function* knows(change: Change): Generator<Command, boolean, Reply> {
    const reply = yield* ask({ kind: 'knows', change });
    return reply.value === true;
  }

  function digest(reply: Reply): void {
    nowMs = Math.max(nowMs, reply.nowMs);
    historyLong = reply.historyLong ?? false;
    for (const arrival of reply.arrivals) {
      if (!receive(state.mailbox, arrival)) continue;
      const exit = plan.settings.exits.find(({ id }) => arrival.refs.includes(`exit/${id}`));
      if (exit) {
        const end = new RunEnd(exit.outcome, `“${arrival.event.name}” ended the journey here.`);
        interruptions.push({ end, eventId: arrival.event.id });
      }
      if (plan.settings.goal?.endsRun && arrival.refs.includes('goal')) {
        const end = new RunEnd('goal', `“${arrival.event.name}”: the goal of the journey was reached here.`);
        interruptions.push({ end, eventId: arrival.event.id });
      }
    }
    for (const interrupt of reply.interrupts) heed(interrupt);
  }

  function heed(interrupt: Interrupt): void {
    switch (interrupt.kind) {
      case 'end': {
        const end = new RunEnd(interrupt.outcome, `The run was ended here: ${interrupt.outcome}.`);
        interruptions.push({ end, eventId: null });
        break;
      }
      case 'resume':
        resumed = interrupt;
        break;
      case 'hold':
        state.held = true;
        break;
      case 'release':
        state.held = false;
        break;
      case 'skip':
      case 'retry':
        if (interrupt.nodeId === state.stepId) redirect = new Redirect(interrupt);
        break;
      case 'wake':
        if (interrupt.nodeId !== state.stepId) break;
        if (!state.hold) isWoken = true;
        else if (state.hold.isSleep) state.hold.isOverAtMs = nowMs;
        break;
      case 'move': {
        const { planHash, steps, changed, entry, isBack } = interrupt;
        const isThereStill = isBack === true && planHash === state.planHash;
        state.move = isThereStill ? null : { planHash, steps, changed, ...(entry && { entry }) };
        break;
      }
    }
  }

  /** Never called between an activity and its result: what was begun settles first. */
  function heedInterruption(): void {
    if (interruptions[0]) throw interruptions[0].end;
  }

  function save(
    status: Checkpoint['status'],
    { outcome = null, wakesAtMs = null }: { outcome?: string | null; wakesAtMs?: number | null },
  ): Command {
    const here = currentStep(state);
    const steps = [...state.unsaved, ...(here ? [here] : [])];
    return {
      kind: 'checkpoint',
      checkpoint: {
        runId: state.runId,
        ...(state.hasMoved && { planHash: state.planHash }),
        status,
        outcome,
        steps,
        ...(status !== 'ended' && Object.keys(state.vars).length > 0 && { vars: { ...state.vars } }),
        wakesAtMs,
        atMs: nowMs,
        ...(rewind && { unlessPaused: true as const }),
      },
    };
  }
}

/** Steps a node's generator; what it throws is its own failure, told on its step. */
function advance(
  generator: EffectGenerator<string>,
  result: Json | undefined,
): IteratorResult<Effect, string> {
  try {
    return generator.next(result as never);
  } catch (error) {
    throw new Stuck(`The step failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}
