import type { ConsentCondition, MessageCondition, Times, Unit } from './rule.js';

/** A rule's sentence, piece by piece; another language is another object of this shape. */
export interface Words {
  locale: string;
  and: string;
  or: string;
  noneOf(inner: string): string;
  everybody: string;
  /** What is known of everybody, by its label. */
  field(label: string): string;
  quoted(text: string): string;
  list(items: string[]): string;
  /** Those of a list that are not named. */
  more(count: number): string;
  span(amount: number, unit: Unit): string;
  test(subject: string, op: string, values: { value: string; to: string; span: string }): string;
  boolean(subject: string, value: boolean): string;
  where(tests: string[]): string;
  when: {
    last(span: string): string;
    between(from: string, to: string): string;
    since(day: string): string;
    before(day: string): string;
    ever: string;
  };
  event(name: string, times: Times, where: string, when: string): string;
  eventTime(name: string, which: 'first' | 'last', where: string): string;
  message(
    what: MessageCondition['what'],
    journey: string | null,
    reason: string | null,
    times: Times,
    when: string,
  ): string;
  journey: Record<
    'is-in' | 'is-not-in' | 'entered' | 'never-entered' | 'reached-goal',
    (name: string | null, when: string) => string
  >;
  /** @param name `null`: it was deleted, as with a journey */
  segment(op: 'in' | 'not-in', name: string | null): string;
  tag(op: 'has' | 'has-not', tag: string): string;
  consent(purpose: string, op: ConsentCondition['op'], state: ConsentCondition['state']): string;
  /** In place of a journey's name. */
  goneJourney: string;
}

const UNITS: Record<Unit, [string, string]> = {
  minutes: ['minute', 'minutes'],
  hours: ['hour', 'hours'],
  days: ['day', 'days'],
  weeks: ['week', 'weeks'],
};

const TESTS: Record<
  string,
  (subject: string, values: { value: string; to: string; span: string }) => string
> = {
  is: (subject, { value }) => `${subject} is ${value}`,
  'is-not': (subject, { value }) => `${subject} is not ${value}`,
  contains: (subject, { value }) => `${subject} contains ${value}`,
  'not-contains': (subject, { value }) => `${subject} does not contain ${value}`,
  'starts-with': (subject, { value }) => `${subject} starts with ${value}`,
  'one-of': (subject, { value }) => `${subject} is ${value}`,
  'none-of': (subject, { value }) => `${subject} is not ${value}`,
  'more-than': (subject, { value }) => `${subject} is more than ${value}`,
  'at-least': (subject, { value }) => `${subject} is at least ${value}`,
  'less-than': (subject, { value }) => `${subject} is less than ${value}`,
  'at-most': (subject, { value }) => `${subject} is at most ${value}`,
  between: (subject, { value, to }) => `${subject} is between ${value} and ${to}`,
  before: (subject, { value }) => `${subject} is before ${value}`,
  after: (subject, { value }) => `${subject} is on or after ${value}`,
  'in-last': (subject, { span }) => `${subject} is in the last ${span}`,
  'over-ago': (subject, { span }) => `${subject} is more than ${span} ago`,
  'in-next': (subject, { span }) => `${subject} is in the next ${span}`,
  has: (subject, { value }) => `${subject} includes ${value}`,
  'has-not': (subject, { value }) => `${subject} does not include ${value}`,
  known: (subject) => `${subject} is known`,
  unknown: (subject) => `${subject} is not known`,
};

const often = ({ op, count }: Times) => {
  const times = count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
  return op === 'exactly' ? `exactly ${times}` : op === 'at-most' ? `at most ${times}` : `at least ${times}`;
};

const TEXTS = {
  texted: ['was sent a text', 'was not sent a text'],
  delivered: ['received a text', 'did not receive a text'],
  failed: ['had a text fail', 'had no text fail'],
  'not-sent': ['had a text held back', 'had no text held back'],
} as const;

const isNever = ({ op, count }: Times) => count === 0 && op !== 'at-least';
const isOnce = ({ op, count }: Times) => count === 1 && op === 'at-least';
const join = (...parts: (string | null)[]) => parts.filter(Boolean).join(' ');

const GONE_JOURNEY = 'a journey that was deleted';
const theJourney = (name: string | null) => (name === null ? GONE_JOURNEY : `the journey ${name}`);

export const ENGLISH: Words = {
  locale: 'en',
  and: ' and ',
  or: ' or ',
  noneOf: (inner) => `not (${inner})`,
  everybody: 'everybody',
  field: (label) => label,
  quoted: (text) => `“${text}”`,
  list: (items) =>
    items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`,
  more: (count) => `${count.toLocaleString('en')} more`,
  span: (amount, unit) => `${amount} ${UNITS[unit][amount === 1 ? 0 : 1]}`,
  test: (subject, op, values) => TESTS[op]?.(subject, values) ?? subject,
  boolean: (subject, value) => `${subject} is ${value ? 'yes' : 'no'}`,
  where: (tests) => `with ${tests.join(' and ')}`,
  when: {
    last: (span) => `in the last ${span}`,
    between: (from, to) => `from ${from} until ${to}`,
    since: (day) => `since ${day}`,
    before: (day) => `before ${day}`,
    ever: 'ever',
  },
  event: (name, times, where, when) =>
    isNever(times)
      ? join('did not do', name, where, when || 'ever')
      : join('did', name, isOnce(times) ? null : often(times), where, when),
  eventTime: (name, which, where) => join(`the ${which} time of`, name, where),
  message: (what, journey, reason, times, when) =>
    join(
      TEXTS[what][isNever(times) ? 1 : 0],
      journey && `of ${journey}`,
      reason && `because of ${reason}`,
      isNever(times) || isOnce(times) ? null : often(times),
      when,
    ),
  journey: {
    'is-in': (name) => `is in ${theJourney(name)}`,
    'is-not-in': (name) => `is not in ${theJourney(name)}`,
    entered: (name, when) => join('entered', theJourney(name), when),
    'never-entered': (name, when) => join(when ? 'did not enter' : 'never entered', theJourney(name), when),
    'reached-goal': (name, when) => join('reached the goal of', name ?? GONE_JOURNEY, when),
  },
  segment: (op, name) =>
    `is ${op === 'in' ? '' : 'not '}in ${name === null ? 'a segment that was deleted' : `the segment ${name}`}`,
  tag: (op, tag) => (op === 'has' ? `has the tag ${tag}` : `does not have the tag ${tag}`),
  consent: (purpose, op, state) => {
    const not = op === 'is-not';
    if (state === 'stopped') return not ? 'has not replied STOP' : 'has replied STOP';
    if (state === 'none')
      return not ? `was asked about ${purpose} texts` : `was never asked about ${purpose} texts`;
    return `${not ? 'has not ' : 'has '}${state === 'granted' ? 'agreed to' : 'refused'} ${purpose} texts`;
  },
  goneJourney: GONE_JOURNEY,
};
