import type { RuleGroup } from '@signalbox/nodes/kernel';

export type NodeId = string;
export type PortName = string;

/** The JSON that the canvas saves: React Flow's own shape. Unknown fields are kept. */
export interface JourneyGraph {
  schemaVersion: 1;
  nodes: GraphNode[];
  edges: GraphEdge[];
  settings: JourneySettings;
  /** What people write beside the steps, for each other. Nothing that runs reads them. */
  notes?: GraphNote[];
  [unknown: string]: unknown;
}

/** A note on the canvas. */
export interface GraphNote {
  id: string;
  position: { x: number; y: number };
  text: string;
  /** It stays when the step that it stands beside is moved. */
  staysPut?: boolean;
  [unknown: string]: unknown;
}

export interface GraphNode {
  id: NodeId;
  /** The node type (`send-sms`). */
  type: string;
  position: { x: number; y: number };
  data: {
    /** Version of the node type. */
    version: number;
    /** The marketer's own name for the step; the type's title if absent. */
    name?: string;
    config: { [field: string]: unknown };
    [unknown: string]: unknown;
  };
  [unknown: string]: unknown;
}

export interface GraphEdge {
  id: string;
  source: NodeId;
  /** The port the edge leaves by. */
  sourceHandle: PortName;
  target: NodeId;
  [unknown: string]: unknown;
}

export type Purpose =
  'marketing' | 'transactional' | 'cart-reminder' | 'back-in-stock' | 'opt-in-confirmation';

export interface JourneySettings {
  /** What belongs together: everything of the person, of one purchase (checkout, cart and order tokens), or of one property's value. */
  correlation: { by: 'contact' } | { by: 'purchase' } | { by: 'property'; path: string };
  /** When the same person (and key) may enter again. */
  reentry:
    | { kind: 'once' }
    | { kind: 'after-exit' }
    | { kind: 'after-days'; days: number }
    | { kind: 'always' }
    | { kind: 'restart' };
  /** Events that end a run at once, wherever it waits. */
  exits: JourneyExit[];
  /** Who may enter: judged on the person and the event at the moment of entry. */
  entryFilter?: RuleGroup;
  /** What the journey is for; people who reach it within `withinDays` are counted, also after they left. */
  goal?: JourneyGoal;
  /** What its texts are for, unless a step says otherwise. */
  purpose?: Purpose;
  /** When texts compete for a person's attention, the higher goes first; normal if absent. */
  priority?: 'low' | 'normal' | 'high';
  /** Nobody enters before or from this instant on: ISO 8601 with an offset. */
  startsAt?: string;
  endsAt?: string;
  [unknown: string]: unknown;
}

export interface JourneyGoal {
  event: string;
  where?: RuleGroup;
  withinDays: number;
  /** Days count from the entry; or from the first text, and whoever got none is not counted. */
  since?: 'first-text';
  /** Whether reaching it ends the run at once. */
  endsRun: boolean;
}

export interface JourneyExit {
  id: string;
  event: string;
  where?: RuleGroup;
  /** Where purchases are told apart: that of another purchase of the same person counts, too, if it happened since the entry. */
  of?: 'person';
  /** What the run records: `ordered`, `cart emptied`. */
  outcome: string;
}
