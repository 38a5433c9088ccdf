import type { JsonSchema } from './catalogue.js';

/** The configuration with the schema's defaults where it says nothing. The input is left as it is. */
export function withDefaults(schema: JsonSchema, config: unknown): unknown {
  if (config === undefined) return 'default' in schema ? structuredClone(schema.default) : undefined;
  if (schema.type === 'object' && isRecord(schema.properties) && isRecord(config)) {
    const result: Record<string, unknown> = { ...config };
    for (const [name, inner] of Object.entries(schema.properties)) {
      const value = withDefaults(inner as JsonSchema, Object.hasOwn(config, name) ? config[name] : undefined);
      if (value !== undefined) result[name] = value;
    }
    return result;
  }
  if (schema.type === 'array' && Array.isArray(config) && isRecord(schema.items)) {
    return config.map((item) => withDefaults(schema.items as JsonSchema, item));
  }
  return config;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
