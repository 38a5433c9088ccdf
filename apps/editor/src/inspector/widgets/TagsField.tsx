import { TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../language/t.js';
import { tagsQuery } from '../../people/people-queries.js';
import { faultOf, type FieldProps } from '../field-props.js';

/** Tags and lists: those that there are, and any other word, which becomes a tag. */
export function TagsField(props: FieldProps) {
  const { schema, label, value, onChange } = props;
  const known = useQuery(tagsQuery).data ?? [];
  const group = (title: string, ofLists: boolean) => ({
    group: title,
    items: known.flatMap(({ name, isList }) => (isList === ofLists ? [name] : [])),
  });
  return (
    <TagsInput
      label={label}
      description={schema.description}
      splitChars={[',', ';']}
      maxTags={schema.maxItems}
      acceptValueOnBlur
      data={[group(t('Lists'), true), group(t('Tags'), false)].filter(({ items }) => items.length > 0)}
      value={Array.isArray(value) ? value.map(String) : []}
      error={faultOf(props)}
      onChange={onChange}
    />
  );
}
