import { faultOf, type FieldProps } from '../field-props.js';
import { NumberBox } from '../../ui/NumberBox.js';

export function NumberField(props: FieldProps) {
  const { schema, label, value, onChange } = props;
  return (
    <NumberBox
      isWhole={schema.type === 'integer'}
      label={label}
      description={schema.description}
      min={schema.minimum}
      max={schema.maximum}
      clampBehavior="none"
      value={typeof value === 'number' ? value : null}
      error={faultOf(props)}
      onChange={onChange}
    />
  );
}
