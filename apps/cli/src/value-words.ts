import { describeGroup, durationInWords, titleFromName, type JsonSchema } from '@signalbox/engine/graph';
import type { Named } from './workspace.js';

type Group = NonNullable<Parameters<typeof describeGroup>[0]>;
const isGroup = (value: object): value is Group => Array.isArray((value as { rules?: unknown }).rules);

/** A field's value as its form shows it. */
export function valueWords(value: unknown, schema: JsonSchema | undefined, named: Named): string {
  const { widget, labels } = (schema?.ui ?? {}) as { widget?: string; labels?: { [value: string]: string } };
  const words = (inner: unknown) => valueWords(inner, undefined, named);
  if (value === undefined || value === null || value === '') return 'not set';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return widget === 'duration' ? durationInWords(value) : String(value);
  if (typeof value === 'string') return labels?.[value] ?? `“${named.get(value) ?? value}”`;
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(words).join('; ');
  if (isGroup(value)) return describeGroup(value, (id) => named.get(id) ?? id);
  return Object.entries(value)
    .map(([field, inner]) => `${titleFromName(field).toLowerCase()} ${words(inner)}`)
    .join(', ');
}
