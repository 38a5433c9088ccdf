import { Button, Group, Loader, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../../api/client.js';
import { t } from '../../language/t.js';
import { Trouble } from '../../ui/Trouble.js';
import { changedValues } from './changed-values.js';
import { ChangedValues } from './ChangedValues.js';
import type { SettingPart } from './values.js';

interface Props {
  path: string;
  /** What the part was before the change that it is asked beside. */
  before: SettingPart;
  /** When that change was, for those who hear the button. */
  at: string;
}

/** Brings a part of the settings back to what it was, by an ordinary change of today. */
export function RestoreSetting({ path, before, at }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={t('Restore what was before {at}', { at })}
        onClick={() => setIsOpen(true)}
      >
        {t('Restore')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('Restore what was before?')}
        transitionProps={{ duration: 0 }}
      >
        <Restore path={path} before={before} onClose={() => setIsOpen(false)} />
      </Modal>
    </>
  );
}

function Restore({ path, before, onClose }: Omit<Props, 'at'> & { onClose: () => void }) {
  const client = useQueryClient();
  const now = useQuery({
    queryKey: ['setting-now', path],
    queryFn: ({ signal }) => api.get<SettingPart>(path, signal),
    staleTime: 0,
    gcTime: 0,
  });
  const restore = useMutation({
    mutationFn: () => api.put(path, before),
    onSuccess: async () => {
      // Any card may show it, and much else reckons with it.
      await client.invalidateQueries();
      notifications.show({ message: t('Restored. It holds from now on.') });
      onClose();
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: t('Not restored'), message: sayError(error) }),
  });
  if (now.isError) return <Trouble error={now.error} onRetry={() => void now.refetch()} />;
  if (!now.data) return <Loader aria-label={t('Loading')} />;
  const values = changedValues(path, now.data, before);
  return (
    <>
      {values.length > 0 ? <ChangedValues values={values} /> : <p>{t('This is what holds now.')}</p>}
      <Group mt="lg" justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button disabled={values.length === 0} loading={restore.isPending} onClick={() => restore.mutate()}>
          {t('Restore')}
        </Button>
      </Group>
    </>
  );
}
