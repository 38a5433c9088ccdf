import { Select } from '@mantine/core';
import { titleFromName } from '../../format/words.js';
import { faultOf, type FieldProps } from '../field-props.js';
import { ChoicesField } from './ChoicesField.js';

export function SelectField(props: FieldProps) {
  return props.schema.ui?.choicesFrom ? <ChoicesField {...props} /> : <FixedSelect {...props} />;
}

function FixedSelect(props: FieldProps) {
  const { schema, label, value, onChange } = props;
  const known = (schema.enum ?? []).map(String);
  // A value that is no longer offered stays visible; its fault says what to do.
  const shown = typeof value === 'string' && !known.includes(value) ? [...known, value] : known;
  return (
    <Select
      label={label}
      description={schema.description}
      allowDeselect={false}
      data={shown.map((option) => ({
        value: option,
        label: schema.ui?.labels?.[option] ?? titleFromName(option),
      }))}
      value={typeof value === 'string' ? value : null}
      error={faultOf(props)}
      onChange={(next) =>
        onChange((schema.enum ?? []).find((option) => String(option) === next) ?? next ?? undefined)
      }
    />
  );
}
