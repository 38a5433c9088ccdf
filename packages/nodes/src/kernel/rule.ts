/**
 * One comparison over data that is at hand where it is evaluated.
 * `source` says whose data: the person (`contact`), the event that is looked at (`event`), what the run has learnt so
 * far (`run`), the segments that the person is in (`segment`, its id the path, `exists` or `not-exists`), or the live
 * product that the entry event is about (`product`). `path` is dotted (`total`, `items.0.title`).
 */
export interface Rule {
  source: 'contact' | 'event' | 'run' | 'segment' | 'product';
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

/** A group of rules: all of them, any of them, or none of them. An item may be a group itself. */
export interface RuleGroup {
  match: 'all' | 'any' | 'none';
  rules: (Rule | RuleGroup)[];
}

export const isRuleGroup = (item: Rule | RuleGroup): item is RuleGroup => 'rules' in item;
