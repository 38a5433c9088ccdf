import type { JsonSchema } from './catalogue.js';

interface FieldSchema extends JsonSchema {
  properties?: { [name: string]: FieldSchema };
  items?: FieldSchema;
  ui?: { widget?: string };
}

/** The dotted paths of dates that no calendar has, such as 30 February: a pattern can't tell them. */
export function* impossibleDates(schema: JsonSchema, value: unknown, path = ''): Generator<string> {
  const { ui, properties = {}, items } = schema as FieldSchema;
  if (ui?.widget === 'date' && typeof value === 'string' && isNoDate(value)) yield path;
  if (typeof value !== 'object' || value === null) return;
  const at = (name: string | number) => (path === '' ? `${name}` : `${path}.${name}`);
  if (Array.isArray(value)) {
    if (items) for (const [index, item] of value.entries()) yield* impossibleDates(items, item, at(index));
    return;
  }
  for (const [name, inner] of Object.entries(properties))
    if (Object.hasOwn(value, name)) yield* impossibleDates(inner, (value as never)[name], at(name));
}

function isNoDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text);
}
