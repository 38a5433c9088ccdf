import { useQuery } from '@tanstack/react-query';
import { t } from '../../language/t.js';
import { tagsQuery } from '../../people/people-queries.js';
import type { FieldProps } from '../field-props.js';
import { WordsField } from './WordsField.js';

/** Tags and lists: those that there are, and any other word, which becomes a tag. */
export function TagsField(props: FieldProps) {
  const known = useQuery(tagsQuery).data ?? [];
  const group = (title: string, ofLists: boolean) => ({
    group: title,
    items: known.flatMap(({ name, isList }) => (isList === ofLists ? [name] : [])),
  });
  const groups = [group(t('Lists'), true), group(t('Tags'), false)];
  return <WordsField {...props} data={groups.filter(({ items }) => items.length > 0)} />;
}
