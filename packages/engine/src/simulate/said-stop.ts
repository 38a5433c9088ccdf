import type { Plan } from '../graph/plan.js';

/** Somebody's wish not to be texted: for one purpose, or for all marketing. */
export interface SaidStop {
  /** Unix milliseconds. */
  atMs: number;
  purpose?: string;
}

/**
 * Whether it ends a run of this plan: one that sends nothing else, and nothing that a person must know. The store's
 * `endMarketingRuns` asks the same of live runs, in SQL.
 */
export function endsAt({ nodes }: Plan, { purpose: stopped }: SaidStop): boolean {
  const purposes = Object.values(nodes).flatMap(({ config: { purpose } }) => (purpose ? [purpose] : []));
  const isGone = (purpose: unknown) =>
    purpose !== 'transactional' &&
    purpose !== 'opt-in-confirmation' &&
    (stopped === undefined || purpose === stopped);
  return purposes.length > 0 && purposes.every(isGone);
}
