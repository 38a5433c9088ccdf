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

/**
 * What a node does, in words: the type's `summary` with the chosen values in place.
 * Filters: `duration` (milliseconds in words), `list: field` (that field of each item), `rules` (a group in words).
 */
export function renderSummary(entry: NodeTypeEntry, config: unknown): SummaryPart[] {
  const parts: SummaryPart[] = [];
  let at = 0;
  for (const match of entry.summary.matchAll(/\{\{\s*([\w.]+)\s*(?:\|\s*(\w+)\s*(?::\s*(\w+))?\s*)?\}\}/g)) {
    if (match.index > at) parts.push({ text: entry.summary.slice(at, match.index), isValue: false });
    const value = readPath(config, match[1]!);
    const text = say(value, match[2], match[3]);
    parts.push(text === '' ? { text: '…', isValue: false } : { text, isValue: true });
    at = match.index + match[0].length;
  }
  if (at < entry.summary.length) parts.push({ text: entry.summary.slice(at), isValue: false });
  return parts;
}

function say(value: unknown, filter?: string, argument?: string): string {
  if (value === undefined || value === null) return '';
  if (filter === 'duration') return typeof value === 'number' ? durationInWords(value) : '';
  if (filter === 'rules') return describeGroup(value as RuleGroup);
  if (filter === 'list') {
    if (!Array.isArray(value)) return '';
    return value
      .map((item) => (argument ? readPath(item, argument) : item))
      .map((item) =>
        isGroup(item) ? describeGroup(item) : item === undefined || item === null ? '' : String(item),
      )
      .filter(Boolean)
      .join(', ');
  }
  return isGroup(value)
    ? describeGroup(value)
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
}

const isGroup = (value: unknown): value is RuleGroup =>
  typeof value === 'object' && value !== null && Array.isArray((value as RuleGroup).rules);
