import { useQuery } from '@tanstack/react-query';
import type { SummaryWords } from '@signalbox/engine/graph';
import { isRuleGroup, type Rule, type RuleGroup } from '@signalbox/nodes/kernel';
import { describeGroup, subjectOfRule } from '@signalbox/engine/graph';
import { useMemo } from 'react';
import { segmentsQuery } from '../api/queries.js';
import { DURATION_UNITS } from '../format/duration.js';
import { formatAtMost } from '../format/number.js';
import { clockInWords, dayInWords, instantInWords } from '../format/time.js';
import { WEEKDAY_NAMES } from '../format/weekdays.js';
import { OPERATORS } from '../inspector/rule-words.js';
import { fieldLabel } from '../ui/LiquidText.js';
import { language } from './i18n.js';
import { said } from './said.js';
import { t } from './t.js';

/** How the values in a step's sentence are said; segments by their names. */
export function useSummaryWords(): SummaryWords {
  const { data: segments } = useQuery(segmentsQuery);
  return useMemo(() => {
    const segmentName = (id: string) => {
      const name = segments?.find((segment) => segment.id === id)?.name;
      return name === undefined ? '…' : t('“{name}”', { name });
    };
    return {
      duration: durationWords,
      rules: (group) => rulesWords(group, segmentName),
      day: dayInWords,
      clock: clockInWords,
      moment: momentWords,
      shift: shiftWords,
      weekdays: (days) => days.map((day) => WEEKDAY_NAMES[day] ?? day).join(', '),
      percent: (percent) => `${formatAtMost(percent, 2)}\u202f%`,
    };
  }, [segments]);
}

/** `{{ event.sale_ends_at }}` as the field that it is. */
const momentWords = (moment: string): string =>
  instantInWords(moment) ??
  moment.replaceAll(/\{\{(.*?)\}\}/g, (_whole, expression: string) => fieldLabel(expression));

const shiftWords = (ms: number): string =>
  ms < 0
    ? t('{duration} before', { duration: durationWords(-ms) })
    : t('{duration} after', { duration: durationWords(ms) });

type SegmentName = (id: string) => string;

/** `1 hour 30 minutes`: at most two units. */
function durationWords(ms: number): string {
  let rest = Math.max(0, Math.round(ms / 1_000) * 1_000);
  const words: string[] = [];
  for (const unit of DURATION_UNITS) {
    if (unit.name === 'weeks') continue;
    const count = Math.floor(rest / unit.ms);
    if (count > 0) words.push(unit.said(count));
    rest -= count * unit.ms;
    if (words.length === 2) break;
  }
  return words.join(' ') || t('{count, plural, one {# second} other {# seconds}}', { count: 0 });
}

function rulesWords(group: RuleGroup, segmentName: SegmentName): string {
  if (language === 'en') return describeGroup(group, segmentName);
  if (!group || group.rules.length === 0) return t('always');
  const items = group.rules.map((item) =>
    isRuleGroup(item) ? `(${rulesWords(item, segmentName)})` : ruleWords(item, segmentName),
  );
  if (group.match === 'none') return t('neither {items}', { items: items.join(t(' nor ')) });
  return items.join(group.match === 'any' ? t(' or ') : t(' and '));
}

function ruleWords({ source, path, op, value }: Rule, segmentName: SegmentName): string {
  if (source === 'segment')
    return op === 'not-exists'
      ? t('not in the segment {segment}', { segment: segmentName(path) })
      : t('in the segment {segment}', { segment: segmentName(path) });
  const subject = said(subjectOfRule({ source, path }));
  if (typeof value === 'boolean' && (op === 'equals' || op === 'not-equals'))
    return `${subject}: ${(op === 'equals') === value ? t('yes') : t('no')}`;
  const how = OPERATORS.find((operator) => operator.value === op)?.label ?? op;
  if (op === 'exists' || op === 'not-exists' || value === undefined) return `${subject} ${how}`;
  return `${subject} ${how} ${Array.isArray(value) ? value.join(', ') : String(value)}`;
}
