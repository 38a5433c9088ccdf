import type { RuleGroup } from '@signalbox/nodes/kernel';

/** A segment's rule as it is kept: what says who belongs. Older shapes are read through `readRule`. */
export interface SegmentRule {
  version: 2;
  root: ConditionGroup;
}

/** All of the conditions, any of them, or none of them; groups nest. An empty group asks for nothing. */
export interface ConditionGroup {
  kind: 'group';
  match: 'all' | 'any' | 'none';
  conditions: Condition[];
}

export type Condition =
  | ConditionGroup
  | FieldCondition
  | AttributeCondition
  | TagCondition
  | ConsentCondition
  | EventCondition
  | EventTimeCondition
  | MessageCondition
  | JourneyCondition
  | InSegmentCondition;

export type ConditionKind = Condition['kind'];

/** One of the columns of a person, see `fields.ts`. */
export interface FieldCondition {
  kind: 'field';
  field: string;
  /** ISO 4217; for fields of the type `money`, whose test compares whole units. */
  currency?: string;
  test: ValueTest;
}

/** What a shop says about its people; `path` is dotted. */
export interface AttributeCondition {
  kind: 'attribute';
  path: string;
  test: ValueTest;
}

export interface TagCondition {
  kind: 'tag';
  op: 'has' | 'has-not';
  tag: string;
}

/** `stopped`: the number is in the STOP ledger, which comes before any consent. `none`: nothing was ever said. */
export interface ConsentCondition {
  kind: 'consent';
  op: 'is' | 'is-not';
  purpose: string;
  state: 'granted' | 'denied' | 'none' | 'stopped';
}

/** How often something happened: “did not” is exactly 0. All of `where` must hold for one and the same event. */
export interface EventCondition {
  kind: 'event';
  event: string;
  times: Times;
  where: PropertyTest[];
  when: Window;
}

/** When something happened for the first or the last time; nobody's whom it never happened to. */
export interface EventTimeCondition {
  kind: 'event-time';
  event: string;
  which: 'first' | 'last';
  where: PropertyTest[];
  test: DateTest;
}

/** `texted`: handed to the carrier. `not-sent`: deliberately not, with a reason. */
export interface MessageCondition {
  kind: 'message';
  what: 'texted' | 'delivered' | 'failed' | 'not-sent';
  /** Of any journey if absent. */
  journey?: string;
  /** The code of a reason; any if absent. Only for `not-sent`. */
  reason?: string;
  times: Times;
  when: Window;
}

export interface JourneyCondition {
  kind: 'journey';
  what: 'is-in' | 'is-not-in' | 'entered' | 'never-entered' | 'reached-goal';
  journey: string;
  /** Of entering, or of reaching the goal; not looked at for `is-in` and `is-not-in`. */
  when: Window;
}

export interface InSegmentCondition {
  kind: 'segment';
  op: 'in' | 'not-in';
  segment: string;
}

export interface Times {
  op: 'at-least' | 'at-most' | 'exactly';
  count: number;
}

/** A property of an event. `path` is dotted; a part that is `*` means any item of a list (`products.*.category`). */
export interface PropertyTest {
  path: string;
  test: ValueTest;
}

export type Unit = 'minutes' | 'hours' | 'days' | 'weeks';

/** `between` is from the beginning of `from` until before `to`; days are those of UTC. */
export type Window =
  | { kind: 'ever' }
  | { kind: 'last'; amount: number; unit: Unit }
  | { kind: 'between'; from?: string; to?: string };

export type ValueTest = TextTest | NumberTest | BooleanTest | DateTest | ListTest;
export type ValueType = ValueTest['type'];

/** Case doesn't count. What is not known is not anything: `is-not`, `not-contains` and `none-of` hold. */
export interface TextTest {
  type: 'text';
  op:
    | 'is'
    | 'is-not'
    | 'contains'
    | 'not-contains'
    | 'starts-with'
    | 'one-of'
    | 'none-of'
    | 'known'
    | 'unknown';
  /** A list for `one-of` and `none-of`. */
  value?: string | string[];
}

/** Numbers that came as text are numbers. `between` includes both ends. */
export interface NumberTest {
  type: 'number';
  op: 'is' | 'is-not' | 'more-than' | 'at-least' | 'less-than' | 'at-most' | 'between' | 'known' | 'unknown';
  value?: number;
  to?: number;
}

export interface BooleanTest {
  type: 'boolean';
  op: 'is' | 'known' | 'unknown';
  value?: boolean;
}

/** `before` and `after` a day or an instant (`after` includes it); `in-last`, `over-ago` and `in-next` by now. */
export interface DateTest {
  type: 'date';
  op: 'before' | 'after' | 'between' | 'in-last' | 'over-ago' | 'in-next' | 'known' | 'unknown';
  value?: string;
  to?: string;
  amount?: number;
  unit?: Unit;
}

/** A single value counts as a list of one. */
export interface ListTest {
  type: 'list';
  op: 'has' | 'has-not' | 'known' | 'unknown';
  value?: string;
}

const UNIT_MS: Record<Unit, number> = {
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
  weeks: 7 * 86_400_000,
};

export const spanMs = ({ amount = 0, unit = 'days' }: { amount?: number; unit?: Unit }): number =>
  amount * UNIT_MS[unit];

/** A day is its beginning in UTC; `NaN` if it is none. */
export const instantMs = (text: string): number =>
  Date.parse(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text);

export const NOBODY_YET: SegmentRule = { version: 2, root: { kind: 'group', match: 'all', conditions: [] } };

/** What was kept before version 2: comparisons over the person. */
export type FormerRule = RuleGroup;
