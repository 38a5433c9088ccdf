import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowMerge, IconDots, IconDownload, IconEraser } from '@tabler/icons-react';
import type { ContactDetail } from '@signalbox/api/contract';
import { useState } from 'react';
import { t } from '../language/t.js';
import { EraseDialog } from './EraseDialog.js';
import { MergeDialog } from './MergeDialog.js';

/** What is rarely done with a person, and not by accident. */
export function PersonMenu({ person }: { person: ContactDetail }) {
  const [open, setOpen] = useState<'merge' | 'erase' | null>(null);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('More')}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconArrowMerge size={16} />} onClick={() => setOpen('merge')}>
            {t('Same person as…')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconDownload size={16} />}
            component="a"
            href={`/api/contacts/${person.id}/data`}
            download
          >
            {t('All we hold about them')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconEraser size={16} />} onClick={() => setOpen('erase')}>
            {t('Erase…')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open === 'merge' && <MergeDialog person={person} onClose={() => setOpen(null)} />}
      {open === 'erase' && <EraseDialog person={person} onClose={() => setOpen(null)} />}
    </>
  );
}
