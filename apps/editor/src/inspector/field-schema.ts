import type { JsonSchema } from '@signalbox/engine/graph';
import type { Rule } from '@signalbox/nodes/kernel';

/** Form hints that a node's author puts beside the schema. */
interface UiHints {
  widget?: string;
  /** Words for the values of an enumeration. */
  labels?: { [value: string]: string };
  /** Whose data a rule may look at. */
  sources?: Rule['source'][];
  itemTitle?: string;
  idPrefix?: string;
  placeholder?: string;
  /** Which list of the type's `choices.ts` a select offers. */
  choicesFrom?: string;
  /** Fields that must be filled in before there is anything to choose from. */
  dependsOn?: string[];
  /** Of what kind a connection must be. */
  kind?: string;
  hidden?: boolean;
  /** Values of other fields without which this one is not asked; for the questions of templates. */
  onlyIf?: { [path: string]: unknown[] };
}

export type FieldSchema = JsonSchema & {
  type?: string | string[];
  title?: string;
  description?: string;
  default?: unknown;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  maxLength?: number;
  properties?: { [field: string]: FieldSchema };
  required?: string[];
  items?: FieldSchema;
  ui?: UiHints;
};

/** Follows a `$ref` within the same schema; hints beside the reference win. */
export function resolveSchema(schema: FieldSchema, root: FieldSchema): FieldSchema {
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
    if (typeof target !== 'object' || target === null) return beside;
    resolved = { ...(target as FieldSchema), ...beside };
  }
  return resolved;
}
