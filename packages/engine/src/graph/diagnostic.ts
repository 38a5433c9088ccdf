import type { NodeId } from './journey-graph.js';

/** One thing that is wrong, or worth knowing, about a graph. */
export interface Diagnostic {
  /** Stable, kebab-case; listed in `docs/errors.md`. */
  code: string;
  severity: 'error' | 'warning';
  /** Absent if it is about the journey as a whole. */
  nodeId?: NodeId;
  /** Dotted path into the node's configuration, or into `settings`. */
  field?: string;
  /** What is wrong and what to do, for a marketer. */
  message: string;
}
