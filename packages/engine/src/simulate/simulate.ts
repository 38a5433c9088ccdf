import { runners as builtIn } from '@signalbox/nodes/runners';
import { standIns } from '@signalbox/nodes/stand-ins';
import type { Json } from '@signalbox/nodes/kernel';
import { compareGroups, evaluateGroup as evaluate, type Found } from '../conditions/index.js';
import { EngineError } from '../errors.js';
import {
  initialState,
  interpret,
  type ActivityInput,
  type Arrival,
  type Checkpoint,
  type Command,
  type Interrupt,
  type Reply,
  type StepRecord,
} from '../interpret/index.js';
import { matchingRefs, ScriptQueue } from './script.js';
import type { SimulationOptions, SimulationResult } from './simulation.js';

type AnsweredCommand = Exclude<Command, { kind: 'wait' | 'continue-as-new' | 'knows' }>;

const YEAR = 365 * 24 * 3_600_000;

/** Takes one contact through a plan on a virtual clock: the same interpreter as in production, nothing is waited for. */
export function simulate(options: SimulationOptions): SimulationResult {
  const script = new ScriptQueue(options.script ?? []);
  const told = simulating({ ...options, contact: { ...options.contact } }, script, { waits: false }).next();
  return (told as IteratorReturnResult<SimulationResult>).value;
}

/**
 * The same in steps, for whoever has a clock that several runs share.
 * Yields the instant at which the run would act next, `null` if it waits for what nobody has told yet; is sent `go` to
 * act then, `look` after something was added to the script, and `stop` to be told as it stands.
 * @param waits false never yields: all is done at once
 */
export function* simulating(
  options: SimulationOptions,
  script: ScriptQueue,
  { waits }: { waits: boolean },
): Generator<number | null, SimulationResult, 'go' | 'look' | 'stop'> {
  const { start, runners = builtIn, evaluateGroup = evaluate, continueAtEveryWait = false } = options;
  const { untilMs = start.startedAtMs + 5 * YEAR, wakesAtMs } = options;
  const { shopTimeZone = 'UTC', render = asWritten } = options;
  const { contact = {}, product = null, knownAt } = options;
  const segment = options.segments ? Object.fromEntries(options.segments.map((id) => [id, true])) : NOTHING;
  let { plan } = options;
  const activities = options.activities ? { ...standIns, ...options.activities } : standIns;
  const answered = options.answered ? [...options.answered] : null;
  const executions = options.executions ? [...options.executions] : null;

  const steps = new Map<number, StepRecord>();
  const messages: SimulationResult['messages'] = [];
  const log: SimulationResult['log'] = [];
  const checkpoints: Checkpoint[] = [];
  let nowMs = start.startedAtMs;
  let paused = false;
  let pausedAtMs: number | undefined;
  let handOver = continueAtEveryWait;
  let found: Found[] | undefined;

  let state = initialState(start);
  let run = interpret(plan, state, runners, reply());
  let step = run.next();
  while (!step.done) {
    const command = step.value;
    log.push({ atMs: nowMs, command });
    if (command.kind === 'continue-as-new') {
      // Through JSON, as between two executions of a workflow.
      state = JSON.parse(JSON.stringify(command.state)) as typeof state;
      handOver = false;
      if (command.planHash !== undefined) plan = options.plans![command.planHash]!;
      executions?.shift();
      nowMs = Math.max(nowMs, executions?.[0]?.firstMs ?? nowMs);
      run = interpret(plan, state, runners, reply());
      step = run.next();
      continue;
    }
    if (command.kind === 'wait') {
      handOver = continueAtEveryWait;
      let asked: 'go' | 'look' | 'stop' = 'go';
      if (waits) {
        do asked = yield dueAtMs(command.untilMs);
        while (asked === 'look');
      }
      if (asked === 'stop' || !sleep(command.untilMs)) return result(null);
      step = run.next(reply());
      continue;
    }
    if (command.kind === 'knows') {
      step = run.next(reply(true));
      continue;
    }
    step = run.next(answer(command));
  }
  return result({ ...step.value, atMs: nowMs });

  function answer(command: AnsweredCommand): Reply {
    const told = answered?.shift();
    if (told) paused = told.paused;
    const isCalledOff = told?.calledOff === true;
    const value = isCalledOff ? undefined : valueOf(command);
    // As the run's own clock, it never goes back: a worker that took a run over may have written down an older instant.
    if (told) nowMs = Math.max(nowMs, told.atMs);
    return isCalledOff ? { ...reply(), calledOff: true } : reply(value);
  }

  function valueOf(command: AnsweredCommand): Json | undefined {
    switch (command.kind) {
      case 'checkpoint':
        save(command.checkpoint);
        return undefined;
      case 'evaluate': {
        const { groups, entryEvent, vars } = command.input;
        const known = knownAt?.(nowMs);
        const facts = {
          contact: known?.contact ? { ...contact, ...known.contact } : contact,
          event: entryEvent.properties,
          run: vars,
          segment: known?.segment ?? segment,
          product,
        };
        found = compareGroups(groups, facts);
        return groups.map((group) => evaluateGroup(group, facts));
      }
      case 'activity':
        return paused ? null : call(command.name, command.input);
    }
  }

  function call(name: string, input: ActivityInput): Json {
    const activity = Object.hasOwn(activities, name) ? activities[name] : undefined;
    if (!activity)
      throw new EngineError('SIMULATION_NO_ACTIVITY', `No stand-in for the activity "${name}".`, { name });
    const startedAtMs = nowMs;
    let tookMs = 0;
    const scope = {
      contact: knownAt ? { ...contact, ...knownAt(nowMs).contact } : contact,
      event: input.entryEvent.properties,
      run: input.vars,
      product,
    };
    const value = activity(input, {
      contact,
      shopTimeZone,
      render: (template) => render(template, scope),
      text: ({ template, ...looks }) =>
        messages.push({
          atMs: startedAtMs,
          nodeId: input.nodeId,
          visit: input.visit,
          template,
          purpose: looks.purpose,
          text: render(template, scope, looks),
        }),
      takeMs: (ms) => (tookMs += ms),
      add: (entry) => script.add(entry),
    });
    nowMs = wake(nowMs + tookMs) ?? nowMs;
    return value;
  }

  function dueAtMs(deadlineMs: number | null): number | null {
    const dueMs = Math.min(deadlineMs ?? Infinity, script.nextAtMs ?? Infinity);
    return dueMs === Infinity ? null : wake(Math.max(nowMs, dueMs));
  }

  /** Moves the clock on; false if nothing will ever happen again. */
  function sleep(deadlineMs: number | null): boolean {
    const atMs = dueAtMs(deadlineMs);
    if (atMs === null || atMs > untilMs) return false;
    nowMs = atMs;
    return true;
  }

  function wake(dueMs: number): number | null {
    return wakesAtMs ? (wakesAtMs.find((atMs) => atMs >= dueMs) ?? null) : dueMs;
  }

  /** Given after each command of each person of a population, so nothing is made that is not needed. */
  function reply(value?: Json): Reply {
    const due = script.takeUntil(nowMs);
    const answeredPaused = paused;
    const told = found;
    found = undefined;
    const arrivals: Arrival[] = due.length === 0 ? NONE : [];
    const interrupts: Interrupt[] = due.length === 0 ? NONE : [];
    for (const entry of due) {
      if ('event' in entry) {
        const { event, refs = matchingRefs(plan, event, contact, evaluateGroup) } = entry;
        arrivals.push({ event, refs, receivedAtMs: wake(entry.atMs) ?? nowMs });
      } else if ('interrupt' in entry) {
        interrupts.push(entry.interrupt);
      } else {
        paused = entry.paused;
        if (paused) pausedAtMs = entry.atMs;
        // The resume reaches those whose row says that they stand still.
        const { status } = checkpoints.at(-1) ?? {};
        if (!paused && (status === 'parked' || status === 'held'))
          interrupts.push({ kind: 'resume', due: entry.due, pausedAtMs });
      }
    }
    return {
      value,
      ...(told && { found: told }),
      paused: answeredPaused,
      nowMs,
      arrivals,
      interrupts,
      historyLong: handOver || isLastAct(),
    };
  }

  function isLastAct(): boolean {
    return executions !== null && executions.length > 1 && nowMs >= executions[0]!.lastMs;
  }

  function save(checkpoint: Checkpoint): void {
    if (checkpoint.unlessPaused && paused) return;
    checkpoints.push(checkpoint);
    for (const record of checkpoint.steps) steps.set(record.seq, record);
    const last = checkpoint.steps.at(-1)?.seq;
    for (const seq of steps.keys()) if (last !== undefined && seq > last) steps.delete(seq);
  }

  function result(end: SimulationResult['end']): SimulationResult {
    const inOrder = [...steps.values()].sort((a, b) => a.seq - b.seq);
    return { steps: inOrder, messages, log, checkpoints, end, state };
  }
}

const asWritten = (template: string) => template;
const NOTHING = {};
const NONE: never[] = [];
