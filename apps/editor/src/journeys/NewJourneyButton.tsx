import { Button, type ButtonProps } from '@mantine/core';
import { useNewJourney } from './use-new-journey.js';

export function NewJourneyButton(props: ButtonProps) {
  const { create, isPending } = useNewJourney();
  return (
    <Button {...props} loading={isPending} onClick={create}>
      New journey
    </Button>
  );
}
