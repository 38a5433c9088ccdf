import type { RuleGroup } from '@signalbox/nodes/kernel';

/** Deeper than anything that a person drew; recursion over what passed is safe. */
const DEEPEST = 64;

/**
 * Whether data can be walked without care. JSON of a few megabytes can nest so deep, or hold so much, that an ordinary
 * recursive function fails on it.
 */
export function isTame(value: unknown, mostValues = Infinity): boolean {
  let level: unknown[] = [value];
  let count = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    count += level.length;
    if (depth > DEEPEST || count > mostValues) return false;
    level = level.flatMap((item) =>
      typeof item === 'object' && item !== null ? (Object.values(item) as unknown[]) : [],
    );
  }
  return true;
}

/** Every rule group anywhere in a configuration. */
export function* rulesWithin(value: unknown): Generator<RuleGroup> {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray((value as RuleGroup).rules)) yield value as RuleGroup;
  for (const inner of Object.values(value)) yield* rulesWithin(inner);
}

/** Every text anywhere in a value. */
export function* textsWithin(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const inner of Object.values(value)) yield* textsWithin(inner);
}
