import type { Rule, RuleOperator } from '@signalbox/nodes/kernel';
import { t } from '../language/t.js';

/** Comparisons as people say them. */
export const OPERATORS: { value: RuleOperator; label: string }[] = [
  { value: 'equals', label: t('is') },
  { value: 'not-equals', label: t('is not') },
  { value: 'at-least', label: t('is at least') },
  { value: 'greater-than', label: t('is more than') },
  { value: 'at-most', label: t('is at most') },
  { value: 'less-than', label: t('is less than') },
  { value: 'contains', label: t('contains') },
  { value: 'not-contains', label: t('does not contain') },
  { value: 'starts-with', label: t('starts with') },
  { value: 'one-of', label: t('is one of') },
  { value: 'exists', label: t('is known') },
  { value: 'not-exists', label: t('is not known') },
];

export const needsValue = (op: RuleOperator): boolean => op !== 'exists' && op !== 'not-exists';

const COMPARES_NUMBERS: RuleOperator[] = ['at-least', 'greater-than', 'at-most', 'less-than'];

const asNumber = (text: string): number | null =>
  /^-?\d+(\.\d+)?$/.test(text.trim()) && Number.isSafeInteger(Math.trunc(Number(text))) ? Number(text) : null;

/** A rule's value as text to edit. */
export function readValue(rule: Rule): string {
  const { value } = rule;
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** Puts a typed text into a rule, as the kind of value that its comparison works on. */
export function writeValue(rule: Rule, text: string): Rule {
  const { value: _former, ...rest } = rule;
  if (!needsValue(rule.op)) return rest;
  if (rule.op === 'one-of') {
    // A comma at the end is somebody about to write the next one.
    return { ...rest, value: text.split(',').map((part) => part.replace(/^\s+/, '')) };
  }
  const number = COMPARES_NUMBERS.includes(rule.op) ? asNumber(text) : null;
  // `1.` and `1.50` must stay as typed, or one could never type `1.5`.
  if (number !== null && String(number) === text) return { ...rest, value: number };
  if (rule.op === 'equals' || rule.op === 'not-equals') {
    if (text === 'true' || text === 'false') return { ...rest, value: text === 'true' };
  }
  return { ...rest, value: text };
}
