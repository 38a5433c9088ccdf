/** Conditions of segments that more than one template asks for. */
const group = (match: 'all' | 'any' | 'none', conditions: object[]) => ({ kind: 'group', match, conditions });

export const rule = (match: 'all' | 'any', ...conditions: object[]) => ({
  version: 2 as const,
  root: group(match, conditions),
});

export const anyOf = (...conditions: object[]) => group('any', conditions);
export const allOf = (...conditions: object[]) => group('all', conditions);
export const noneOf = (...conditions: object[]) => group('none', conditions);

/** On whom win-back let go; what heeds it when texts leave is `SUNSET_TAG` of `sms/policy`. */
export const SUNSET = 'sunset';

/** Agreed to marketing, and said no STOP. */
export const AGREED: object[] = [
  { kind: 'consent', op: 'is', purpose: 'marketing', state: 'granted' },
  { kind: 'consent', op: 'is-not', purpose: 'marketing', state: 'stopped' },
];

/** Agreed, and is not tired of us. */
export const REACHABLE: object[] = [...AGREED, { kind: 'tag', op: 'has-not', tag: SUNSET }];

export const ordersAtLeast = (value: number) => ({
  kind: 'field',
  field: 'order_count',
  test: { type: 'number', op: 'at-least', value },
});

/** So often within so many days. */
export const orderedInLast = (count: number, days: number) => ({
  ...didInLast('Order Completed', days),
  times: { op: 'at-least', count },
});

export const inTier = (tiers: string[]) => ({
  kind: 'field',
  field: 'tier',
  test: { type: 'text', op: 'one-of', value: tiers },
});

export const spentAtLeast = (value: number, currency: string) => ({
  kind: 'field',
  field: 'total_spent',
  currency,
  test: { type: 'number', op: 'at-least', value },
});

export const lastOrder = (op: 'in-last' | 'over-ago', amount: number, unit: 'hours' | 'days' = 'days') => ({
  kind: 'field',
  field: 'last_order_at',
  test: { type: 'date', op, amount, unit },
});

export const didInLast = (event: string, amount: number) => ({
  kind: 'event',
  event,
  times: { op: 'at-least', count: 1 },
  where: [],
  when: { kind: 'last', amount, unit: 'days' },
});

/** `once or more`, `3 times or more` */
export const timesOrMore = (count: number): string => `${count === 1 ? 'once' : `${count} times`} or more`;

/** @param isAll nobody more could be chosen */
export const nobodyToText = (isAll: boolean): string =>
  isAll
    ? 'There is nobody here yet whom we may text: published as it is, it texts nobody. Let in your people and their consents first.'
    : 'Nobody is among these today: published as it is, it texts nobody. Choose more people, or let in yours and their consents first.';
