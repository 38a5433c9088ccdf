import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, sayError } from '../api/client.js';
import { movableBackQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { May } from '../team/May.js';

/** Takes a move back for those who have taken no step since. Nothing is shown while there is nobody. */
export function MoveBack({ journeyId, version }: { journeyId: string; version: number }) {
  const client = useQueryClient();
  const count = useQuery(movableBackQuery(journeyId, version)).data ?? 0;
  const moveBack = useMutation({
    mutationFn: () => api.post<{ count: number }>(`/api/journeys/${journeyId}/move-back`, { version }),
    onSuccess: ({ count: asked }) => {
      void client.invalidateQueries({ queryKey: ['journey', journeyId] });
      notifications.show({
        message: t('{asked, plural, one {# person goes} other {# people go}} back at their next wait.', {
          asked,
        }),
      });
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: t('Nobody was moved'), message: sayError(error) }),
  });
  if (count === 0) return null;
  return (
    <May need="change">
      <Button
        size="compact-sm"
        variant="subtle"
        loading={moveBack.isPending}
        title={t('Only those who have taken no step since they were moved here')}
        onClick={() => moveBack.mutate()}
      >
        {t('Move {count, plural, one {# person} other {# people}} back', { count })}
      </Button>
    </May>
  );
}
