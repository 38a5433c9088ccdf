import { Button, Group, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ContactDetail } from '@signalbox/api/contract';
import { useNavigate } from 'react-router';
import { api, sayError } from '../api/client.js';
import { t } from '../language/t.js';

/** The one thing that can't be taken back says so. */
export function EraseDialog({ person, onClose }: { person: ContactDetail; onClose: () => void }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const erase = useMutation({
    mutationFn: () => api.delete(`/api/contacts/${person.id}`),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['contacts'] });
      void navigate('/people');
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('Erase {name}?', { name: person.name })}>
      <p>
        {t(
          'All that is known of this person goes, in every list, and they leave every journey. Counts stay, and name nobody. If they had replied STOP, their number stays stopped, as a hash that names nobody either.',
        )}
      </p>
      <p>{t('This can’t be taken back.')}</p>
      {erase.isError && <p role="alert">{sayError(erase.error)}</p>}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('Keep')}
        </Button>
        <Button color="red" loading={erase.isPending} onClick={() => erase.mutate()}>
          {t('Erase')}
        </Button>
      </Group>
    </Modal>
  );
}
