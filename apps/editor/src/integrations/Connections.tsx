import { ActionIcon, Button, Group, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Connection } from '@signalbox/api/contract';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { connectionsQuery, signingKeyQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { May } from '../team/May.js';
import { Card } from '../ui/Page.js';
import { Table } from '../ui/Table.js';
import { Time } from '../ui/Time.js';
import { Trouble } from '../ui/Trouble.js';
import { useMay } from '../team/roles.js';
import { Address } from './Address.js';
import classes from './Integrations.module.css';

/** Services that steps ask: how they are reached, and how they know us. */
export function Connections() {
  const client = useQueryClient();
  const query = useQuery(connectionsQuery);
  const signingKey = useQuery({ ...signingKeyQuery, enabled: useMay('manage') }).data;
  const [leaving, setLeaving] = useState<Connection | null>(null);
  const remove = useMutation({
    mutationFn: ({ id }: Connection) => api.delete(`/api/connections/${id}`),
    onSuccess: async () => {
      setLeaving(null);
      await client.invalidateQueries({ queryKey: connectionsQuery.queryKey });
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: t('Not removed'), message: sayError(error) }),
  });
  return (
    <Card title={t('Services that steps ask')} aside={t('stored connections')}>
      {query.isError && <Trouble error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && (
        <p className={classes.hint}>{t('None yet. A step that needs one offers to store it.')}</p>
      )}
      {query.data && query.data.length > 0 && (
        <Table
          label={t('Services that steps ask')}
          rows={query.data}
          rowKey={({ id }) => id}
          columns={[
            { title: t('Name'), cell: ({ name }) => name },
            { title: t('Address'), cell: ({ baseUrl }) => <code>{baseUrl}</code> },
            { title: t('Sent along'), cell: ({ headerNames }) => headerNames.join(', ') || '–' },
            { title: t('Since'), cell: ({ createdAt }) => <Time at={createdAt} />, narrow: true },
            {
              title: t('Remove'),
              unseen: true,
              numeric: true,
              cell: (connection) => (
                <May need="manage" hide>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('Remove {name}', { name: connection.name })}
                    onClick={() => setLeaving(connection)}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                </May>
              ),
            },
          ]}
        />
      )}
      {signingKey && (
        <>
          <p className={classes.signed}>
            {t('Each request of a step is signed. Its receiver checks “Signalbox-Signature” with this key.')}
          </p>
          <Address label={t('Key of the signature')} value={signingKey} />
        </>
      )}
      <Modal opened={leaving !== null} onClose={() => setLeaving(null)} title={t('Remove this connection?')}>
        <p className={classes.hint}>
          {t('Steps that ask “{name}” are refused from now on: their people leave by “Refused”.', {
            name: leaving?.name ?? '',
          })}
        </p>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setLeaving(null)}>
            {t('Keep it')}
          </Button>
          <Button color="red" loading={remove.isPending} onClick={() => leaving && remove.mutate(leaving)}>
            {t('Remove')}
          </Button>
        </Group>
      </Modal>
    </Card>
  );
}
