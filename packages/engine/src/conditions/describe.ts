import { isRuleGroup, type Rule, type RuleGroup } from '@signalbox/nodes/kernel';

/** How each operator reads between its subject and its value. */
export const operatorWords: Record<Rule['op'], string> = {
  equals: 'is',
  'not-equals': 'is not',
  'greater-than': 'is more than',
  'at-least': 'is at least',
  'less-than': 'is less than',
  'at-most': 'is at most',
  contains: 'contains',
  'not-contains': "doesn't contain",
  'starts-with': 'starts with',
  'one-of': 'is one of',
  exists: 'is set',
  'not-exists': 'is not set',
};

/** A rule group in plain words: `total is at least 200 and country is DK`. */
export function describeGroup(group: RuleGroup | null | undefined): string {
  if (!group || group.rules.length === 0) return 'always';
  const inWords = (item: Rule | RuleGroup) =>
    isRuleGroup(item) ? `(${describeGroup(item)})` : describeRule(item);
  if (group.match === 'none') return `neither ${group.rules.map(inWords).join(' nor ')}`;
  return group.rules.map(inWords).join(group.match === 'any' ? ' or ' : ' and ');
}

export function describeRule(rule: Rule): string {
  if (rule.source === 'segment')
    return `${rule.op === 'not-exists' ? 'not ' : ''}in the segment ${rule.path}`;
  const subject = rule.path.replaceAll('_', ' ').replaceAll('.', ' › ');
  const value = Array.isArray(rule.value) ? rule.value.join(', ') : rule.value;
  const object =
    rule.op === 'exists' || rule.op === 'not-exists' || value === undefined ? '' : ` ${String(value)}`;
  return `${subject} ${operatorWords[rule.op] ?? rule.op}${object}`;
}
