import { Button, Group, Modal } from '@mantine/core';
import { t } from '../language/t.js';

interface Props {
  name: string;
  people: number;
  onClose: () => void;
  onDelete: () => void;
}

export function DeleteListDialog({ name, people, onClose, onDelete }: Props) {
  return (
    <Modal opened onClose={onClose} title={t('Delete {name}?', { name })}>
      <p>
        {people === 0
          ? t('Nobody is on it.')
          : t(
              '{people, plural, one {# person is} other {# people are}} taken off it and stay people. Their timelines keep that they were on it.',
              { people },
            )}
      </p>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('Keep')}
        </Button>
        <Button color="red" onClick={onDelete}>
          {t('Delete')}
        </Button>
      </Group>
    </Modal>
  );
}
