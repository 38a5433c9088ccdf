import { isRuleGroup, type Rule, type RuleGroup } from '@signalbox/nodes/kernel';
import { fieldOf } from './fields.js';
import type { Condition, ConditionGroup, DateTest, SegmentRule, ValueTest } from './rule.js';

/** A stored rule in today's shape, whichever it was written in. */
export function readRule(stored: unknown): SegmentRule {
  const rule = stored as Partial<SegmentRule> & Partial<RuleGroup>;
  if (rule.version === 2 || !isWhole(rule)) return rule as SegmentRule;
  return { version: 2, root: groupOf(rule as RuleGroup) };
}

/** What was never a rule of ours stays as it is, for `checkRule` to say so. */
const isWhole = (item: unknown): boolean => {
  if (typeof item !== 'object' || item === null) return false;
  const { rules, path } = item as { rules?: unknown; path?: unknown };
  return Array.isArray(rules) ? rules.every(isWhole) : typeof path === 'string';
};

const groupOf = ({ match, rules }: RuleGroup): ConditionGroup => ({
  kind: 'group',
  match: match ?? 'all',
  conditions: (rules ?? []).map((item) => (isRuleGroup(item) ? groupOf(item) : conditionOf(item))),
});

function conditionOf(rule: Rule): Condition {
  if (rule.source === 'segment')
    return { kind: 'segment', op: rule.op === 'not-exists' ? 'not-in' : 'in', segment: rule.path };
  if (rule.path === 'tags' && (rule.op === 'contains' || rule.op === 'not-contains'))
    return { kind: 'tag', op: rule.op === 'contains' ? 'has' : 'has-not', tag: String(rule.value) };
  const [name, currency] = rule.path.split('.');
  const field = fieldOf(name!);
  if (field?.type === 'money') {
    const test = testOf(rule, 'number');
    // Rules used to compare the stored minor units.
    const whole =
      test.type === 'number' && test.value !== undefined ? { ...test, value: test.value / 100 } : test;
    return { kind: 'field', field: field.name, currency: currency ?? '', test: whole };
  }
  if (field) return { kind: 'field', field: field.name, test: testOf(rule, field.type) };
  return { kind: 'attribute', path: rule.path, test: testOf(rule, null) };
}

const NUMBER_OPS: Partial<Record<Rule['op'], 'more-than' | 'at-least' | 'less-than' | 'at-most'>> = {
  'greater-than': 'more-than',
  'at-least': 'at-least',
  'less-than': 'less-than',
  'at-most': 'at-most',
};

/** @param type that of the field; `null` for what only the value can tell */
function testOf({ op, value }: Rule, type: ValueTest['type'] | null): ValueTest {
  const is = type ?? typeByValue(value);
  if (op === 'exists' || op === 'not-exists')
    return { type: is, op: op === 'exists' ? 'known' : 'unknown' } as ValueTest;
  const compared = NUMBER_OPS[op];
  if (compared) {
    const text = String(value);
    if (is === 'date' || (type === null && /^\d{4}-\d\d-\d\d/.test(text)))
      return {
        type: 'date',
        op: compared.startsWith('less') || compared === 'at-most' ? 'before' : 'after',
        value: text,
      } as DateTest;
    return { type: 'number', op: compared, value: Number(value) };
  }
  if (is === 'number' && (op === 'equals' || op === 'not-equals'))
    return { type: 'number', op: op === 'equals' ? 'is' : 'is-not', value: Number(value) };
  if (is === 'boolean' && (op === 'equals' || op === 'not-equals'))
    return { type: 'boolean', op: 'is', value: (value === true) === (op === 'equals') };
  if (op === 'one-of')
    return { type: 'text', op: 'one-of', value: (Array.isArray(value) ? value : [value]).map(String) };
  const words = {
    equals: 'is',
    'not-equals': 'is-not',
    'not-contains': 'not-contains',
    'starts-with': 'starts-with',
  };
  return {
    type: 'text',
    op: (words as Record<string, string>)[op] ?? 'contains',
    value: String(value ?? ''),
  } as ValueTest;
}

const typeByValue = (value: Rule['value']): ValueTest['type'] =>
  typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text';
