import { notifications } from '@mantine/notifications';
import { emptyGraph } from '@signalbox/engine/graph';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api, sayError } from '../api/client.js';
import { t } from '../language/t.js';

interface Begun {
  name: string;
  graph: object;
}

/** With nothing on it yet. */
const empty = (): Begun => ({ name: t('New journey'), graph: emptyGraph() });

/**
 * Makes a journey and opens its canvas.
 * @param begin what it begins with; an empty one if absent
 * @param notMade what is said above the reason if there is none
 */
export function useNewJourney<Given = void>(
  begin: (given: Given) => Begun | Promise<Begun> = empty,
  notMade = t('No new journey'),
) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { mutate, isPending } = useMutation({
    mutationFn: async (given: Given) =>
      api.post<{ id: string; revision: number }>('/api/journeys', await begin(given)),
    onSuccess: async ({ id }) => {
      void client.invalidateQueries({ queryKey: ['journeys'] });
      void client.invalidateQueries({ queryKey: ['campaigns'] });
      await navigate(`/journeys/${id}`);
    },
    onError: (error) => notifications.show({ color: 'red', title: notMade, message: sayError(error) }),
  });
  return { create: (given: Given) => mutate(given), isPending };
}
