import { isRuleGroup, type Rule, type RuleGroup } from '@signalbox/nodes/kernel';
import { fieldOf } from '../segments/fields.js';

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

/**
 * A rule group in plain words: `total is at least 200 and country is DK`.
 * @param segmentName says a segment, which a rule knows by its id
 */
export function describeGroup(
  group: RuleGroup | null | undefined,
  segmentName: (id: string) => string = (id) => id,
): string {
  if (!group || group.rules.length === 0) return 'always';
  const inWords = (item: Rule | RuleGroup) =>
    isRuleGroup(item) ? `(${describeGroup(item, segmentName)})` : describeRule(item, segmentName);
  if (group.match === 'none') return `neither ${group.rules.map(inWords).join(' nor ')}`;
  return group.rules.map(inWords).join(group.match === 'any' ? ' or ' : ' and ');
}

/** What a rule asks about, as a segment's sentence calls it: `usual days between orders`, `shipping › country`. */
export const subjectOfRule = ({ source, path }: Pick<Rule, 'source' | 'path'>): string =>
  (source === 'contact' ? fieldOf(path)?.label : undefined) ?? pathInWords(path);

const pathInWords = (path: string) => path.replaceAll('_', ' ').replaceAll('.', ' › ');

function describeRule({ source, path, op, value }: Rule, segmentName: (id: string) => string): string {
  if (source === 'segment') return `${op === 'not-exists' ? 'not ' : ''}in the segment ${segmentName(path)}`;
  const said = pathInWords(path);
  if (said.startsWith('has ') && op === 'equals' && typeof value === 'boolean')
    return value ? said : said.replace('has ', 'has no ');
  const subject = subjectOfRule({ source, path });
  const object =
    op === 'exists' || op === 'not-exists' || value === undefined
      ? ''
      : ` ${Array.isArray(value) ? value.join(', ') : String(value)}`;
  return `${subject} ${operatorWords[op] ?? op}${object}`;
}
