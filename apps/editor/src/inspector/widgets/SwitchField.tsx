import { Switch } from '@mantine/core';
import { faultOf, type FieldProps } from '../field-props.js';

export function SwitchField(props: FieldProps) {
  const { schema, label, value, onChange } = props;
  return (
    <Switch
      label={label}
      description={schema.description}
      checked={(value ?? schema.default) === true}
      error={faultOf(props)}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
