import { fieldOf } from './fields.js';
import type { Condition, ConditionGroup, PropertyTest, SegmentRule, ValueTest, Window } from './rule.js';
import { ENGLISH, type Words } from './words-en.js';

/** Names of what a rule knows by id. Of what is not named it is said that it was deleted; without a list, “…”. */
export interface RuleNames {
  segments?: ReadonlyMap<string, string> | undefined;
  journeys?: ReadonlyMap<string, string> | undefined;
}

/** A sentence names so many of a list, and counts the rest: a rule may ask for hundreds of postal codes. */
const MOST_NAMED = 8;

/** A rule in plain words: `order count is at least 3 and did “Product Viewed” in the last 7 days`. Never throws on a half-written one. */
export function describeRule(rule: SegmentRule, names: RuleNames = {}, words: Words = ENGLISH): string {
  return describeGroup(rule.root, names, words, true) || words.everybody;
}

function describeGroup(group: ConditionGroup, names: RuleNames, words: Words, isOutermost: boolean): string {
  const parts = group.conditions
    .map((condition) =>
      condition.kind === 'group'
        ? describeGroup(condition, names, words, false)
        : describeCondition(condition, names, words),
    )
    .filter(Boolean);
  const inner = parts.join(group.match === 'all' ? words.and : words.or);
  if (inner === '') return '';
  if (group.match === 'none') return words.noneOf(inner);
  return isOutermost || parts.length === 1 ? inner : `(${inner})`;
}

/** One condition that is no group. */
export function describeCondition(
  condition: Condition,
  names: RuleNames = {},
  words: Words = ENGLISH,
): string {
  const nameIn = (map: ReadonlyMap<string, string> | undefined, id: string) => {
    if (!map) return '…';
    const name = map.get(id);
    return name === undefined ? null : words.quoted(name);
  };
  switch (condition.kind) {
    case 'group':
      return describeGroup(condition, names, words, true);
    case 'field': {
      const known = fieldOf(condition.field);
      const label = known ? words.field(known.label) : condition.field.replaceAll('_', ' ');
      return describeTest(label, condition.test, words, condition.currency);
    }
    case 'attribute':
      return describeTest(pathInWords(condition.path), condition.test, words);
    case 'tag':
      return words.tag(condition.op, words.quoted(condition.tag));
    case 'consent':
      return words.consent(condition.purpose, condition.op, condition.state);
    case 'event':
      return words.event(
        words.quoted(condition.event),
        condition.times,
        whereInWords(condition.where, words),
        windowInWords(condition.when, words),
      );
    case 'event-time': {
      const where = whereInWords(condition.where, words);
      return describeTest(
        words.eventTime(words.quoted(condition.event), condition.which, where),
        condition.test,
        words,
      );
    }
    case 'message':
      return words.message(
        condition.what,
        condition.journey ? (nameIn(names.journeys, condition.journey) ?? words.goneJourney) : null,
        condition.reason ? words.quoted(condition.reason.replaceAll('-', ' ')) : null,
        condition.times,
        windowInWords(condition.when, words),
      );
    case 'journey':
      return words.journey[condition.what](
        nameIn(names.journeys, condition.journey),
        windowInWords(condition.when, words),
      );
    case 'segment':
      return words.segment(condition.op, nameIn(names.segments, condition.segment));
  }
}

function describeTest(subject: string, test: ValueTest, words: Words, unit = ''): string {
  if (test.type === 'boolean' && test.op === 'is') return words.boolean(subject, test.value === true);
  const say = (value: unknown) => {
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return '…';
    if (Array.isArray(value)) return words.list(inShort(value.map(String), words));
    if (typeof value === 'number') return `${value.toLocaleString(words.locale)}${unit ? ` ${unit}` : ''}`;
    return test.type === 'date' ? day(value, words) : String(value);
  };
  const {
    value,
    to,
    amount,
    unit: spanUnit,
  } = test as { value?: unknown; to?: unknown; amount?: number; unit?: 'days' };
  return words.test(subject, test.op, {
    value: say(value),
    to: say(to),
    span: words.span(amount ?? 0, spanUnit ?? 'days'),
  });
}

const inShort = (items: string[], words: Words): string[] =>
  items.length <= MOST_NAMED
    ? items
    : [...items.slice(0, MOST_NAMED - 2), words.more(items.length - MOST_NAMED + 2)];

const pathInWords = (path: string) =>
  path.replaceAll('.*.', ' › ').replaceAll('_', ' ').replaceAll('.', ' › ');

const whereInWords = (where: PropertyTest[], words: Words): string =>
  where.length === 0
    ? ''
    : words.where(where.map(({ path, test }) => describeTest(pathInWords(path), test, words)));

function windowInWords(window: Window, words: Words): string {
  if (window.kind === 'last') return words.when.last(words.span(window.amount, window.unit));
  if (window.kind !== 'between') return '';
  const { from, to } = window;
  if (from && to) return words.when.between(day(from, words), day(to, words));
  if (from) return words.when.since(day(from, words));
  return to ? words.when.before(day(to, words)) : '';
}

function day(text: unknown, words: Words): string {
  const at = new Date(String(text));
  return Number.isNaN(at.getTime())
    ? '…'
    : at.toLocaleDateString(words.locale === 'en' ? 'en-GB' : words.locale, {
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        timeZone: 'UTC',
      });
}
