import type { Json, RuleGroup } from '@signalbox/nodes/kernel';
import { evaluateRule, type Facts } from './evaluate.js';
import { readPath } from './read-path.js';
import { rulesOf } from '../rules-of.js';

/** What was at a rule's path, short enough to be kept, and whether the rule held. */
export type Found = [was: Json, holds: boolean];

/** What is kept of a value: enough to be recognised. */
const LONGEST = 60;
const MOST_ITEMS = 5;

/**
 * What each rule of the groups was compared with, in the order of `rulesOf`.
 * Of what is asked only whether it is known, nothing more is told.
 */
export const compareGroups = (groups: RuleGroup[], facts: Facts): Found[] =>
  rulesOf(groups).map(({ rule }) => {
    const value = readPath(facts[rule.source], rule.path);
    const asksOnlyWhether = rule.op === 'exists' || rule.op === 'not-exists';
    const isKnown = value !== undefined && value !== null && value !== '';
    return [asksOnlyWhether ? isKnown : short(value), evaluateRule(rule, facts)];
  });

function short(value: unknown): Json {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object'))
    return [
      ...value.slice(0, MOST_ITEMS).map((item) => cut(String(item))),
      ...(value.length > MOST_ITEMS ? ['…'] : []),
    ];
  return cut(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

const cut = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;
