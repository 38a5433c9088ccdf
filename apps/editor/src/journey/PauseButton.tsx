import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Journey } from '@signalbox/api/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, sayError } from '../api/client.js';

/** Stops a live journey at once for everybody in it, and lets it go on. */
export function PauseButton({ journey }: { journey: Journey }) {
  const client = useQueryClient();
  const isPaused = journey.status === 'paused';
  const change = useMutation({
    mutationFn: () => api.post(`/api/journeys/${journey.id}/${isPaused ? 'resume' : 'pause'}`),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['journey', journey.id] });
      void client.invalidateQueries({ queryKey: ['journeys'] });
      notifications.show({
        message: isPaused
          ? 'Resumed: people go on from where they wait.'
          : 'Paused: nobody is texted until you resume.',
      });
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: 'Nothing changed', message: sayError(error) }),
  });
  if (!isPaused && journey.status !== 'live') return null;
  return (
    <Button variant="default" loading={change.isPending} onClick={() => change.mutate()}>
      {isPaused ? 'Resume' : 'Pause'}
    </Button>
  );
}
