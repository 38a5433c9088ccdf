import type { JsonSchema } from './catalogue.js';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The schemas from the root down to the field at `segments`; shorter where the schema does not say more. */
export function schemasAlong(schema: JsonSchema, segments: string[]): JsonSchema[] {
  const found = [schema];
  let here: unknown = schema;
  for (const segment of segments) {
    if (!isRecord(here)) break;
    const { properties, items } = here;
    if (isRecord(properties) && Object.hasOwn(properties, segment)) here = properties[segment];
    else if (isRecord(items) && /^\d+$/.test(segment)) here = items;
    else break;
    if (isRecord(here)) found.push(here);
  }
  return found;
}

/** What the marketer calls the field at a dotted path: the nearest title on the way to it. */
export const fieldTitle = (schema: JsonSchema, path: string): string | undefined =>
  schemasAlong(schema, path.split('.'))
    .slice(1)
    .map(({ title }) => title)
    .findLast((title): title is string => typeof title === 'string');
