import type { RuleGroup, Runners, StandIn, StandInText, StandInWorld } from '@signalbox/nodes/kernel';
import type { Facts } from '../conditions/index.js';
import type { Plan } from '../graph/plan.js';
import type { Checkpoint, Command, Ending, RunStart, RunState, StepRecord } from '../interpret/index.js';
import type { ScriptEntry } from './script.js';

export type EvaluateGroup = (group: RuleGroup, facts: Facts) => boolean;

/** The stand-in for an activity: at once, in the same thread. */
export type SimulatedActivity = StandIn<ActivityWorld>;

export interface ActivityWorld extends StandInWorld {
  /** Makes something come in later. */
  add(entry: ScriptEntry): void;
}

/**
 * Liquid with its data: the person, the entry event's properties, the run's variables, the live product.
 * @param text absent for what is no text, such as a value that is kept
 */
export type Render = (
  template: string,
  scope: { contact: object; event: unknown; run: object; product?: object | null },
  text?: Omit<StandInText, 'template'>,
) => string;

export interface SimulationOptions {
  plan: Plan;
  /** The virtual clock begins at its `startedAtMs`. */
  start: RunStart;
  /** What conditions read of the person. */
  contact?: { [field: string]: unknown };
  /** What conditions and texts read of the live product that the entry event is about, all the time. */
  product?: object | null;
  script?: ScriptEntry[];
  /** Plans that the run may move to, by hash. */
  plans?: Record<string, Plan>;
  /** All built-in node types if absent. */
  runners?: Runners;
  /** By `type.activity`; those of the built-in node types have stand-ins. */
  activities?: Record<string, SimulatedActivity>;
  evaluateGroup?: EvaluateGroup;
  /** Ids of the segments that the person is in. */
  segments?: string[];
  /** What was known at an instant, over `contact` and in place of `segments`. */
  knownAt?: (atMs: number) => { contact?: { [field: string]: unknown }; segment?: { [id: string]: true } };
  /** IANA; `UTC` if absent. */
  shopTimeZone?: string;
  /** Fills in Liquid; texts are shown as they were written if absent. */
  render?: Render;
  /** Gives up at this instant, Unix milliseconds; five years after the start if absent. */
  untilMs?: number;
  /**
   * The only instants at which the run can act, Unix milliseconds, ascending: whatever falls due between two of them is
   * told at the second, as after an outage. At any instant if absent.
   */
  wakesAtMs?: number[];
  /** How the first checkpoints, evaluations and activities are answered, in their order; all others at once. */
  answered?: RecordedAnswer[];
  /**
   * When each execution of a run that continued as new acted for the first and the last time, Unix milliseconds: it is
   * handed over at the wait after its last act. Only at moves if absent.
   */
  executions?: { firstMs: number; lastMs: number }[];
  /** Hands the run over to a fresh interpreter at each wait, as a long history would. */
  continueAtEveryWait?: boolean;
}

/** When something was answered, Unix milliseconds, and whether the journey was paused then. */
export interface RecordedAnswer {
  atMs: number;
  paused: boolean;
  /** The activity was called off, and did nothing. */
  calledOff?: true;
}

export interface SimulationResult {
  /** As the store would hold them. */
  steps: StepRecord[];
  messages: SimulatedMessage[];
  /** What the run asked for, and when. */
  log: { atMs: number; command: Command }[];
  checkpoints: Checkpoint[];
  /** `null` if the run still waits at the end of the script. */
  end: (Ending & { atMs: number }) | null;
  state: RunState;
}

export interface SimulatedMessage {
  atMs: number;
  nodeId: string;
  visit: number;
  template: string;
  purpose: string;
  /** As the person would read it. */
  text: string;
}
