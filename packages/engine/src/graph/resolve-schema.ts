import type { JsonSchema } from './catalogue.js';

/** Follows a `$ref` within the same schema; hints beside the reference win. */
export function resolveSchema<Schema extends JsonSchema>(schema: Schema, root: JsonSchema): Schema {
  let resolved = schema;
  for (let depth = 0; typeof resolved.$ref === 'string' && depth < 10; depth += 1) {
    const { $ref, ...beside } = resolved;
    const target = String($ref)
      .replace(/^#\/?/, '')
      .split('/')
      .filter(Boolean)
      .reduce<unknown>(
        (at, key) =>
          typeof at === 'object' && at !== null ? (at as { [key: string]: unknown })[key] : undefined,
        root,
      );
    if (typeof target !== 'object' || target === null) return beside as unknown as Schema;
    resolved = { ...(target as Schema), ...beside };
  }
  return resolved;
}
