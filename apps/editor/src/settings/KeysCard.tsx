import { ActionIcon, Button, CopyButton, Group, Modal, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { KeyInfo, MadeKey } from '@signalbox/api/contract';
import { IconTrash } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { Card } from '../ui/Page.js';
import { Table } from '../ui/Table.js';
import { Time } from '../ui/Time.js';
import { Trouble } from '../ui/Trouble.js';
import classes from './SettingsPage.module.css';

const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: async ({ signal }) => (await api.get<{ keys: KeyInfo[] }>('/api/keys', signal)).keys,
});

const KINDS = [
  { value: 'write', label: 'Send events in' },
  { value: 'api', label: 'Everything' },
] as const;
const kindInWords = (kind: KeyInfo['kind']) => KINDS.find(({ value }) => value === kind)!.label;

/** Keys of programs: listed by their last letters, shown whole once, revoked at once. */
export function KeysCard() {
  const client = useQueryClient();
  const keys = useQuery(keysQuery);
  const [name, setName] = useState('');
  const [kind, setKind] = useState<KeyInfo['kind']>('write');
  const [made, setMade] = useState<string | null>(null);
  const [leaving, setLeaving] = useState<KeyInfo | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: ['keys'] });
  const make = useMutation({
    mutationFn: () => api.post<MadeKey>('/api/keys', { kind, name }),
    onSuccess: async ({ key }) => {
      setMade(key);
      setName('');
      await refresh();
    },
    onError: (error) => notifications.show({ color: 'red', title: 'No key', message: sayError(error) }),
  });
  const revoke = useMutation({
    mutationFn: ({ id }: KeyInfo) => api.delete(`/api/keys/${id}`),
    onSuccess: async () => {
      setLeaving(null);
      await refresh();
    },
    onError: (error) => notifications.show({ color: 'red', title: 'Not revoked', message: sayError(error) }),
  });
  return (
    <>
      <Card title="Keys">
        <p className={classes.hint}>
          For programs. One that sends events in can do nothing else. A key is shown once, when it is made;
          keys that Signalbox is started with come back at the next start.
        </p>
        {keys.isError && <Trouble error={keys.error} onRetry={() => void keys.refetch()} />}
        {keys.data && (
          <Table
            label="Keys"
            rows={keys.data}
            rowKey={({ id }) => id}
            columns={[
              { title: 'Name', cell: (key) => key.name || 'From the first start' },
              { title: 'May', cell: (key) => kindInWords(key.kind) },
              { title: 'Ends in', cell: (key) => (key.hint ? <code>…{key.hint}</code> : '–') },
              {
                title: 'Last used',
                cell: (key) => (key.lastUsedAt ? <Time at={key.lastUsedAt} /> : 'never'),
              },
              {
                title: <span className={classes.unseen}>Revoke</span>,
                key: 'revoke',
                numeric: true,
                cell: (key) => (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={`Revoke ${key.name || key.hint || 'this key'}`}
                    onClick={() => setLeaving(key)}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                ),
              },
            ]}
          />
        )}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            make.mutate();
          }}
        >
          <Group align="end" mt="md">
            <TextInput
              label="Name"
              placeholder="Our web shop"
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Select
              label="May"
              w={170}
              allowDeselect={false}
              data={[...KINDS]}
              value={kind}
              onChange={(value) => value && setKind(value as KeyInfo['kind'])}
            />
            <Button type="submit" variant="default" disabled={name.trim() === ''} loading={make.isPending}>
              Make a key
            </Button>
          </Group>
        </form>
      </Card>
      <Modal opened={made !== null} onClose={() => setMade(null)} title="Your new key">
        <p className={classes.hint}>Copy it now: it is not shown again.</p>
        <p>
          <code className={classes.key}>{made}</code>
        </p>
        <Group justify="flex-end">
          <CopyButton value={made ?? ''}>
            {({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy'}</Button>}
          </CopyButton>
        </Group>
      </Modal>
      <Modal opened={leaving !== null} onClose={() => setLeaving(null)} title="Revoke this key?">
        <p className={classes.hint}>
          What uses “{leaving?.name || `…${leaving?.hint ?? ''}`}” is refused from now on.
        </p>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setLeaving(null)}>
            Keep it
          </Button>
          <Button color="red" loading={revoke.isPending} onClick={() => leaving && revoke.mutate(leaving)}>
            Revoke
          </Button>
        </Group>
      </Modal>
    </>
  );
}
