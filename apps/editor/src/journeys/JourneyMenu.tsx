import { ActionIcon, Button, Group, Menu, Modal, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCopy, IconDots, IconTrash } from '@tabler/icons-react';
import type { Journey, JourneySummary } from '@signalbox/api/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api, sayError } from '../api/client.js';
import { t } from '../language/t.js';

/** What is done with a journey as a whole: a second one like it, or none. */
export function JourneyMenu({ journey }: { journey: JourneySummary }) {
  const { id, name } = journey;
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const fail = (title: string) => (error: unknown) =>
    notifications.show({ color: 'red', title, message: sayError(error) });
  const duplicate = useMutation({
    mutationFn: async () => {
      const { graph } = await api.get<Journey>(`/api/journeys/${id}`);
      return api.post<{ id: string }>('/api/journeys', { name: t('{name} (copy)', { name }), graph });
    },
    onSuccess: async (copy) => {
      void client.invalidateQueries({ queryKey: ['journeys'] });
      await navigate(`/journeys/${copy.id}`);
    },
    onError: fail(t('Not duplicated')),
  });
  const remove = useMutation({
    mutationFn: () => api.delete(`/api/journeys/${id}`),
    onSuccess: () => {
      setAsking(false);
      notifications.show({ message: t('“{name}” is deleted.', { name }) });
      void client.invalidateQueries({ queryKey: ['journeys'] });
    },
    onError: fail(t('Not deleted')),
  });
  return (
    <>
      <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            loading={duplicate.isPending}
            aria-label={t('More for {name}', { name })}
          >
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => duplicate.mutate()}>
            {t('Duplicate')}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => setAsking(true)}>
            {t('Delete…')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('Delete “{name}”?', { name })}
        transitionProps={{ duration: 0 }}
      >
        <Text>
          {journey.liveVersion === null
            ? t('The draft is gone with it.')
            : t('Nobody enters any more, and it leaves the lists. What it sent stays with the people.')}
        </Text>
        <Group mt="lg" justify="flex-end">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t('Cancel')}
          </Button>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('Delete')}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
