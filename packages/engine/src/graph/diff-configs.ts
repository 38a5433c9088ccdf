import { canonicalJson } from './canonical-json.js';
import type { JsonSchema } from './catalogue.js';
import { resolveSchema } from './resolve-schema.js';
import { titleFromName } from './title-from-name.js';

/** One field with another value. */
export interface FieldDiff {
  /** What the form calls it, with the list and the item that it is in: `Branches, Large, When`. */
  label: string;
  /** Of its value. */
  schema: JsonSchema;
  /** `undefined` for what is new. */
  before: unknown;
  /** `undefined` for what is gone. */
  after: unknown;
}

type Fields = { [field: string]: unknown };
type Item = Fields & { id: string };

/**
 * What differs between two configurations of a step, field by field, in the words of its form. Items of a list are told
 * apart by their ids, as ways out are; where those that both have are in another order, the list as a whole differs.
 */
export function diffConfigs(before: Fields, after: Fields, root: JsonSchema = {}): FieldDiff[] {
  const found: FieldDiff[] = [];
  compareFields(before, after, root, []);
  return found;

  function compareFields(one: Fields, other: Fields, schema: JsonSchema, path: string[]): void {
    const properties = (schema.properties ?? {}) as { [field: string]: JsonSchema };
    for (const field of new Set([...Object.keys(properties), ...Object.keys(one), ...Object.keys(other)])) {
      const own = resolveSchema(properties[field] ?? {}, root);
      const title = typeof own.title === 'string' ? own.title : titleFromName(field);
      compare(one[field], other[field], own, [...path, title]);
    }
  }

  function compare(one: unknown, other: unknown, schema: JsonSchema, path: string[]): void {
    if (canonicalJson(one ?? null) === canonicalJson(other ?? null)) return;
    if (isFields(one) && isFields(other) && !isGroup(one) && !isGroup(other))
      return compareFields(one, other, schema, path);
    if (isItems(one) && isItems(other) && sameOrder(one, other))
      return compareItems(one, other, resolveSchema((schema.items ?? {}) as JsonSchema, root), path);
    found.push({ label: path.join(', '), schema, before: one, after: other });
  }

  function compareItems(one: Item[], other: Item[], schema: JsonSchema, path: string[]): void {
    for (const item of one) {
      const now = other.find(({ id }) => id === item.id);
      if (now) compare(item, now, schema, [...path, itemName(now)]);
      else found.push({ label: path.join(', '), schema, before: item, after: undefined });
    }
    for (const item of other)
      if (!one.some(({ id }) => id === item.id))
        found.push({ label: path.join(', '), schema, before: undefined, after: item });
  }
}

/** What an item of a list is called. */
export const itemName = (item: Fields): string =>
  [item.name, item.label, item.event].find(
    (word): word is string => typeof word === 'string' && word !== '',
  ) ?? String(item.id);

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isGroup = (value: Fields) => Array.isArray(value.rules);
const isItems = (value: unknown): value is Item[] =>
  Array.isArray(value) && value.every((item) => isFields(item) && typeof item.id === 'string');

/** Whether those that both have follow each other alike: of branches the first that holds decides. */
function sameOrder(one: Item[], other: Item[]): boolean {
  const shared = (items: Item[], others: Item[]) =>
    items.map(({ id }) => id).filter((id) => others.some((item) => item.id === id));
  return shared(one, other).join('\n') === shared(other, one).join('\n');
}
