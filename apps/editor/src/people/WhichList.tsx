import { Autocomplete, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../language/t.js';
import { tagsQuery } from './people-queries.js';

interface Props {
  name: string;
  /** Another name makes a list. */
  isNewToo: boolean;
  onName: (name: string) => void;
}

export function WhichList({ name, isNewToo, onName }: Props) {
  const tags = useQuery(tagsQuery).data ?? [];
  const lists = tags.filter(({ isList }) => isList).map((list) => list.name);
  if (!isNewToo)
    return (
      <Select
        data-autofocus
        label={t('List')}
        placeholder={lists.length === 0 ? t('No list yet') : ''}
        searchable
        data={lists}
        value={name || null}
        onChange={(next) => onName(next ?? '')}
      />
    );
  const typed = name.trim();
  const known = tags.find((tag) => tag.name === typed);
  return (
    <Autocomplete
      data-autofocus
      label={t('List')}
      description={
        typed === '' || known?.isList
          ? t('Choose one, or type the name of a new one.')
          : known
            ? t('This is a tag so far, and becomes a list.')
            : t('This makes the list “{typed}”.', { typed })
      }
      maxLength={100}
      data={lists}
      value={name}
      onChange={onName}
    />
  );
}
