import { Button, Group, Modal, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ContactDetail } from '@signalbox/api/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { t } from '../language/t.js';
import { PURPOSES } from './consent-words.js';

/** Stands for all that nobody has to get, as a STOP does. */
const ALL = 'all';

/** Withdraws consent for somebody who said so by another way than a text: all of it, or one purpose. */
export function StopDialog({ person, onClose }: { person: ContactDetail; onClose: () => void }) {
  const client = useQueryClient();
  const [purpose, setPurpose] = useState(ALL);
  const [note, setNote] = useState('');
  const stop = useMutation({
    mutationFn: () =>
      api.post(`/api/contacts/${person.id}/revoke`, {
        purpose: purpose === ALL ? null : purpose,
        note: note.trim(),
      }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['contact', person.id] });
      void client.invalidateQueries({ queryKey: ['contacts'] });
      notifications.show({ message: t('Written down: these texts have stopped.') });
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('Stop texts to {name}?', { name: person.name || person.phone })}
      transitionProps={{ duration: 0 }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          stop.mutate();
        }}
      >
        <Select
          label={t('Which texts')}
          data={[{ value: ALL, label: t('All advertising') }, ...PURPOSES]}
          allowDeselect={false}
          value={purpose}
          onChange={(value) => setPurpose(value ?? ALL)}
        />
        <TextInput
          mt="sm"
          label={t('How they said so')}
          placeholder={t('By phone, 3 May')}
          required
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <p>
          {purpose === ALL
            ? t(
                'As if they had written STOP: only they can take it back. Journeys that only advertise end for them.',
              )
            : t('Journeys that only send such texts end for them.')}
        </p>
        {stop.isError && <p role="alert">{sayError(stop.error)}</p>}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" color="red" loading={stop.isPending} disabled={note.trim() === ''}>
            {t('Stop texts')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
