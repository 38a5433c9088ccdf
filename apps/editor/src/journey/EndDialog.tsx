import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Journey } from '@signalbox/api/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { t } from '../language/t.js';

/** Ends a live journey for good: nobody enters any more, and those inside finish or leave. */
export function EndDialog({ journey, onClose }: { journey: Journey; onClose: () => void }) {
  const client = useQueryClient();
  const [inside, setInside] = useState<'finish' | 'end'>('finish');
  const end = useMutation({
    mutationFn: () => api.post<{ count: number }>(`/api/journeys/${journey.id}/end`, { inside }),
    onSuccess: async ({ count }) => {
      onClose();
      notifications.show({
        message:
          count > 0
            ? t('Ended: {count, plural, one {# person leaves} other {# people leave}}.', { count })
            : t('Ended: nobody enters any more.'),
      });
      await client.invalidateQueries({ queryKey: ['journey', journey.id] });
      void client.invalidateQueries({ queryKey: ['journeys'] });
    },
    onError: (error) => notifications.show({ color: 'red', title: t('Not ended'), message: sayError(error) }),
  });
  return (
    <Modal opened onClose={onClose} title={t('End the journey?')} transitionProps={{ duration: 0 }}>
      <Text mb="md">
        {t('Nobody enters any more. Publishing a new version later brings it back to life.')}
      </Text>
      <Radio.Group
        value={inside}
        onChange={(value) => setInside(value as 'finish' | 'end')}
        aria-label={t('Those who are inside')}
      >
        <Stack gap="xs">
          <Radio
            value="finish"
            label={t('Those who are inside finish it')}
            description={
              journey.status === 'paused' &&
              t('The pause ends for them: what fell due meanwhile happens at once.')
            }
          />
          <Radio
            value="end"
            label={t('Those who are inside leave at once')}
            description={t('They get no further text of it.')}
          />
        </Stack>
      </Radio.Group>
      <Group mt="lg" justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button color="red" loading={end.isPending} onClick={() => end.mutate()}>
          {t('End it')}
        </Button>
      </Group>
    </Modal>
  );
}
