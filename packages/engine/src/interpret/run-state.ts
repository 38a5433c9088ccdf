import type { NodeId } from '../graph/journey-graph.js';
import type { Json, Rule, RunEvent } from '@signalbox/nodes/kernel';

/** All that a run is, as plain data: any wait can be a point of continue-as-new, move or hand-over. */
export interface RunState {
  runId: string;
  journeyId: string;
  contactId: string;
  planHash: string;
  entryEvent: RunEvent;
  startedAtMs: number;
  /** The node the run is at; `null` before the first. */
  stepId: string | null;
  /** Arrivals at the current node before this one. */
  visit: number;
  visits: Record<string, number>;
  enteredAtMs: number;
  /** Results of this visit's effects so far; fed to a fresh generator on resumption. */
  trail: Json[];
  /** What the current node has said about its way on. */
  reason: string | null;
  /** What its conditions were compared with, the last time it asked. */
  compared?: Compared[];
  vars: { [key: string]: Json };
  mailbox: Mailbox;
  /** Letters up to this number came before the first text was asked for. */
  firstTextLetter?: number;
  /** Letters up to this number came before the last text was asked for. */
  lastTextLetter?: number;
  /** The wait that the run is in; kept so that a continue-as-new in the middle of it changes nothing. */
  hold: Hold | null;
  /** True while the run stands still because its journey is paused. */
  parked: boolean;
  /** When it was parked, Unix milliseconds. */
  parkedAtMs?: number;
  /** True while somebody holds this run alone. */
  held?: boolean;
  /** True while its last checkpoint says that it is held. */
  saysHeld?: boolean;
  /** Why the step could not be done; the run stands still on it until somebody decides. */
  stuck?: string | null;
  /** When it goes on after a pause, if later than at once. */
  comesBackAtMs?: number | null;
  /** True once the run goes by another plan than it began with. */
  hasMoved?: true;
  /** A move that waits for the next wait. */
  move?: Move | null;
  /** Number of steps begun so far; the sequence of the current one. */
  seq: number;
  /** Steps left since the last checkpoint. */
  unsaved: StepRecord[];
}

/** The events that a run has received and not used. */
export interface Mailbox {
  /** In order of delivery. */
  letters: Letter[];
  /** Ids of events that came, the newest last: the same event twice counts once. */
  seenIds: string[];
  /** How many letters ever came; numbers the next one. */
  count: number;
}

/** An arrival and its place in the order of delivery. */
export interface Letter extends Arrival {
  number: number;
}

export interface Hold {
  /** Letters up to this number came before the wait began. */
  afterLetter: number;
  /** True once the wait's checkpoint is written. */
  saved: boolean;
  /** It awaits no event, so that it can be woken. */
  isSleep?: true;
  /** When time is up, if a pause put that off or somebody woke it, Unix milliseconds. */
  isOverAtMs?: number;
}

/** An event delivered to a run, with the subscriptions of the plan that it met: what a signal carries, stamped. */
export interface Arrival {
  event: RunEvent;
  refs: string[];
  /** The run's clock when it came in, Unix milliseconds. */
  receivedAtMs: number;
}

/** One visit to one node: what the canvas counts and a run's page shows. Upserted by (run, seq). */
export interface StepRecord {
  seq: number;
  nodeId: string;
  visit: number;
  enteredAtMs: number;
  /** `null` while the run is here. */
  leftAtMs: number | null;
  port: string | null;
  /** In words a marketer reads. */
  reason: string | null;
  /** What its conditions were compared with; absent if it asked none. */
  compared?: Compared[];
}

/** A rule that a step asked, and what it was compared with. */
export interface Compared {
  /** Which of the step's groups of rules it is in, from 0. */
  group: number;
  rule: Rule;
  /** The value then, shortened; of a rule that asks only whether something is known: whether it was. */
  was: Json;
  holds: boolean;
}

export interface Checkpoint {
  runId: string;
  /** `parked`: its journey is paused; `held`: by hand; `stuck`: the step could not be done. */
  status: 'waiting' | 'parked' | 'held' | 'stuck' | 'ended';
  /** The plan that the run goes by, if it has moved to another one. */
  planHash?: string;
  /** Set when ended: `completed`, an exit's outcome, `replaced`, `failed`. */
  outcome: string | null;
  steps: StepRecord[];
  /** The run's variables, if it has any and goes on. */
  vars?: { [key: string]: Json };
  /** When a waiting run will wake by itself, Unix milliseconds. */
  wakesAtMs: number | null;
  atMs: number;
  /** Nothing is written if the journey is paused, which the answer then says. */
  unlessPaused?: true;
}

/** Another plan to go on with. */
export interface Move {
  planHash: string;
  /** Of each step, the one that stands for it there. */
  steps: Record<NodeId, NodeId>;
  /** Steps of the new plan that are begun anew, for their configuration is another one. */
  changed: NodeId[];
  /** What the new plan reads of the event that let the run in. */
  entry?: { [key: string]: Json };
}

/** What a run is started with: the payload of its outbox row and the workflow's argument beside the plan. */
export interface RunStart {
  runId: string;
  journeyId: string;
  contactId: string;
  planHash: string;
  entryEvent: RunEvent;
  startedAtMs: number;
}
