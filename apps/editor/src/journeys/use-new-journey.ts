import { notifications } from '@mantine/notifications';
import { emptyGraph, type JourneyGraph } from '@signalbox/engine/graph';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api, sayError } from '../api/client.js';
import { t } from '../language/t.js';

/**
 * Makes a journey and opens its canvas.
 * @param begun what it begins with; an empty one if absent
 */
export function useNewJourney(begun?: () => { name: string; graph: JourneyGraph }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const create = useMutation({
    mutationFn: () =>
      api.post<{ id: string; revision: number }>(
        '/api/journeys',
        begun?.() ?? { name: t('New journey'), graph: emptyGraph() },
      ),
    onSuccess: async ({ id }) => {
      void client.invalidateQueries({ queryKey: ['journeys'] });
      void client.invalidateQueries({ queryKey: ['campaigns'] });
      await navigate(`/journeys/${id}`);
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: t('No new journey'), message: sayError(error) }),
  });
  return { create: () => create.mutate(), isPending: create.isPending };
}
