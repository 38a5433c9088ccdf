import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import type { Journey } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { runsQueryOf } from '../api/queries.js';
import { t } from '../language/t.js';
import { useCommandsHere } from '../palette/commands-here.js';

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
          ? t('Resumed: people go on from where they wait.')
          : t('Paused: nobody is texted until you resume.'),
      });
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: t('Nothing changed'), message: sayError(error) }),
  });
  const press = () => (isPaused ? setAsking(true) : change.mutate(undefined));
  const isThere = isPaused || journey.status === 'live';
  useCommandsHere(() =>
    !isThere
      ? []
      : isPaused
        ? [{ id: 'resume', title: t('Resume the journey'), Icon: IconPlayerPlay, act: press }]
        : [
            {
              id: 'pause',
              title: t('Pause the journey'),
              also: t('stop hold'),
              Icon: IconPlayerPause,
              act: press,
            },
          ],
  );
  if (!isThere) return null;
  return (
    <>
      <Button variant="default" loading={change.isPending} onClick={press}>
        {isPaused ? t('Resume') : t('Pause')}
      </Button>
      {asking && (
        <ResumeDialog
          journeyId={journey.id}
          drip={journey.drip ?? 'none'}
          isPending={change.isPending}
          onClose={() => setAsking(false)}
          onResume={(due) => change.mutate(due)}
        />
      )}
    </>
  );
}

type Drip = NonNullable<Journey['drip']>;

interface DialogProps {
  journeyId: string;
  drip: Drip;
  isPending: boolean;
  onClose: () => void;
  onResume: (due: Due) => void;
}

function ofNow(drip: Drip): string {
  if (drip === 'lets-all') return t('Everybody goes on at once: so many more than the drip lets through.');
  return drip === 'holds'
    ? t('Everybody goes on at once; whose place in a drip was missed gets a new one behind those who wait.')
    : t('Everybody goes on at once.');
}

/** Time went on during the pause: what is to become of what fell due in it? */
function ResumeDialog({ journeyId, drip, isPending, onClose, onResume }: DialogProps) {
  const [due, setDue] = useState<Due>(drip === 'none' ? 'now' : 'later');
  const parked = useQuery(runsQueryOf(journeyId, 'parked')).data ?? null;
  return (
    <Modal opened onClose={onClose} title={t('Resume the journey')} transitionProps={{ duration: 0 }}>
      <Text mb="md">
        {parked === null
          ? t('Looking whose next step fell due during the pause…')
          : parked === 0
            ? t('Nothing fell due during the pause: people go on as if it had not been.')
            : t(
                'For {parked, plural, one {# person} other {# people}} the next step fell due during the pause. What is to become of it?',
                { parked },
              )}
      </Text>
      {parked !== 0 && (
        <Radio.Group value={due} onChange={(value) => setDue(value as Due)} aria-label={t('What fell due')}>
          <Stack gap="xs">
            <Radio value="now" label={t('It happens now')} description={ofNow(drip)} />
            <Radio
              value="later"
              label={t('It happens after the time that was left')}
              description={t(
                'As if the clock had stood still: ten minutes before the pause is ten minutes from now.',
              )}
            />
            <Radio
              value="end"
              label={t('It is too late: end the journey for them')}
              description={t('Nobody else is touched.')}
            />
          </Stack>
        </Radio.Group>
      )}
      <Group mt="lg" justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button loading={isPending} onClick={() => onResume(due)}>
          {t('Resume')}
        </Button>
      </Group>
    </Modal>
  );
}
