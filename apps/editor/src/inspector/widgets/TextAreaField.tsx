import { Textarea } from '@mantine/core';
import { faultOf, type FieldProps } from '../field-props.js';

export function TextAreaField(props: FieldProps) {
  const { schema, label, value, onChange } = props;
  return (
    <Textarea
      label={label}
      description={schema.description}
      autosize
      minRows={3}
      value={typeof value === 'string' ? value : ''}
      error={faultOf(props)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
