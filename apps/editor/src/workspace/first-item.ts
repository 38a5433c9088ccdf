import { withDefaults, type JsonSchema, type NodeTypeEntry } from '@signalbox/engine/graph';
import { newId } from '../document/index.js';
import { t } from '../language/t.js';

interface Property extends JsonSchema {
  type?: string;
  ui?: { widget?: string; idPrefix?: string; itemTitle?: string };
  items?: JsonSchema;
}

/** A fresh item of a list, with an id of its own where items have one: ports are named by it. */
export function newItem(
  schema: JsonSchema,
  { idPrefix = 'item', itemTitle = t('Item') }: { idPrefix?: string; itemTitle?: string } = {},
  number = 1,
): { [field: string]: unknown } {
  const properties = (schema.properties ?? {}) as { [field: string]: Property };
  const required = Array.isArray(schema.required) ? schema.required : [];
  const item: { [field: string]: unknown } = { ...(withDefaults(schema, {}) as object) };
  for (const [field, property] of Object.entries(properties)) {
    if (field === 'id') item.id = newId(idPrefix);
    else if (item[field] !== undefined || !required.includes(field)) continue;
    else if (property.ui?.widget === 'rules') item[field] = { match: 'all', rules: [] };
    else if (field === 'name') item[field] = `${itemTitle} ${number}`;
    else if (property.type === 'string') item[field] = '';
  }
  return item;
}

/** A step whose ports come from a list starts with one of them, so that it can be connected at once. */
export function firstItem(entry: NodeTypeEntry, each: string): { [field: string]: unknown } {
  const list = ((entry.configSchema.properties ?? {}) as { [field: string]: Property })[each];
  return newItem(list?.items ?? {}, list?.ui);
}
