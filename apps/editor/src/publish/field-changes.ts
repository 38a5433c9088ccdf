import {
  diffConfigs,
  itemName,
  resolveSchema,
  type FieldDiff,
  type GraphNode,
  type JsonSchema,
  type NodeTypeEntry,
  type SummaryWords,
} from '@signalbox/engine/graph';
import type { RuleGroup } from '@signalbox/nodes/kernel';
import { titleFromName } from '../format/words.js';
import type { FieldSchema } from '../inspector/field-schema.js';
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
  const root = entry?.configSchema ?? {};
  const said = ({ label, schema, before, after }: FieldDiff): FieldChange => ({
    label,
    before: isNamed(before) ? itemName(before) : inWords(before, schema, root, words),
    after: isNamed(after) ? itemName(after) : inWords(after, schema, root, words),
    isText: isProse(before) || isProse(after),
  });
  const own = (label: string, before: unknown, after: unknown): FieldDiff[] =>
    before === after ? [] : [{ label, before, after, schema: {} }];
  return [
    ...own(t('Name'), before.data.name || title, after.data.name || title),
    ...own(t('Version of the step'), before.data.version, after.data.version),
    ...diffConfigs(before.data.config, after.data.config, root),
  ].map(said);
}

const isItem = (value: unknown): value is Item =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isRules = (value: unknown): value is RuleGroup =>
  isItem(value) && Array.isArray(value.rules) && 'match' in value;
const isNamed = (value: unknown): value is Item => isItem(value) && typeof value.id === 'string';
const isProse = (value: unknown) => typeof value === 'string' && /\S\s+\S+\s+\S/.test(value);

/** What a field of a step says, in the words of its form; `root` is the schema that it is part of. */
export const fieldInWords = (
  value: unknown,
  field: string,
  root: JsonSchema & FieldSchema,
  words: SummaryWords,
): string =>
  isNamed(value)
    ? itemName(value)
    : inWords(value, resolveSchema(root.properties?.[field] ?? {}, root), root, words);

function inWords(value: unknown, schema: FieldSchema, root: JsonSchema, words: SummaryWords): string {
  if (value === undefined || value === null || value === '') return t('nothing');
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  if (typeof value === 'number')
    return schema.ui?.widget === 'duration' ? words.duration(value) : String(value);
  if (typeof value === 'string') {
    const widget = schema.ui?.widget;
    if (widget === 'date') return words.day(value);
    return widget === 'time' ? words.clock(value) : (schema.ui?.labels?.[value] ?? value);
  }
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

const nameOrAll = (item: Item, schema: FieldSchema, root: JsonSchema, words: SummaryWords): string =>
  Object.entries(item)
    .filter(([name]) => name !== 'id')
    .map(([name, value]) => {
      const property = resolveSchema(schema.properties?.[name] ?? {}, root);
      return `${property.title ?? titleFromName(name)}: ${inWords(value, property, root, words)}`;
    })
    .join(', ');
