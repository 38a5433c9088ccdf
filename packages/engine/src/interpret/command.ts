import type { Json, RuleGroup } from '@signalbox/nodes/kernel';
import type { Found } from '../conditions/compare.js';
import type { NodeId } from '../graph/journey-graph.js';
import type { Arrival, Checkpoint, RunState } from './run-state.js';

/**
 * What the interpreter asks of its performer. Performing is the only thing that differs between Temporal and the
 * simulator.
 */
export type Command =
  /** Holds until something comes in or an instant passes, whichever is first. May wake early: it is asked again. */
  | { kind: 'wait'; untilMs: number | null }
  /**
   * Calls an activity of a node (`send-sms.send`); retried by the performer until it returns. One that may be called off is
   * tried no further once the run is asked for something else; what it does at that moment it does to the end.
   */
  | { kind: 'activity'; name: string; input: ActivityInput; mayBeCalledOff: boolean }
  | { kind: 'evaluate'; input: EvaluateInput }
  | { kind: 'checkpoint'; checkpoint: Checkpoint }
  /** Whether the run may go by a change of the order of commands; a history that was recorded before it says no. */
  | { kind: 'knows'; change: Change }
  /** Asked at a wait when the performer says that its history has grown long. Returns only if something came in meanwhile. */
  | {
      kind: 'continue-as-new';
      state: RunState;
      /** The plan to go on with, if the run moves to another one. */
      planHash?: string;
    };

/** Changes of the order of commands for the same plan, each by a name of its own for ever. */
export type Change = 'visit-limit' | 'parked-again' | 'call-off' | 'sound-effects' | 'carried-size';

/** What the performer answers; arrivals that came meanwhile ride along with every answer. */
export interface Reply {
  /** The run's clock: the only one it knows. Never goes back. */
  nowMs: number;
  /** In the order in which they were delivered. */
  arrivals: Arrival[];
  /** Control messages: an interrupt ends or moves the run wherever it is. */
  interrupts: Interrupt[];
  /** The activity's result, or the booleans of `evaluate`. */
  value?: Json;
  /** What the rules of `evaluate` were compared with; absent from a history that was recorded before it was told. */
  found?: Found[];
  /** `true` if the journey is paused: an activity then did nothing and is asked again after the resume, as is `evaluate`. */
  paused?: boolean;
  /** `true` if an activity was called off before it had returned: whatever the run was asked for comes first. */
  calledOff?: boolean;
  /** Why an activity will never return, in words; the run fails with it. */
  failure?: string;
  /** `true` when the performer would like a continue-as-new at the next wait. */
  historyLong?: boolean;
}

/**
 * What somebody asks of a run, wherever it is. A run heeds it at its next wait, and where an activity is tried again and
 * again; a text under way settles first.
 */
export type Interrupt =
  | { kind: 'end'; outcome: string }
  /** The journey goes on. Of what fell due meanwhile: it happens now, after the time that was left, or never. */
  | { kind: 'resume'; due?: 'now' | 'later' | 'end'; pausedAtMs?: number }
  /** This run alone stands still, until it is released. */
  | { kind: 'hold' }
  | { kind: 'release' }
  /** Leaves the step `nodeId`, if it stays there, by a port; by the first one if none is named. */
  | { kind: 'skip'; nodeId: NodeId; port?: string }
  /** Does the step `nodeId` anew, if it stays there. */
  | { kind: 'retry'; nodeId: NodeId }
  /** What the step `nodeId` sleeps for has come before its time, if it sleeps there: its time is up now. */
  | { kind: 'wake'; nodeId: NodeId }
  /** Goes on with another plan, at the step that stands for its own; one that has none there stays as it is. */
  | {
      kind: 'move';
      planHash: string;
      steps: Record<NodeId, NodeId>;
      changed: NodeId[];
      /** What the new plan reads of the event that let the run in; as before if absent. */
      entry?: { [key: string]: Json };
      /** Takes a move back: a run that has not gone yet stays, as if nothing had been asked of it. */
      isBack?: true;
    };

/** Keys that every activity of a node gets besides the node's own input. */
export interface ActivityInput {
  runId: string;
  journeyId: string;
  contactId: string;
  nodeId: string;
  visit: number;
  planHash: string;
  entryEvent: { [key: string]: Json };
  vars: { [key: string]: Json };
  nowMs: number;
  input: Json;
}

export interface EvaluateInput {
  runId: string;
  journeyId: string;
  contactId: string;
  entryEvent: { [key: string]: Json };
  vars: { [key: string]: Json };
  groups: RuleGroup[];
  nowMs: number;
}
