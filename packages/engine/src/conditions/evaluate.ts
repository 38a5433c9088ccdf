import { isRuleGroup, type Rule, type RuleGroup } from '@signalbox/nodes/kernel';
import { readPath } from './read-path.js';

/**
 * What rules look at. `event` is the properties of the event; `run` the run's variables; `segment` the ids of the
 * person's segments, each `true`; `product` the live product that the entry event is about.
 */
export interface Facts {
  contact?: unknown;
  event?: unknown;
  run?: unknown;
  segment?: unknown;
  product?: unknown;
}

/** An empty group holds: it asks for nothing. */
export function evaluateGroup(group: RuleGroup | null | undefined, facts: Facts): boolean {
  if (!group || group.rules.length === 0) return true;
  const holds = (item: Rule | RuleGroup) =>
    isRuleGroup(item) ? evaluateGroup(item, facts) : evaluateRule(item, facts);
  if (group.match === 'none') return !group.rules.some(holds);
  return group.match === 'any' ? group.rules.some(holds) : group.rules.every(holds);
}

/** A missing value holds only for `not-exists`, `not-equals` and `not-contains`. */
export function evaluateRule(rule: Rule, facts: Facts): boolean {
  const actual = readPath(facts[rule.source], rule.path);
  const missing = actual === undefined || actual === null || actual === '';
  switch (rule.op) {
    case 'exists':
      return !missing;
    case 'not-exists':
      return missing;
    case 'equals':
      return !missing && same(actual, rule.value);
    case 'not-equals':
      return missing || !same(actual, rule.value);
    case 'one-of':
      return !missing && Array.isArray(rule.value) && rule.value.some((value) => same(actual, value));
    case 'contains':
      return !missing && contains(actual, rule.value);
    case 'not-contains':
      return missing || !contains(actual, rule.value);
    case 'starts-with':
      return !missing && fold(actual).startsWith(fold(rule.value));
    default: {
      if (missing) return false;
      const order = compare(actual, rule.value);
      if (Number.isNaN(order)) return false;
      if (rule.op === 'greater-than') return order > 0;
      if (rule.op === 'at-least') return order >= 0;
      if (rule.op === 'less-than') return order < 0;
      return order <= 0;
    }
  }
}

/** Shops send numbers as text (`"200.00"`), so what reads as a number on both sides is compared as one. */
function compare(left: unknown, right: unknown): number {
  const [a, b] = [toNumber(left), toNumber(right)];
  if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b;
  const [from, to] = [toInstant(left), toInstant(right)];
  return from - to;
}

function same(left: unknown, right: unknown): boolean {
  const [a, b] = [toNumber(left), toNumber(right)];
  if (!Number.isNaN(a) && !Number.isNaN(b)) return a === b;
  return fold(left) === fold(right);
}

function contains(whole: unknown, part: unknown): boolean {
  if (Array.isArray(whole)) return whole.some((item) => same(item, part));
  return fold(whole).includes(fold(part));
}

const fold = (value: unknown) =>
  (typeof value === 'object' ? JSON.stringify(value) : String(value)).toLowerCase().trim();

function toNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : NaN;
}

/** Only ISO 8601: other forms read differently from machine to machine. */
const toInstant = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : NaN;
