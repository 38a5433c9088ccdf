import { NumberInput } from '@mantine/core';
import { faultOf, type FieldProps } from '../field-props.js';

export function NumberField(props: FieldProps) {
  const { schema, label, value, onChange } = props;
  return (
    <NumberInput
      label={label}
      description={schema.description}
      min={schema.minimum}
      max={schema.maximum}
      clampBehavior="none"
      allowDecimal={schema.type !== 'integer'}
      value={typeof value === 'number' ? value : ''}
      error={faultOf(props)}
      onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
    />
  );
}
