import type { RunContext } from './define-node.js';
import type { EffectGenerator } from './effects.js';

/** A node's `run`, whatever its configuration. */
export type Runner = (context: RunContext<never>) => EffectGenerator<string>;

/** By `type@version`. */
export type Runners = Record<string, Runner>;
