import { ActionIcon, Menu } from '@mantine/core';
import {
  IconCopy,
  IconDots,
  IconFileExport,
  IconFileImport,
  IconFlag,
  IconPencilQuestion,
} from '@tabler/icons-react';
import type { Journey } from '@signalbox/api/contract';
import { useState } from 'react';
import { Link } from 'react-router';
import { useDuplicateJourney } from '../journeys/use-duplicate-journey.js';
import { useImportJourney } from '../journeys/use-import-journey.js';
import { t } from '../language/t.js';
import { May } from '../team/May.js';
import { drawnByOf } from '../templates/drawn-by.js';
import { useWorkspace } from '../workspace/workspace.js';
import { EndDialog } from './EndDialog.js';
import { exportJourney } from './export-journey.js';

/** What is done with the open journey as a whole. */
export function JourneyMore({ journey }: { journey: Journey }) {
  const { history } = useWorkspace();
  const [ending, setEnding] = useState(false);
  const { duplicate, isPending } = useDuplicateJourney(() => history.get());
  const { importJourney, isPending: isComing } = useImportJourney();
  const by = drawnByOf(history.get().graph);
  const isOn = journey.status === 'live' || journey.status === 'paused';
  return (
    <>
      <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            loading={isPending || isComing}
            aria-label={t('More for this journey')}
          >
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <May need="change" hide>
            {by && (
              <Menu.Item
                component={Link}
                to={`/templates/${by.template}?journey=${journey.id}`}
                leftSection={<IconPencilQuestion size={15} />}
              >
                {t('Change the answers…')}
              </Menu.Item>
            )}
            <Menu.Item leftSection={<IconCopy size={15} />} onClick={duplicate}>
              {t('Duplicate')}
            </Menu.Item>
          </May>
          <Menu.Item leftSection={<IconFileExport size={15} />} onClick={() => exportJourney(history.get())}>
            {t('Export as a file')}
          </Menu.Item>
          <May need="change" hide>
            <Menu.Item leftSection={<IconFileImport size={15} />} onClick={importJourney}>
              {t('Import a journey from a file…')}
            </Menu.Item>
            {isOn && (
              <>
                <Menu.Divider />
                <Menu.Item color="red" leftSection={<IconFlag size={15} />} onClick={() => setEnding(true)}>
                  {t('End the journey…')}
                </Menu.Item>
              </>
            )}
          </May>
        </Menu.Dropdown>
      </Menu>
      {ending && <EndDialog journey={journey} onClose={() => setEnding(false)} />}
    </>
  );
}
