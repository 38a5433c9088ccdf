import { TagsInput, type TagsInputProps } from '@mantine/core';
import { faultOf, type FieldProps } from '../field-props.js';

/** Several short words, such as keywords; some may be offered. Enter or a comma ends one. */
export function WordsField({ data, ...props }: FieldProps & Pick<TagsInputProps, 'data'>) {
  const { schema, label, value, onChange } = props;
  return (
    <TagsInput
      label={label}
      description={schema.description}
      splitChars={[',', ';']}
      maxTags={schema.maxItems}
      acceptValueOnBlur
      data={data}
      value={Array.isArray(value) ? value.map(String) : []}
      error={faultOf(props)}
      onChange={onChange}
    />
  );
}
