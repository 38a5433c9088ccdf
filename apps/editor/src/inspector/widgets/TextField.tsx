import { TextInput } from '@mantine/core';
import { faultOf, type FieldProps } from '../field-props.js';

export function TextField(props: FieldProps) {
  const { schema, label, value, isRequired, onChange } = props;
  return (
    <TextInput
      label={label}
      description={schema.description}
      placeholder={schema.ui?.placeholder}
      value={typeof value === 'string' ? value : ''}
      error={faultOf(props)}
      onChange={(event) => {
        const text = event.currentTarget.value;
        onChange(text === '' && !isRequired ? undefined : text);
      }}
    />
  );
}
