import { Button, type ButtonProps } from '@mantine/core';
import { t } from '../language/t.js';
import { useNewJourney } from './use-new-journey.js';
import { May } from '../team/May.js';

export function NewJourneyButton(props: ButtonProps) {
  const { create, isPending } = useNewJourney();
  return (
    <May need="change">
      <Button {...props} loading={isPending} onClick={() => create()}>
        {t('New journey')}
      </Button>
    </May>
  );
}
