import { ActionIcon, Button, CopyButton, Group, Modal, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { KeyInfo, MadeKey, Role } from '@signalbox/api/contract';
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

type Scope = 'write' | Role;

/** What a key may do: send events in, or what somebody of a role may. */
const SCOPES: { value: Scope; label: string; description: string }[] = [
  { value: 'write', label: t('Send events in'), description: t('and do nothing else') },
  { value: 'viewer', label: t('Read'), description: t('what a viewer sees; changes nothing') },
  {
    value: 'editor',
    label: t('Work on journeys and people'),
    description: t('what an editor does; no settings, keys or team'),
  },
  { value: 'admin', label: t('Everything'), description: t('what an administrator does') },
];
const scopeInWords = ({ role }: KeyInfo) => SCOPES.find(({ value }) => value === (role ?? 'write'))!.label;
const keyOf = (scope: Scope) => (scope === 'write' ? { kind: 'write' } : { kind: 'api', role: scope });

/** Keys of programs: listed by their last letters, shown whole once, revoked at once. */
export function KeysCard() {
  const client = useQueryClient();
  const keys = useQuery(keysQuery);
  const [name, setName] = useState('');
  const [scope, setScope] = useState<Scope>('write');
  const [made, setMade] = useState<string | null>(null);
  const [leaving, setLeaving] = useState<KeyInfo | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: ['keys'] });
  const make = useMutation({
    mutationFn: () => api.post<MadeKey>('/api/keys', { ...keyOf(scope), name }),
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
            'For programs: give each the least that it needs. A key is shown once, when it is made; keys that Signalbox is started with come back at the next start.',
          )}{' '}
          {t(
            'The command “signalbox”, which keeps journeys in git, checks them with one that reads and pushes them with one that works on journeys.',
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
              { title: t('May'), cell: scopeInWords },
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
              w={250}
              allowDeselect={false}
              data={SCOPES}
              renderOption={({ option }) => <Option scope={option.value as Scope} />}
              value={scope}
              onChange={(value) => value && setScope(value as Scope)}
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

function Option({ scope }: { scope: Scope }) {
  const { label, description } = SCOPES.find(({ value }) => value === scope)!;
  return (
    <div>
      {label}
      <div className={classes.about}>{description}</div>
    </div>
  );
}
