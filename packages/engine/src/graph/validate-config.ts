import { Validator } from '@cfworker/json-schema';
import type { JsonSchema } from './catalogue.js';

export interface ConfigFault {
  /** Dotted path into the configuration. */
  path: string;
  message: string;
}

const validators = new WeakMap<JsonSchema, Validator>();

/** Checks a configuration against its schema; the same code in the editor and in the API, and without `eval`. */
export function validateConfig(schema: JsonSchema, config: unknown): ConfigFault[] {
  let validator = validators.get(schema);
  if (!validator) {
    validator = new Validator(schema, '2020-12', false);
    validators.set(schema, validator);
  }
  const { errors } = validator.validate(config);
  const faults = new Map<string, ConfigFault>();
  for (const error of errors) {
    // The keywords that only pass on what went wrong further down.
    if (['properties', 'items', '$ref', 'allOf'].includes(error.keyword)) continue;
    const path = error.instanceLocation
      .replace(/^#\/?/, '')
      .split('/')
      .filter(Boolean)
      .map(decodeURIComponent)
      .join('.');
    const fault = say(error.keyword, error.error, path);
    if (!faults.has(fault.path)) faults.set(fault.path, fault);
  }
  return [...faults.values()];
}

function say(keyword: string, error: string, path: string): ConfigFault {
  if (keyword === 'required') {
    const name = /"([^"]+)"/.exec(error)?.[1] ?? '';
    return { path: [path, name].filter(Boolean).join('.'), message: 'Fill this in.' };
  }
  if (keyword === 'minLength') return { path, message: 'Fill this in.' };
  if (keyword === 'minItems') return { path, message: 'Add at least one.' };
  return { path, message: error };
}

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
