import type { RuleGroup } from '@signalbox/nodes/kernel';
import { describeGroup } from '../conditions/describe.js';
import { readPath } from '../conditions/read-path.js';
import type { NodeTypeEntry } from './catalogue.js';
import { durationInWords } from './duration-in-words.js';

export interface SummaryPart {
  text: string;
  /** True for a value that the marketer chose; shown in ink. */
  isValue: boolean;
}

/** How values that are no words are said; another language is another object of this shape. */
export interface SummaryWords {
  duration(ms: number): string;
  rules(group: RuleGroup): string;
  /** @param day `YYYY-MM-DD` */
  day(day: string): string;
  /** @param clock `HH:MM` */
  clock(clock: string): string;
  /** @param moment an ISO instant, or the Liquid that says it */
  moment(moment: string): string;
  /** `2 days before`. @param ms below zero for before; never zero */
  shift(ms: number): string;
  /** @param days `mon` to `sun` */
  weekdays(days: string[]): string;
  /** @param percent of 100 */
  percent(percent: number): string;
}

const asIs = (written: string) => written;
const ENGLISH: SummaryWords = {
  duration: durationInWords,
  rules: describeGroup,
  day: asIs,
  clock: asIs,
  moment: asIs,
  shift: (ms) => `${durationInWords(Math.abs(ms))} ${ms < 0 ? 'before' : 'after'}`,
  weekdays: (days) => days.map((day) => day.charAt(0).toUpperCase() + day.slice(1)).join(', '),
  percent: (percent) => `${percent}%`,
};

/**
 * What a node does, in words: the type's `summary` with the chosen values in place.
 * Filters: `duration` (milliseconds in words), `shift` (milliseconds, or `shift: days`, before or after; nothing for zero), `day`
 * (`YYYY-MM-DD`), `clock` (`HH:MM`), `moment` (an instant, or Liquid), `weekdays` (`mon` to `sun`), `list: field` (that
 * field of each item), `percent` (nothing for zero), `rules` (a group in words).
 * What stands in square brackets is left out while a value in it is missing; with `!field:` in front, while that field has one.
 */
export function renderSummary(
  entry: NodeTypeEntry,
  config: unknown,
  words: SummaryWords = ENGLISH,
): SummaryPart[] {
  return entry.summary.split(/\[([^\]]*)\]/).flatMap((piece, index) => {
    const isOptional = index % 2 === 1;
    const unless = isOptional ? UNLESS.exec(piece) : null;
    if (unless && (readPath(config, unless[1]!) ?? '') !== '') return [];
    const parts = filledIn(unless ? piece.slice(unless[0].length) : piece, config, words);
    return isOptional && parts.some(({ text }) => text === MISSING) ? [] : parts;
  });
}

const DAY = 86_400_000;
const MISSING = '…';
const UNLESS = /^!([\w.]+):/;

function filledIn(summary: string, config: unknown, words: SummaryWords): SummaryPart[] {
  const parts: SummaryPart[] = [];
  let at = 0;
  for (const match of summary.matchAll(/\{\{\s*([\w.]+)\s*(?:\|\s*(\w+)\s*(?::\s*(\w+))?\s*)?\}\}/g)) {
    if (match.index > at) parts.push({ text: summary.slice(at, match.index), isValue: false });
    const value = readPath(config, match[1]!);
    const text = say(words, value, match[2], match[3]);
    parts.push(text === '' ? { text: MISSING, isValue: false } : { text, isValue: true });
    at = match.index + match[0].length;
  }
  if (at < summary.length) parts.push({ text: summary.slice(at), isValue: false });
  return parts;
}

function say(words: SummaryWords, value: unknown, filter?: string, argument?: string): string {
  if (value === undefined || value === null) return '';
  if (filter === 'duration') return typeof value === 'number' ? words.duration(value) : '';
  if (filter === 'shift')
    return typeof value === 'number' && value !== 0
      ? words.shift(argument === 'days' ? value * DAY : value)
      : '';
  if (filter === 'percent') return typeof value === 'number' && value > 0 ? words.percent(value) : '';
  if (filter === 'weekdays') return Array.isArray(value) ? words.weekdays(value.map(String)) : '';
  if (filter === 'day' || filter === 'clock' || filter === 'moment')
    return typeof value === 'string' && value !== '' ? words[filter](value) : '';
  if (filter === 'rules') return words.rules(value as RuleGroup);
  if (filter === 'list') {
    if (!Array.isArray(value)) return '';
    return value
      .map((item) => (argument ? readPath(item, argument) : item))
      .map((item) =>
        isGroup(item) ? words.rules(item) : item === undefined || item === null ? '' : String(item),
      )
      .filter(Boolean)
      .join(', ');
  }
  return isGroup(value)
    ? words.rules(value)
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
}

const isGroup = (value: unknown): value is RuleGroup =>
  typeof value === 'object' && value !== null && Array.isArray((value as RuleGroup).rules);
