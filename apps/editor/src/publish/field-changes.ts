import type { GraphNode, NodeTypeEntry, SummaryWords } from '@signalbox/engine/graph';
import type { RuleGroup } from '@signalbox/nodes/kernel';
import { titleFromName } from '../format/words.js';
import { resolveSchema, type FieldSchema } from '../inspector/field-schema.js';
import { t } from '../language/t.js';

/** One thing about a step that is different: what it is called, and what it said before and says now. */
export interface FieldChange {
  label: string;
  before: string;
  after: string;
  /** Words that people read: which of them changed is worth marking. */
  isText: boolean;
}

type Item = { [field: string]: unknown };

/** What is different about a step, field by field, in the words of its form. */
export function fieldChanges(
  before: GraphNode,
  after: GraphNode,
  entry: NodeTypeEntry | undefined,
  words: SummaryWords,
): FieldChange[] {
  const title = entry?.title ?? after.type;
  const root = (entry?.configSchema ?? {}) as FieldSchema;
  const rows: FieldChange[] = [];
  const say = (label: string, one: unknown, other: unknown, schema: FieldSchema = {}) =>
    rows.push({
      label,
      before: inWords(one, schema, root, words),
      after: inWords(other, schema, root, words),
      isText: isProse(one) || isProse(other),
    });
  if ((before.data.name || title) !== (after.data.name || title))
    say(t('Name'), before.data.name || title, after.data.name || title);
  if (before.data.version !== after.data.version)
    say(t('Version of the step'), before.data.version, after.data.version);

  const compare = (one: unknown, other: unknown, schema: FieldSchema, label: string): void => {
    if (JSON.stringify(one ?? null) === JSON.stringify(other ?? null)) return;
    const resolved = resolveSchema(schema, root);
    const items = resolved.items && resolveSchema(resolved.items, root);
    if (isItem(one) && isItem(other) && resolved.properties && !isRules(one))
      within(one, other, resolved, label);
    else if (hasIds(one) && hasIds(other) && items) {
      const former = new Map(one.map((item) => [item.id, item]));
      const kept = other.filter((item) => former.has(item.id));
      for (const item of kept) compare(former.get(item.id), item, items, `${label}, ${nameOf(item)}`);
      const now = new Set(other.map((item) => item.id));
      for (const item of one) if (!now.has(item.id)) say(label, nameOf(item), undefined);
      for (const item of other) if (!former.has(item.id)) say(label, undefined, nameOf(item));
    } else say(label, one, other, resolved);
  };
  const within = (one: Item, other: Item, schema: FieldSchema, label: string): void => {
    const known = Object.keys(schema.properties ?? {});
    const names = new Set([...known, ...Object.keys(one), ...Object.keys(other)]);
    for (const name of names) {
      const property = schema.properties?.[name] ?? {};
      const own = resolveSchema(property, root).title ?? titleFromName(name);
      compare(one[name], other[name], property, label ? `${label}, ${own}` : own);
    }
  };
  within(before.data.config, after.data.config, root, '');
  return rows;
}

const isItem = (value: unknown): value is Item =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isRules = (value: unknown): value is RuleGroup =>
  isItem(value) && Array.isArray(value.rules) && 'match' in value;
const hasIds = (value: unknown): value is (Item & { id: string })[] =>
  Array.isArray(value) && value.every((item) => isItem(item) && typeof item.id === 'string');
const isProse = (value: unknown) => typeof value === 'string' && /\S\s+\S+\s+\S/.test(value);
const nameOf = (item: Item): string =>
  ([item.name, item.label, item.event].find((word) => typeof word === 'string' && word !== '') as string) ??
  String(item.id);

function inWords(value: unknown, schema: FieldSchema, root: FieldSchema, words: SummaryWords): string {
  if (value === undefined || value === null || value === '') return t('nothing');
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  if (typeof value === 'number')
    return schema.ui?.widget === 'duration' ? words.duration(value) : String(value);
  if (typeof value === 'string') return schema.ui?.labels?.[value] ?? value;
  if (isRules(value)) return words.rules(value);
  if (Array.isArray(value)) {
    const items = schema.items ? resolveSchema(schema.items, root) : {};
    if (value.length === 0) return t('nothing');
    return value
      .map((item) => (isItem(item) ? nameOrAll(item, items, root, words) : inWords(item, items, root, words)))
      .join(', ');
  }
  return nameOrAll(value as Item, schema, root, words);
}

const nameOrAll = (item: Item, schema: FieldSchema, root: FieldSchema, words: SummaryWords): string =>
  Object.entries(item)
    .filter(([name]) => name !== 'id')
    .map(([name, value]) => {
      const property = resolveSchema(schema.properties?.[name] ?? {}, root);
      return `${property.title ?? titleFromName(name)}: ${inWords(value, property, root, words)}`;
    })
    .join(', ');
