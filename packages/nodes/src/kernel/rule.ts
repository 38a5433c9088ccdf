/**
 * One comparison over data that is at hand where it is evaluated.
 * `source` says whose data: the person (`contact`), the event that is looked at (`event`), or what the run has
 * learnt so far (`run`). `path` is dotted (`properties` is implied for events: `total`, `items.0.title`).
 */
export interface Rule {
  source: 'contact' | 'event' | 'run';
  path: string;
  op: RuleOperator;
  /** Absent for `exists` and `not-exists`; an array for `one-of`. */
  value?: string | number | boolean | null | (string | number)[];
}

export type RuleOperator =
  | 'equals'
  | 'not-equals'
  | 'greater-than'
  | 'at-least'
  | 'less-than'
  | 'at-most'
  | 'contains'
  | 'not-contains'
  | 'starts-with'
  | 'one-of'
  | 'exists'
  | 'not-exists';

/** A group of rules: all of them, or any of them. */
export interface RuleGroup {
  match: 'all' | 'any';
  rules: Rule[];
}
