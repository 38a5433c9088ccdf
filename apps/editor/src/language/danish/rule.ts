import type { Words } from '@signalbox/engine/segments';
import { said } from '../said.js';

const UNITS = {
  minutes: ['minut', 'minutter'],
  hours: ['time', 'timer'],
  days: ['dag', 'dage'],
  weeks: ['uge', 'uger'],
} as const;

const TESTS: Record<string, (subject: string, of: { value: string; to: string; span: string }) => string> = {
  is: (subject, { value }) => `${subject} er ${value}`,
  'is-not': (subject, { value }) => `${subject} er ikke ${value}`,
  contains: (subject, { value }) => `${subject} indeholder ${value}`,
  'not-contains': (subject, { value }) => `${subject} indeholder ikke ${value}`,
  'starts-with': (subject, { value }) => `${subject} begynder med ${value}`,
  'one-of': (subject, { value }) => `${subject} er ${value}`,
  'none-of': (subject, { value }) => `${subject} er ikke ${value}`,
  'more-than': (subject, { value }) => `${subject} er mere end ${value}`,
  'at-least': (subject, { value }) => `${subject} er mindst ${value}`,
  'less-than': (subject, { value }) => `${subject} er mindre end ${value}`,
  'at-most': (subject, { value }) => `${subject} er højst ${value}`,
  between: (subject, { value, to }) => `${subject} er mellem ${value} og ${to}`,
  before: (subject, { value }) => `${subject} er før ${value}`,
  after: (subject, { value }) => `${subject} er den ${value} eller senere`,
  'in-last': (subject, { span }) => `${subject} er inden for de sidste ${span}`,
  'over-ago': (subject, { span }) => `${subject} er mere end ${span} siden`,
  'in-next': (subject, { span }) => `${subject} er inden for de næste ${span}`,
  has: (subject, { value }) => `${subject} omfatter ${value}`,
  'has-not': (subject, { value }) => `${subject} omfatter ikke ${value}`,
  known: (subject) => `${subject} er kendt`,
  unknown: (subject) => `${subject} er ikke kendt`,
};

const TEXTS = {
  texted: ['har fået sendt en sms', 'har ikke fået sendt en sms'],
  delivered: ['har modtaget en sms', 'har ikke modtaget en sms'],
  failed: ['har haft en mislykket sms', 'har ikke haft en mislykket sms'],
  'not-sent': ['har haft en sms, der blev holdt tilbage', 'har ingen sms haft, der blev holdt tilbage'],
} as const;

type Times = Parameters<Words['event']>[1];

const often = ({ op, count }: Times) =>
  `${op === 'exactly' ? 'præcis' : op === 'at-most' ? 'højst' : 'mindst'} ${count === 1 ? 'én gang' : `${count} gange`}`;
const isNever = ({ op, count }: Times) => count === 0 && op !== 'at-least';
const isOnce = ({ op, count }: Times) => count === 1 && op === 'at-least';
const join = (...parts: (string | null)[]) => parts.filter(Boolean).join(' ');

const GONE_JOURNEY = 'et forløb, der er slettet';
const theJourney = (name: string | null) => (name === null ? GONE_JOURNEY : `forløbet ${name}`);

/** A segment's rule as a Danish sentence. */
export const DANISH_RULE: Words = {
  locale: 'da-DK',
  and: ' og ',
  or: ' eller ',
  noneOf: (inner) => `ikke (${inner})`,
  everybody: 'alle',
  field: said,
  quoted: (text) => `”${text}”`,
  list: (items) =>
    items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} eller ${items.at(-1)}`,
  more: (count) => `${count.toLocaleString('da-DK')} andre`,
  span: (amount, unit) => `${amount} ${UNITS[unit][amount === 1 ? 0 : 1]}`,
  test: (subject, op, values) => TESTS[op]?.(subject, values) ?? subject,
  boolean: (subject, value) => `${subject} er ${value ? 'ja' : 'nej'}`,
  where: (tests) => `med ${tests.join(' og ')}`,
  when: {
    last: (span) => `i de sidste ${span}`,
    between: (from, to) => `fra ${from} til ${to}`,
    since: (day) => `siden ${day}`,
    before: (day) => `før ${day}`,
    ever: 'nogensinde',
  },
  event: (name, times, where, when) =>
    isNever(times)
      ? join('har ikke gjort', name, where, when || 'nogensinde')
      : join('har gjort', name, isOnce(times) ? null : often(times), where, when),
  eventTime: (name, which, where) =>
    join(which === 'first' ? 'første gang for' : 'sidste gang for', name, where),
  message: (what, journey, reason, times, when) =>
    join(
      TEXTS[what][isNever(times) ? 1 : 0],
      journey && `fra ${journey}`,
      reason && `på grund af ${reason}`,
      isNever(times) || isOnce(times) ? null : often(times),
      when,
    ),
  journey: {
    'is-in': (name) => `er i ${theJourney(name)}`,
    'is-not-in': (name) => `er ikke i ${theJourney(name)}`,
    entered: (name, when) => join('kom ind i', theJourney(name), when),
    'never-entered': (name, when) => join(when ? 'kom ikke' : 'kom aldrig', 'ind i', theJourney(name), when),
    'reached-goal': (name, when) => join('nåede målet i', name ?? GONE_JOURNEY, when),
  },
  segment: (op, name) =>
    `er ${op === 'in' ? '' : 'ikke '}i ${name === null ? 'et segment, der er slettet' : `segmentet ${name}`}`,
  tag: (op, tag) => (op === 'has' ? `har tagget ${tag}` : `har ikke tagget ${tag}`),
  consent: (purpose, op, state) => {
    const not = op === 'is-not';
    const what = `sms’er: ${said(purpose)}`;
    if (state === 'stopped') return not ? 'har ikke svaret STOP' : 'har svaret STOP';
    if (state === 'none') return not ? `er blevet spurgt om ${what}` : `er aldrig blevet spurgt om ${what}`;
    return `har ${not ? 'ikke ' : ''}sagt ${state === 'granted' ? 'ja' : 'nej'} til ${what}`;
  },
  goneJourney: GONE_JOURNEY,
};
