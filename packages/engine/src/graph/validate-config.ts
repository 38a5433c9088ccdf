import { Validator } from '@cfworker/json-schema';
import type { JsonSchema } from './catalogue.js';
import { faultInWords } from './fault-in-words.js';
import { impossibleDates } from './impossible-dates.js';
import { schemasAlong } from './schema-at.js';
import { isTame } from './within.js';

export interface ConfigFault {
  /** Dotted path into the configuration; empty if it is about the whole. */
  path: string;
  message: string;
}

/** Some fifty times what the largest configuration of a real step holds. */
const MOST_VALUES = 20_000;

const validators = new WeakMap<JsonSchema, Validator>();

/** Checks a configuration against its schema; the same code in the editor and in the API, and without `eval`. */
export function validateConfig(schema: JsonSchema, config: unknown): ConfigFault[] {
  if (!isTame(config, MOST_VALUES)) {
    return [{ path: '', message: 'This step holds more than can be read. Remove what is too much.' }];
  }
  const faults = new Map<string, ConfigFault>();
  for (const error of validatorOf(schema).validate(config).errors) {
    // The keywords that only pass on what went wrong further down.
    if (['properties', 'items', '$ref', 'allOf'].includes(error.keyword)) continue;
    const segments = segmentsOf(error.instanceLocation);
    if (error.keyword === 'required') segments.push(/"([^"]+)"/.exec(error.error)?.[1] ?? '');
    const along = schemasAlong(schema, segments);
    const fieldSchema = along.length === segments.length + 1 ? along.at(-1)! : null;
    const path = segments.filter(Boolean).join('.');
    if (!faults.has(path)) {
      faults.set(path, {
        path,
        message: faultInWords(error.keyword, fieldSchema, valueAt(config, segments)),
      });
    }
  }
  for (const path of impossibleDates(schema, config))
    if (!faults.has(path)) faults.set(path, { path, message: 'There is no such date.' });
  return [...faults.values()];
}

function validatorOf(schema: JsonSchema): Validator {
  let validator = validators.get(schema);
  if (!validator) {
    validator = new Validator(schema, '2020-12', false);
    validators.set(schema, validator);
  }
  return validator;
}

/** The parts of a JSON pointer in its URI form. */
const segmentsOf = (pointer: string) =>
  pointer
    .replace(/^#\/?/, '')
    .split('/')
    .filter(Boolean)
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));

const valueAt = (data: unknown, segments: string[]) =>
  segments.reduce<unknown>(
    (value, segment) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, segment)
        ? (value as Record<string, unknown>)[segment]
        : undefined,
    data,
  );
