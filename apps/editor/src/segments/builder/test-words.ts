import type { Unit, ValueTest, ValueType } from '@signalbox/engine/segments';

/** The comparisons of each kind of value, as people say them. */
export const TEST_OPS: Record<ValueType, { value: string; label: string }[]> = {
  text: [
    { value: 'is', label: 'is' },
    { value: 'is-not', label: 'is not' },
    { value: 'one-of', label: 'is one of' },
    { value: 'none-of', label: 'is none of' },
    { value: 'contains', label: 'contains' },
    { value: 'not-contains', label: 'does not contain' },
    { value: 'starts-with', label: 'starts with' },
    { value: 'known', label: 'is known' },
    { value: 'unknown', label: 'is not known' },
  ],
  number: [
    { value: 'at-least', label: 'is at least' },
    { value: 'more-than', label: 'is more than' },
    { value: 'at-most', label: 'is at most' },
    { value: 'less-than', label: 'is less than' },
    { value: 'is', label: 'is' },
    { value: 'is-not', label: 'is not' },
    { value: 'between', label: 'is between' },
    { value: 'known', label: 'is known' },
    { value: 'unknown', label: 'is not known' },
  ],
  boolean: [
    { value: 'is', label: 'is' },
    { value: 'known', label: 'is known' },
    { value: 'unknown', label: 'is not known' },
  ],
  date: [
    { value: 'in-last', label: 'is in the last' },
    { value: 'over-ago', label: 'is longer ago than' },
    { value: 'in-next', label: 'is in the next' },
    { value: 'before', label: 'is before' },
    { value: 'after', label: 'is on or after' },
    { value: 'between', label: 'is between' },
    { value: 'known', label: 'is known' },
    { value: 'unknown', label: 'is not known' },
  ],
  list: [
    { value: 'has', label: 'includes' },
    { value: 'has-not', label: 'does not include' },
    { value: 'known', label: 'is not empty' },
    { value: 'unknown', label: 'is empty' },
  ],
};

export const TYPES: { value: ValueType; label: string }[] = [
  { value: 'text', label: 'text' },
  { value: 'number', label: 'number' },
  { value: 'boolean', label: 'yes or no' },
  { value: 'date', label: 'date' },
  { value: 'list', label: 'list' },
];

export const UNITS: { value: Unit; label: string }[] = [
  { value: 'minutes', label: 'minutes' },
  { value: 'hours', label: 'hours' },
  { value: 'days', label: 'days' },
  { value: 'weeks', label: 'weeks' },
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
