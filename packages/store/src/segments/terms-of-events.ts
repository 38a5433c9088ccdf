import type { PropertyTest, ValueTest } from '@signalbox/engine/segments';
import { sql } from 'kysely';
import type { Sql } from './compile-test.js';

/** Half of what `event_terms` takes: a letter may become two when it becomes small. */
const LONGEST = 30;
/** The term of events that say too much to have terms of their own. */
const SAYS_MUCH = 0;

/**
 * What must hold of an event's terms (see `events_terms`) if it passes a test of a property: of too many, never of too few.
 * @returns null if terms can't tell: the test is no equality, or one with what has no term
 */
export function termsOf(event: string, { path, test }: PropertyTest): Sql<boolean> | null {
  const values = valuesOf(test, path.includes('*'));
  if (!hasTerms(path) || !values?.every(isTerm)) return null;
  const terms = values.map((value) => sql`event_term(${event}::text, ${path}::text, ${value}::text)`);
  return sql`event_terms(e.name, e.properties) && array[${sql.join([...terms, sql`${SAYS_MUCH}::integer`])}]`;
}

/** `category`, `products.*.category`; a number asks for one item of a list. */
function hasTerms(path: string): boolean {
  return /^[^.*]+(\.\*\.[^.*]+)?$/.test(path) && !/(^|\.)-?\d+$/.test(path);
}

function valuesOf(test: ValueTest, isOfItems: boolean): string[] | null {
  if (test.type === 'boolean' && test.op === 'is') return [String(test.value)];
  if (test.type === 'list' && test.op === 'has' && !isOfItems) return [test.value ?? ''];
  if (test.type !== 'text' || (test.op !== 'is' && test.op !== 'one-of')) return null;
  return [test.value ?? ''].flat();
}

/** No number, no day, no token, nothing long, and nothing that would be a list or an object as text. */
function isTerm(value: string): boolean {
  const begin = value.replace(/^ +/, '');
  return begin.charCodeAt(0) > 57 && !/^[[{]/.test(begin) && value.length <= LONGEST;
}
