import { TagsInput } from '@mantine/core';
import { faultOf, type FieldProps } from '../field-props.js';

/** Several short words: keywords, tags. Enter or a comma ends one. */
export function WordsField(props: FieldProps) {
  const { schema, label, value, onChange } = props;
  return (
    <TagsInput
      label={label}
      description={schema.description}
      splitChars={[',', ';']}
      maxTags={schema.maxItems}
      acceptValueOnBlur
      value={Array.isArray(value) ? value.map(String) : []}
      error={faultOf(props)}
      onChange={onChange}
    />
  );
}
