import { Fieldset } from '@mantine/core';
import type { WidgetProps } from '../field-props.js';

export function ObjectField({
  schema,
  root,
  path,
  label,
  value,
  onChange,
  faults,
  eventName,
  Fields,
}: WidgetProps) {
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
