import { Button, CopyButton, Group, Modal } from '@mantine/core';
import type { MemberLink } from '@signalbox/api/contract';
import { t } from '../language/t.js';
import classes from '../settings/SettingsPage.module.css';
import { dayOf } from '../format/time.js';

/** A sign-in link, told once. */
export function LinkDialog({
  name,
  link,
  expiresAt,
  onClose,
}: MemberLink & { name: string; onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('A link for {name}', { name })}
      transitionProps={{ duration: 0 }}
    >
      <p className={classes.hint}>
        {t(
          'Send it to them the way you like. It signs one browser in, once, until {date}, and is not shown again.',
          { date: dayOf(expiresAt) },
        )}
      </p>
      <p>
        <code className={classes.key}>{link}</code>
      </p>
      <Group justify="flex-end">
        <CopyButton value={link}>
          {({ copied, copy }) => <Button onClick={copy}>{copied ? t('Copied') : t('Copy')}</Button>}
        </CopyButton>
      </Group>
    </Modal>
  );
}
