import { Button, Group, Modal, Text } from '@mantine/core';
import { useBlocker } from 'react-router';
import { t } from '../language/t.js';
import { isUnsaved } from './use-unsaved.js';

/** Asks before a page is left with something on it that is not saved. */
export function LeaveGuard() {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isUnsaved() && currentLocation.pathname !== nextLocation.pathname,
  );
  const stay = () => blocker.reset?.();
  return (
    <Modal
      opened={blocker.state === 'blocked'}
      onClose={stay}
      title={t('Leave without saving?')}
      transitionProps={{ duration: 0 }}
    >
      <Text>{t('What you typed on this page is not saved yet, and would be lost.')}</Text>
      <Group mt="lg" justify="flex-end">
        <Button variant="default" color="red" onClick={() => blocker.proceed?.()}>
          {t('Leave')}
        </Button>
        <Button data-autofocus onClick={stay}>
          {t('Stay here')}
        </Button>
      </Group>
    </Modal>
  );
}
