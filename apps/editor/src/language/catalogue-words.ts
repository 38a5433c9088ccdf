import type { NodeTypeEntry } from '@signalbox/engine/graph';
import { language, stepHelp } from './i18n.js';
import { said } from './said.js';

/** What a kind of step says of itself, in the language of whoever looks at it. What it does is untouched. */
export function inWords(entries: NodeTypeEntry[]): NodeTypeEntry[] {
  if (language === 'en') return entries;
  return entries.map((entry) => ({
    ...entry,
    title: said(entry.title),
    description: said(entry.description),
    help: stepHelp[entry.type] ?? entry.help,
    summary: said(entry.summary),
    ports: Object.fromEntries(
      Object.entries(entry.ports).map(([name, port]) => [name, { ...port, label: said(port.label) }]),
    ),
    configSchema: schemaInWords(entry.configSchema),
    ...(entry.older ? { older: inWords(entry.older) } : {}),
  }));
}

/** The titles, hints and choices of a schema; names, defaults and values stay. */
export function schemaInWords<Schema>(schema: Schema): Schema {
  if (Array.isArray(schema)) return schema.map((item: unknown) => schemaInWords(item)) as Schema;
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]: [string, unknown]) => {
      if ((key === 'title' || key === 'description' || key === 'itemTitle') && typeof value === 'string')
        return [key, said(value)];
      if (key === 'labels' && typeof value === 'object' && value !== null)
        return [
          key,
          Object.fromEntries(Object.entries(value).map(([name, label]) => [name, said(String(label))])),
        ];
      return [key, key === 'default' || key === 'enum' || key === 'const' ? value : schemaInWords(value)];
    }),
  ) as Schema;
}
