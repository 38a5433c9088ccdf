import { ActionIcon, Button, Group, Menu, Modal, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCopy, IconDots, IconTrash } from '@tabler/icons-react';
import type { Journey, JourneySummary } from '@signalbox/api/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { t } from '../language/t.js';
import { useDuplicateJourney } from './use-duplicate-journey.js';

/** What is done with a journey as a whole: a second one like it, or none. */
export function JourneyMenu({ journey }: { journey: JourneySummary }) {
  const { id, name } = journey;
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { duplicate, isPending } = useDuplicateJourney(() => api.get<Journey>(`/api/journeys/${id}`));
  const remove = useMutation({
    mutationFn: () => api.delete(`/api/journeys/${id}`),
    onSuccess: () => {
      setAsking(false);
      notifications.show({ message: t('“{name}” is deleted.', { name }) });
      void client.invalidateQueries({ queryKey: ['journeys'] });
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: t('Not deleted'), message: sayError(error) }),
  });
  return (
    <>
      <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            loading={isPending}
            aria-label={t('More for {name}', { name })}
          >
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => duplicate()}>
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
