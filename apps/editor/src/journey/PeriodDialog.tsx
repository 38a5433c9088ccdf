import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { DayField } from '../dates/DayField.js';
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
          <DayField label={t('First day')} required value={from} to={to || undefined} onChange={setFrom} />
          <DayField
            label={t('Last day')}
            required
            value={to}
            from={from || undefined}
            error={from !== '' && to !== '' && !isOrdered && t('This is before the first day.')}
            onChange={setTo}
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
