import type { RuleGroup } from '@signalbox/nodes/kernel';

export type NodeId = string;
export type PortName = string;

/** The JSON that the canvas saves: React Flow's own shape. Unknown fields are kept. */
export interface JourneyGraph {
  schemaVersion: 1;
  nodes: GraphNode[];
  edges: GraphEdge[];
  settings: JourneySettings;
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
  [unknown: string]: unknown;
}

export interface JourneyExit {
  id: string;
  event: string;
  where?: RuleGroup;
  /** What the run records: `ordered`, `cart emptied`. */
  outcome: string;
}
