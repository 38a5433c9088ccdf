import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Campaign } from '@signalbox/api/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, sayError } from '../api/client.js';
import { isUnderWay } from '../api/queries.js';
import { t } from '../language/t.js';
import { May } from '../team/May.js';

/** Whoever was started goes on. Nothing is shown for a campaign that is over. */
export function StopCampaign({ campaign }: { campaign: Campaign }) {
  const client = useQueryClient();
  const stop = useMutation({
    mutationFn: () => api.post(`/api/campaigns/${campaign.id}/stop`),
    onSuccess: () =>
      client.invalidateQueries({ predicate: ({ queryKey }) => queryKey.includes('campaigns') }),
    onError: (error) => notifications.show({ color: 'red', message: sayError(error) }),
  });
  if (!isUnderWay(campaign)) return null;
  return (
    <May need="change">
      <Button size="compact-xs" variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
        {t('Start nobody further')}
      </Button>
    </May>
  );
}
