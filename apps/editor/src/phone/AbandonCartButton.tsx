import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api, sayError } from '../api/client.js';
import { homeQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { May } from '../team/May.js';

/** Lets somebody of the demo shop leave a cart behind, through the same signed door as a real shop. */
export function AbandonCartButton({ contactId }: { contactId?: string }) {
  const home = useQuery(homeQuery).data;
  const abandon = useMutation({
    mutationFn: () => api.post('/api/demo/abandon', contactId ? { contactId } : {}),
    onSuccess: () =>
      notifications.show({
        title: t('A cart was left behind'),
        message: t('Journeys that start with a checkout react now.'),
      }),
    onError: (error) => notifications.show({ color: 'red', title: t('No cart'), message: sayError(error) }),
  });
  if (!home?.hasDemo) return null;
  return (
    <May need="change">
      <Button variant="default" loading={abandon.isPending} onClick={() => abandon.mutate()}>
        {t('Abandon a cart')}
      </Button>
    </May>
  );
}
