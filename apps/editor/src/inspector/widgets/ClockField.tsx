import { TextInput } from '@mantine/core';
import { faultOf, type FieldProps } from '../field-props.js';

const input = (type: 'time' | 'date') =>
  function ClockField(props: FieldProps) {
    const { schema, label, value, isRequired, onChange } = props;
    return (
      <TextInput
        type={type}
        label={label}
        description={schema.description}
        value={typeof value === 'string' ? value : ''}
        error={faultOf(props)}
        onChange={(event) => {
          const next = event.currentTarget.value;
          onChange(next === '' && !isRequired ? undefined : next);
        }}
      />
    );
  };

/** `HH:MM` */
export const TimeField = input('time');
/** `YYYY-MM-DD` */
export const DateField = input('date');
