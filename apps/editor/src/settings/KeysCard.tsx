import { ActionIcon, Button, CopyButton, Group, Modal, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { KeyInfo, MadeKey } from '@signalbox/api/contract';
import { IconTrash } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { t } from '../language/t.js';
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
  { value: 'write', label: t('Send events in') },
  { value: 'api', label: t('Everything') },
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
    onError: (error) => notifications.show({ color: 'red', title: t('No key'), message: sayError(error) }),
  });
  const revoke = useMutation({
    mutationFn: ({ id }: KeyInfo) => api.delete(`/api/keys/${id}`),
    onSuccess: async () => {
      setLeaving(null);
      await refresh();
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: t('Not revoked'), message: sayError(error) }),
  });
  return (
    <>
      <Card title={t('Keys')}>
        <p className={classes.hint}>
          {t(
            'For programs. One that sends events in can do nothing else. A key is shown once, when it is made; keys that Signalbox is started with come back at the next start.',
          )}
        </p>
        {keys.isError && <Trouble error={keys.error} onRetry={() => void keys.refetch()} />}
        {keys.data && (
          <Table
            label={t('Keys')}
            rows={keys.data}
            rowKey={({ id }) => id}
            columns={[
              { title: t('Name'), cell: (key) => key.name || t('From the first start') },
              { title: t('May'), cell: (key) => kindInWords(key.kind) },
              { title: t('Ends in'), cell: (key) => (key.hint ? <code>…{key.hint}</code> : '–') },
              {
                title: t('Last used'),
                cell: (key) => (key.lastUsedAt ? <Time at={key.lastUsedAt} /> : t('never')),
              },
              {
                title: t('Revoke'),
                unseen: true,
                numeric: true,
                cell: (key) => (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('Revoke {name}', { name: key.name || key.hint || t('this key') })}
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
              label={t('Name')}
              placeholder={t('Our web shop')}
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Select
              label={t('May')}
              w={170}
              allowDeselect={false}
              data={[...KINDS]}
              value={kind}
              onChange={(value) => value && setKind(value as KeyInfo['kind'])}
            />
            <Button type="submit" variant="default" disabled={name.trim() === ''} loading={make.isPending}>
              {t('Make a key')}
            </Button>
          </Group>
        </form>
      </Card>
      <Modal opened={made !== null} onClose={() => setMade(null)} title={t('Your new key')}>
        <p className={classes.hint}>{t('Copy it now: it is not shown again.')}</p>
        <p>
          <code className={classes.key}>{made}</code>
        </p>
        <Group justify="flex-end">
          <CopyButton value={made ?? ''}>
            {({ copied, copy }) => <Button onClick={copy}>{copied ? t('Copied') : t('Copy')}</Button>}
          </CopyButton>
        </Group>
      </Modal>
      <Modal opened={leaving !== null} onClose={() => setLeaving(null)} title={t('Revoke this key?')}>
        <p className={classes.hint}>
          {t('What uses “{name}” is refused from now on.', {
            name: leaving?.name || `…${leaving?.hint ?? ''}`,
          })}
        </p>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setLeaving(null)}>
            {t('Keep it')}
          </Button>
          <Button color="red" loading={revoke.isPending} onClick={() => leaving && revoke.mutate(leaving)}>
            {t('Revoke')}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
