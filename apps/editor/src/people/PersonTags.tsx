import { TagsInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, sayError } from '../api/client.js';
import { t } from '../language/t.js';
import { Card } from '../ui/Page.js';
import { tagsQuery } from './people-queries.js';

/** A person's tags and lists, changed in place. */
export function PersonTags({ contactId, tags }: { contactId: string; tags: string[] }) {
  const client = useQueryClient();
  const known = useQuery(tagsQuery).data ?? [];
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
  return (
    <Card title={t('Tags and lists')}>
      <TagsInput
        aria-label={t('Tags')}
        placeholder={tags.length === 0 ? t('Add a tag') : ''}
        data={known.map(({ name }) => name)}
        value={change.isPending ? change.variables : tags}
        error={change.isError ? sayError(change.error) : null}
        onChange={(next) => change.mutate(next)}
      />
    </Card>
  );
}
