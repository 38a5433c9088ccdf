import type { Effect, Json } from '@signalbox/nodes/kernel';
import { isRuleGroup, type RuleGroup } from '@signalbox/nodes/kernel/rule';
import { notPlainJson } from './plain-json.js';

/**
 * What a run may carry in its variables, and hand to one activity, in characters of JSON. Temporal ends a workflow that
 * passes on 2 MB at once, and all of this goes along with each step.
 */
const MOST_CARRIED = 200_000;
/** The last instant that every part can write down: the end of the year 9999. */
const LAST_MS = 253_402_300_799_999;
const LONGEST_OUTCOME = 500;

/** Why a step can't be given what it asks for, in words; `null` if it can. What a node yields is whatever its author wrote. */
export function faultOfEffect(asked: unknown, vars: { [key: string]: Json }): string | null {
  try {
    return faultOf(asked, vars);
  } catch (error) {
    return `The step asked for something that can’t be read: ${String(error)}`;
  }
}

function faultOf(asked: unknown, vars: { [key: string]: Json }): string | null {
  if (typeof asked !== 'object' || asked === null || typeof (asked as Effect).kind !== 'string') {
    return 'The step yielded something that is no effect. Is the star of a “yield*” missing?';
  }
  const effect = asked as Effect;
  switch (effect.kind) {
    case 'sleep-until':
      return instantFault('sleep until', effect.atMs);
    case 'await-event':
      if (!isListOf(effect.waitIds, 'string'))
        return 'The step waits for events without a list of their waits.';
      return effect.untilMs === null ? null : instantFault('wait until', effect.untilMs);
    case 'evaluate':
      return isListOf(effect.groups, 'object') && effect.groups.every(isGroup)
        ? null
        : 'The step asks for conditions that are no list of groups of rules.';
    case 'pick':
      return isListOf(effect.weights, 'number')
        ? null
        : 'The step picks by weights that are no list of numbers.';
    case 'exit':
      return typeof effect.outcome === 'string' && effect.outcome.length <= LONGEST_OUTCOME
        ? null
        : `The step ends the run with an outcome that is no text of at most ${LONGEST_OUTCOME} letters.`;
    case 'set-vars':
      return varsFault(effect.vars, vars);
    case 'activity':
      if (typeof effect.name !== 'string') return 'The step calls an activity without its name.';
      return carriedFault(`What the step gives to “${effect.name}”`, effect.input);
    default:
      return null;
  }
}

function instantFault(what: string, atMs: unknown): string | null {
  const isInstant = typeof atMs === 'number' && !Number.isNaN(atMs) && atMs <= LAST_MS;
  return isInstant ? null : `The step would ${what} “${String(atMs)}”, which is no instant in milliseconds.`;
}

function varsFault(added: unknown, vars: { [key: string]: Json }): string | null {
  if (typeof added !== 'object' || added === null || Array.isArray(added))
    return 'The step sets variables that are no object of names and values.';
  const fault = carriedFault('What the step keeps', added);
  return fault ?? carriedFault('What the run keeps in its variables', { ...vars, ...added });
}

function carriedFault(what: string, value: unknown): string | null {
  const fault = notPlainJson(value, 'it');
  if (fault !== null) return `${what} must be plain JSON: ${fault}.`;
  const size = JSON.stringify(value)?.length ?? 0;
  return size <= MOST_CARRIED ? null : `${what} is too large: ${size} characters of at most ${MOST_CARRIED}.`;
}

const isListOf = (list: unknown, type: 'string' | 'number' | 'object'): boolean =>
  Array.isArray(list) && list.every((item) => typeof item === type && item !== null);

const isGroup = ({ rules }: RuleGroup): boolean =>
  isListOf(rules, 'object') &&
  rules.every((item) =>
    isRuleGroup(item) ? isGroup(item) : typeof item.source === 'string' && typeof item.path === 'string',
  );
