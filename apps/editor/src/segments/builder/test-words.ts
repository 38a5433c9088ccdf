import type { Unit, ValueTest, ValueType } from '@signalbox/engine/segments';
import { t } from '../../language/t.js';

/** The comparisons of each kind of value, as people say them. */
export const TEST_OPS: Record<ValueType, { value: string; label: string }[]> = {
  text: [
    { value: 'is', label: t('is') },
    { value: 'is-not', label: t('is not') },
    { value: 'one-of', label: t('is one of') },
    { value: 'none-of', label: t('is none of') },
    { value: 'contains', label: t('contains') },
    { value: 'not-contains', label: t('does not contain') },
    { value: 'starts-with', label: t('starts with') },
    { value: 'known', label: t('is known') },
    { value: 'unknown', label: t('is not known') },
  ],
  number: [
    { value: 'at-least', label: t('is at least') },
    { value: 'more-than', label: t('is more than') },
    { value: 'at-most', label: t('is at most') },
    { value: 'less-than', label: t('is less than') },
    { value: 'is', label: t('is') },
    { value: 'is-not', label: t('is not') },
    { value: 'between', label: t('is between') },
    { value: 'known', label: t('is known') },
    { value: 'unknown', label: t('is not known') },
  ],
  boolean: [
    { value: 'is', label: t('is') },
    { value: 'known', label: t('is known') },
    { value: 'unknown', label: t('is not known') },
  ],
  date: [
    { value: 'in-last', label: t('is in the last') },
    { value: 'over-ago', label: t('is longer ago than') },
    { value: 'in-next', label: t('is in the next') },
    { value: 'before', label: t('is before') },
    { value: 'after', label: t('is on or after') },
    { value: 'between', label: t('is between') },
    { value: 'known', label: t('is known') },
    { value: 'unknown', label: t('is not known') },
  ],
  list: [
    { value: 'has', label: t('includes') },
    { value: 'has-not', label: t('does not include') },
    { value: 'known', label: t('is not empty') },
    { value: 'unknown', label: t('is empty') },
  ],
};

export const TYPES: { value: ValueType; label: string }[] = [
  { value: 'text', label: t('text') },
  { value: 'number', label: t('number') },
  { value: 'boolean', label: t('yes or no') },
  { value: 'date', label: t('date') },
  { value: 'list', label: t('list') },
];

export const UNITS: { value: Unit; label: string }[] = [
  { value: 'minutes', label: t('minutes') },
  { value: 'hours', label: t('hours') },
  { value: 'days', label: t('days') },
  { value: 'weeks', label: t('weeks') },
];

/** Another comparison of the same kind of value; what was typed stays where it still fits. */
export function withOp(test: ValueTest, op: string): ValueTest {
  const { value, to, amount, unit } = test as {
    value?: unknown;
    to?: unknown;
    amount?: number;
    unit?: Unit;
  };
  if (op === 'known' || op === 'unknown') return { type: test.type, op } as ValueTest;
  if (test.type === 'date') {
    if (op === 'in-last' || op === 'over-ago' || op === 'in-next')
      return { type: 'date', op, amount: amount ?? 30, unit: unit ?? 'days' };
    return {
      type: 'date',
      op,
      value: value ?? '',
      ...(op === 'between' ? { to: to ?? '' } : {}),
    } as ValueTest;
  }
  if (test.type === 'text') {
    const isMany = op === 'one-of' || op === 'none-of';
    const many = Array.isArray(value) ? value : value ? [value] : [];
    return { type: 'text', op, value: isMany ? many : (many[0] ?? '') } as ValueTest;
  }
  if (test.type === 'boolean') return { type: 'boolean', op: 'is', value: value !== false };
  return { type: test.type, op, value, ...(op === 'between' ? { to: to ?? value } : {}) } as ValueTest;
}
