import type { RuleGroup } from '@signalbox/nodes/kernel';
import type { JourneySettings, NodeId, PortName } from './journey-graph.js';

/** What a published graph compiles to: immutable, addressed by the hash of its canonical JSON. */
export interface Plan {
  /**
   * Version of the interpreter's semantics; old plans take old branches. Since 2 a run whose wait is over while the journey
   * is paused parks inside of the wait; before, at the step after it.
   */
  semantics: 1 | 2;
  trigger: {
    nodeId: NodeId;
    event: string;
    where: RuleGroup | null;
    /** Older news starts nothing. */
    maxAgeMs: number;
    /** True if only a start that names the journey begins a run. */
    direct?: true;
    /** What keeps time for it. */
    clock?: 'schedule' | 'contact-date';
  };
  nodes: Record<NodeId, PlanNode>;
  settings: JourneySettings;
  /** Every event that may matter to a run, from its start. */
  subscriptions: PlanSubscription[];
  /** Per event name, the top-level properties that the plan reads; `true` for all of them. */
  reads: Record<string, string[] | true>;
}

export interface PlanNode {
  /** `send-sms@1` */
  type: string;
  name: string;
  config: { [field: string]: unknown };
  next: Record<PortName, NodeId | null>;
  /** What a run that ends at an unconnected port records, if not `completed`: the ports that may stay unconnected. */
  ends?: Record<PortName, string>;
}

/** `ref` is what a signal carries when the event matched: `<nodeId>/<waitId>` for a wait, `exit/<exitId>` for an exit. */
export interface PlanSubscription {
  ref: string;
  event: string;
  where: RuleGroup | null;
  /** Of several runs of a person that wait like this, only the newest wait hears of it. */
  newestOnly?: true;
  /** Heard of by the person as well as by what belongs together. */
  ofPerson?: true;
  /** Heard of by the key `<key>:<value of the entry event at path>` and not by person. */
  about?: { path: string; key: string };
}
