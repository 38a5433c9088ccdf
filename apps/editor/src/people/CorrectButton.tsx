import { Button } from '@mantine/core';
import type { ContactDetail } from '@signalbox/api/contract';
import { useState } from 'react';
import { t } from '../language/t.js';
import { CorrectDialog } from './CorrectDialog.js';

export function CorrectButton({ person }: { person: ContactDetail }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('Correct')}
      </Button>
      {isOpen && <CorrectDialog person={person} onClose={() => setOpen(false)} />}
    </>
  );
}
