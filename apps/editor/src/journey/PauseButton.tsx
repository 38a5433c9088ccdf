import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Journey } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { runsQueryOf } from '../api/queries.js';
import { countOf } from '../format/number.js';

type Due = 'now' | 'later' | 'end';

/** Stops a live journey at once for everybody in it, and lets it go on. */
export function PauseButton({ journey }: { journey: Journey }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const isPaused = journey.status === 'paused';
  const change = useMutation({
    mutationFn: (due?: Due) =>
      isPaused
        ? api.post(`/api/journeys/${journey.id}/resume`, { due })
        : api.post(`/api/journeys/${journey.id}/pause`),
    onSuccess: async () => {
      setAsking(false);
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
    <>
      <Button
        variant="default"
        loading={change.isPending}
        onClick={() => (isPaused ? setAsking(true) : change.mutate(undefined))}
      >
        {isPaused ? 'Resume' : 'Pause'}
      </Button>
      {asking && (
        <ResumeDialog
          journeyId={journey.id}
          isPending={change.isPending}
          onClose={() => setAsking(false)}
          onResume={(due) => change.mutate(due)}
        />
      )}
    </>
  );
}

interface DialogProps {
  journeyId: string;
  isPending: boolean;
  onClose: () => void;
  onResume: (due: Due) => void;
}

/** Time went on during the pause: what is to become of what fell due in it? */
function ResumeDialog({ journeyId, isPending, onClose, onResume }: DialogProps) {
  const [due, setDue] = useState<Due>('now');
  const parked = useQuery(runsQueryOf(journeyId, 'parked')).data ?? null;
  return (
    <Modal opened onClose={onClose} title="Resume the journey" transitionProps={{ duration: 0 }}>
      <Text mb="md">
        {parked === null
          ? 'Looking whose next step fell due during the pause…'
          : parked === 0
            ? 'Nothing fell due during the pause: people go on as if it had not been.'
            : `For ${countOf(parked, 'person', 'people')} the next step fell due during the pause. What is to become of it?`}
      </Text>
      {parked !== 0 && (
        <Radio.Group value={due} onChange={(value) => setDue(value as Due)} aria-label="What fell due">
          <Stack gap="xs">
            <Radio value="now" label="It happens now" description="Everybody goes on at once." />
            <Radio
              value="later"
              label="It happens after the time that was left"
              description="As if the clock had stood still: ten minutes before the pause is ten minutes from now."
            />
            <Radio
              value="end"
              label="It is too late: end the journey for them"
              description="Nobody else is touched."
            />
          </Stack>
        </Radio.Group>
      )}
      <Group mt="lg" justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button loading={isPending} onClick={() => onResume(due)}>
          Resume
        </Button>
      </Group>
    </Modal>
  );
}
