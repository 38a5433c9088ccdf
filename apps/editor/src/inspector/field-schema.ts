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
  /** Asked only of who wants more than the usual; for the questions of templates. */
  rare?: boolean;
  /** The answer in few words: `… days` with its value in place, or words by value; `''` says nothing. */
  short?: string | { [value: string]: string };
  /** The same where nothing is chosen, or 0. */
  empty?: string;
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
