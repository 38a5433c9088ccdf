import type { RuleGroup } from './rule.js';

/** JSON: everything that crosses from a run to the world and back. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** An event as a run sees it: its id, and only the properties that the plan reads. */
export interface RunEvent {
  id: string;
  name: string;
  /** When it happened, Unix milliseconds. */
  atMs: number;
  properties: { [key: string]: Json };
}

/** Which events a wait takes: any of this run, those after its first or last text was sent, or those after the wait began. */
export type Since = 'run-start' | 'first-text' | 'last-text' | 'wait-start';

/** What a node's `run` asks of the world, as data. */
export type Effect =
  | { kind: 'now' }
  | { kind: 'sleep-until'; atMs: number }
  /** Holds until one of the node's declared waits (`waitId`, see `NodeManifest.waits`) is met, or `untilMs` passes. */
  | { kind: 'await-event'; waitIds: string[]; untilMs: number | null; since: Since }
  /** Evaluates rule groups against the contact, the entry event and the run's variables, read now, in one local activity. */
  | { kind: 'evaluate'; groups: RuleGroup[] }
  /** Calls a declared activity on the worker. `input` must be plain JSON; the result is recorded in the history. */
  | {
      kind: 'activity';
      name: string;
      input: Json;
      /** It may send a text: what comes in from now on may answer it (`since: 'last-text'`). */
      sends?: true;
    }
  /** A stable choice: an index into `weights`, from a hash of contact, node and journey. */
  | { kind: 'pick'; weights: number[] }
  | { kind: 'set-vars'; vars: { [key: string]: Json } }
  /** Says in words why the next port is taken; shown to the marketer beside the step. */
  | { kind: 'note'; reason: string }
  /** Ends the run here with an outcome. */
  | { kind: 'exit'; outcome: string };

export type AwaitedEvent = { waitId: string; event: RunEvent } | null;

/** The result that each kind of effect sends back into the generator. */
export interface EffectResult {
  now: number;
  'sleep-until': null;
  'await-event': AwaitedEvent;
  evaluate: boolean[];
  activity: Json;
  pick: number;
  'set-vars': null;
  note: null;
  exit: never;
}

// What comes back depends on the effect, which `request` knows; the generator as a whole cannot say it.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type EffectGenerator<T> = Generator<Effect, T, any>;

function* request<K extends Effect['kind']>(
  effect: Extract<Effect, { kind: K }>,
): EffectGenerator<EffectResult[K]> {
  return (yield effect) as EffectResult[K];
}

/** The run's clock, Unix milliseconds. */
export const nowMs = () => request<'now'>({ kind: 'now' });

/** Holds the run until an instant, Unix milliseconds; one that has passed does not hold. */
export const sleepUntil = (atMs: number) => request<'sleep-until'>({ kind: 'sleep-until', atMs });

/**
 * Holds the run until an event meets one of the node's declared waits.
 * @param options.untilMs give up at this instant; `null` waits for ever
 * @param options.since `run-start`: an event received earlier in this run counts too (the default)
 * @returns which wait was met and by what, or `null` after the time-out; at the same instant the event wins
 */
export const awaitEvent = (waitIds: string[], options: { untilMs: number | null; since?: Since }) =>
  request<'await-event'>({
    kind: 'await-event',
    waitIds,
    untilMs: options.untilMs,
    since: options.since ?? 'run-start',
  });

/** Evaluates rule groups on data read now; one boolean a group. */
export const evaluate = (groups: RuleGroup[]) => request<'evaluate'>({ kind: 'evaluate', groups });

/** Calls one of the node's declared activities. Infrastructure failures are retried there and never reach the node. */
export function* activity<T extends Json>(name: string, input: Json): EffectGenerator<T> {
  return (yield* request<'activity'>({ kind: 'activity', name, input })) as T;
}

/** As `activity`, for one that may send a text. */
export function* sendingActivity<T extends Json>(name: string, input: Json): EffectGenerator<T> {
  return (yield* request<'activity'>({ kind: 'activity', name, input, sends: true })) as T;
}

/** A choice that is the same for the same contact, node and journey, in every run and runtime. */
export const pick = (weights: number[]) => request<'pick'>({ kind: 'pick', weights });

/** Keeps values for later steps, conditions and texts of this run. */
export const setVars = (vars: { [key: string]: Json }) => request<'set-vars'>({ kind: 'set-vars', vars });

/** Says in words why the next port is taken. */
export const note = (reason: string) => request<'note'>({ kind: 'note', reason });

/** Ends the run with an outcome; nothing after it executes. */
export const exit = (outcome: string) => request<'exit'>({ kind: 'exit', outcome });
