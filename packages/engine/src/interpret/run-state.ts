import type { Json, RunEvent } from '@signalbox/nodes/kernel';

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
  vars: { [key: string]: Json };
  mailbox: Arrival[];
  seenIds: string[];
  /** Number of steps recorded so far; the sequence of the current one. */
  seq: number;
  /** Steps left since the last checkpoint. */
  unsaved: StepRecord[];
}

/** An event delivered to a run, with the subscriptions of the plan that it met. */
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
}

export interface Checkpoint {
  runId: string;
  status: 'waiting' | 'parked' | 'ended';
  /** Set when ended: `completed`, an exit's outcome, `replaced`, `failed`. */
  outcome: string | null;
  steps: StepRecord[];
  /** When a waiting run will wake by itself, Unix milliseconds. */
  wakesAtMs: number | null;
  atMs: number;
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
