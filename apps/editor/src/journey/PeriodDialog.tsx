import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { t } from '../language/t.js';
import type { Counted } from '../workspace/workspace.js';

type Between = NonNullable<Counted['between']>;

interface Props {
  between: Between | undefined;
  onChoose: (between: Between) => void;
  onClose: () => void;
}

/** Between which days entries are counted; both are part of it. */
export function PeriodDialog({ between, onChoose, onClose }: Props) {
  const [from, setFrom] = useState(between?.from ?? '');
  const [to, setTo] = useState(between?.to ?? '');
  const isOrdered = from !== '' && to !== '' && from <= to;
  return (
    <Modal opened onClose={onClose} title={t('Entered from … to …')} transitionProps={{ duration: 0 }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onChoose({ from, to });
          onClose();
        }}
      >
        <Group grow align="start">
          <TextInput
            type="date"
            label={t('First day')}
            required
            value={from}
            max={to || undefined}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('Last day')}
            required
            value={to}
            min={from || undefined}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </Group>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" disabled={!isOrdered}>
            {t('Count these')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
