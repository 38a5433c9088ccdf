import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api, sayError } from '../api/client.js';
import { t } from '../language/t.js';
import { tagsQuery } from '../people/people-queries.js';
import { listPath } from './list-path.js';

interface Props {
  /** The list that is to be called otherwise; without it a new one is made. */
  former?: string;
  onClose: () => void;
}

export function ListNameDialog({ former, onClose }: Props) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(former ?? '');
  const name = typed.trim();
  const known = useQuery(tagsQuery).data?.find((each) => each.name === name);
  const save = useMutation({
    mutationFn: () =>
      former === undefined
        ? api.put(`/api/tags/${encodeURIComponent(name)}`, { isList: true })
        : api.post(`/api/tags/${encodeURIComponent(former)}/rename`, { to: name }),
    onSuccess: async () => {
      onClose();
      await navigate(listPath(name), { replace: former !== undefined });
      await client.invalidateQueries({ queryKey: ['contacts'] });
    },
  });
  const says =
    known && known.name !== former
      ? known.isList
        ? t('There is a list of this name already.')
        : former === undefined
          ? t(
              'There is a tag of this name, which {people, plural, one {# person has} other {# people have}}: it becomes the list.',
              { people: known.people },
            )
          : t('There is a tag of this name already.')
      : null;
  const isTaken = known !== undefined && known.name !== former && (known.isList || former !== undefined);
  return (
    <Modal
      opened
      onClose={onClose}
      title={former === undefined ? t('New list') : t('Rename {former}', { former })}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name && !isTaken) save.mutate();
        }}
      >
        <TextInput
          data-autofocus
          label={t('Name')}
          maxLength={100}
          value={typed}
          error={save.isError ? sayError(save.error) : isTaken ? says : null}
          description={isTaken ? undefined : says}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            save.reset();
          }}
        />
        {former !== undefined && (
          <p>
            <small>
              {t('What sends the former name, such as a shop, makes it anew. Tell it of the new one.')}
            </small>
          </p>
        )}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" disabled={!name || isTaken || name === former} loading={save.isPending}>
            {former === undefined ? t('Make it') : t('Rename')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
