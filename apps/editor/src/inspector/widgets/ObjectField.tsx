import { Fieldset } from '@mantine/core';
import { Fields } from '../Fields.js';
import type { FieldProps } from '../field-props.js';

export function ObjectField({ schema, root, path, label, value, onChange, faults, eventName }: FieldProps) {
  const object = typeof value === 'object' && value !== null ? (value as { [field: string]: unknown }) : {};
  return (
    <Fieldset legend={label}>
      <Fields
        schema={schema}
        root={root}
        path={path}
        value={object}
        onChange={onChange}
        faults={faults}
        eventName={eventName}
      />
    </Fieldset>
  );
}
