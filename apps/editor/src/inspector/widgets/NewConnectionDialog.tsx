import { Button, Group, Modal, PasswordInput, Stack, TextInput } from '@mantine/core';
import type { Connection } from '@signalbox/api/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, sayError } from '../../api/client.js';
import { connectionsQuery } from '../../api/queries.js';
import { t } from '../../language/t.js';

interface Props {
  kind: string;
  isOpen: boolean;
  onClose: () => void;
  onAdded: (connection: Connection) => void;
}

const EMPTY = { name: '', baseUrl: '', header: 'Authorization', secret: '' };

/** Stores how to reach a service. Its secret goes to the server and is never shown again. */
export function NewConnectionDialog({ kind, isOpen, onClose, onAdded }: Props) {
  const client = useQueryClient();
  const [typed, setTyped] = useState(EMPTY);
  const type = (field: keyof typeof EMPTY) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setTyped((before) => ({ ...before, [field]: value }));
  };
  const adding = useMutation({
    mutationFn: ({ name, baseUrl, header, secret }: typeof EMPTY) =>
      api.post<Connection>('/api/connections', {
        name,
        kind,
        baseUrl,
        headers: secret ? { [header]: secret } : {},
      }),
    onSuccess: async (connection) => {
      await client.invalidateQueries({ queryKey: connectionsQuery.queryKey });
      setTyped(EMPTY);
      onAdded(connection);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    adding.mutate(typed);
  };
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('New connection')}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput label={t('Name')} required data-autofocus value={typed.name} onChange={type('name')} />
          <TextInput
            label={t('Address')}
            description={t('Requests go below it, and nowhere else.')}
            placeholder={t('https://api.example.com/v3')}
            type="url"
            required
            value={typed.baseUrl}
            onChange={type('baseUrl')}
          />
          <TextInput label={t('Header')} required value={typed.header} onChange={type('header')} />
          <PasswordInput
            label={t('Its value')}
            description={t('Kept encrypted, and never shown again.')}
            placeholder={t('Bearer …')}
            autoComplete="off"
            value={typed.secret}
            onChange={type('secret')}
          />
          {adding.error && <p role="alert">{sayError(adding.error)}</p>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('Cancel')}
            </Button>
            <Button type="submit" loading={adding.isPending}>
              {t('Store')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
