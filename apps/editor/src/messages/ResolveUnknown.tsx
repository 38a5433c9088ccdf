import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, sayError } from '../api/client.js';
import { t } from '../language/t.js';
import { May } from '../team/May.js';

/** Only a person decides about a text of which nobody knows whether it arrived. */
export function ResolveUnknown({ messageId }: { messageId: string }) {
  const client = useQueryClient();
  const resolve = useMutation({
    mutationFn: (decision: 'arrived' | 'send-again') =>
      api.post(`/api/messages/${messageId}/resolve`, { decision }),
    onSettled: () => void client.invalidateQueries(),
    onError: (error) => notifications.show({ color: 'red', message: sayError(error) }),
  });
  return (
    <May need="change">
      <Group gap="xs" mt={4}>
        {(
          [
            ['arrived', t('It arrived')],
            ['send-again', t('Send it again')],
          ] as const
        ).map(([what, label]) => (
          <Button
            key={what}
            size="compact-xs"
            variant="default"
            loading={resolve.isPending}
            onClick={() => resolve.mutate(what)}
          >
            {label}
          </Button>
        ))}
      </Group>
    </May>
  );
}
