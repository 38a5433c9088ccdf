import { MultiSelect, Stack, TagsInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, sayError } from '../api/client.js';
import { t } from '../language/t.js';
import { Card } from '../ui/Page.js';
import { tagsQuery } from './people-queries.js';
import classes from './PersonPage.module.css';

/** A person's lists and tags, changed in place. */
export function PersonTags({ contactId, tags }: { contactId: string; tags: string[] }) {
  const client = useQueryClient();
  const known = useQuery(tagsQuery).data ?? [];
  const lists = known.filter(({ isList }) => isList).map(({ name }) => name);
  const isList = (name: string) => lists.includes(name);
  const change = useMutation({
    mutationFn: (next: string[]) =>
      api.patch(`/api/contacts/${contactId}`, {
        addTags: next.filter((tag) => !tags.includes(tag)),
        removeTags: tags.filter((tag) => !next.includes(tag)),
      }),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['contact', contactId] });
      void client.invalidateQueries({ queryKey: ['contacts'] });
    },
  });
  const now = change.isPending ? change.variables : tags;
  const on = now.filter(isList);
  const others = now.filter((tag) => !isList(tag));
  return (
    <Card title={t('Tags and lists')}>
      <Stack gap="sm">
        {lists.length > 0 ? (
          <MultiSelect
            label={t('Lists')}
            placeholder={on.length === 0 ? t('On none') : ''}
            searchable
            data={lists}
            value={on}
            onChange={(next) => change.mutate([...others, ...next])}
          />
        ) : (
          <p className={classes.none}>
            {t('There is no list yet.')} <Link to="/lists">{t('Lists')}</Link>
          </p>
        )}
        <TagsInput
          label={t('Tags')}
          placeholder={others.length === 0 ? t('Add a tag') : ''}
          data={known.flatMap(({ name }) => (isList(name) ? [] : [name]))}
          value={others}
          error={change.isError ? sayError(change.error) : null}
          onChange={(next) => change.mutate([...new Set([...on, ...next])])}
        />
      </Stack>
    </Card>
  );
}
