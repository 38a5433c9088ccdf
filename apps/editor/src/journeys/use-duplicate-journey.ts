import { notifications } from '@mantine/notifications';
import type { Journey } from '@signalbox/api/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api, sayError } from '../api/client.js';
import { t } from '../language/t.js';

/**
 * Makes a second journey like one and opens its canvas.
 * @param read what to make it from
 */
export function useDuplicateJourney(
  read: () => Pick<Journey, 'name' | 'graph'> | Promise<Pick<Journey, 'name' | 'graph'>>,
) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const copy = useMutation({
    mutationFn: async () => {
      const { name, graph } = await read();
      return api.post<{ id: string }>('/api/journeys', { name: t('{name} (copy)', { name }), graph });
    },
    onSuccess: async ({ id }) => {
      void client.invalidateQueries({ queryKey: ['journeys'] });
      await navigate(`/journeys/${id}`);
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: t('Not duplicated'), message: sayError(error) }),
  });
  return { duplicate: () => copy.mutate(), isPending: copy.isPending };
}
