import type { ComponentType } from 'react';
import type { Diagnostic } from '@signalbox/engine/graph';
import { said } from '../language/said.js';
import type { FieldSchema } from './field-schema.js';

/** What every widget is given: its schema, its value, and how to change it. */
export interface FieldProps {
  schema: FieldSchema;
  /** Of the whole configuration, for references within it. */
  root: FieldSchema;
  /** Dotted path into the configuration. */
  path: string;
  label: string;
  value: unknown;
  isRequired: boolean;
  onChange: (value: unknown) => void;
  /** What is wrong with this field and with those inside it. */
  faults: Diagnostic[];
  /** The event that a rule or a text here may look at; `null` if there is none yet. */
  eventName: string | null;
}

/** The fields of an object. */
export type FieldsProps = Pick<FieldProps, 'schema' | 'root' | 'faults' | 'eventName'> & {
  path: string;
  value: { [field: string]: unknown };
  onChange: (value: { [field: string]: unknown }) => void;
  /** Fields that are not for people: the ids by which ports are named. */
  skip?: string[];
};

/** What a widget is given that has fields inside: they come to it, so that no widget asks for what draws widgets. */
export interface WidgetProps extends FieldProps {
  Fields: ComponentType<FieldsProps>;
}

/** The first thing that is wrong with a field itself; beside the field its title need not be said again. */
export function faultOf({
  faults,
  path,
  schema,
}: Pick<FieldProps, 'faults' | 'path'> & { schema?: FieldSchema }): string | null {
  const fault = faults.find((candidate) => candidate.field === path);
  if (!fault) return null;
  const { code, message } = fault;
  if (code !== 'bad-config') return said(message);
  // A title may have a colon of its own.
  const title = `${schema?.title}: `;
  return said(message.startsWith(title) ? message.slice(title.length) : message.replace(/^[^:]{1,60}: /, ''));
}

/** Faults of a field or of what is inside it. */
export const faultsWithin = (faults: Diagnostic[], path: string): Diagnostic[] =>
  faults.filter((fault) => fault.field === path || fault.field?.startsWith(`${path}.`));
