import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCopy,
  IconFileExport,
  IconListTree,
  IconPlayerPlay,
  IconPlus,
  IconRocket,
  IconSearch,
  IconUsers,
} from '@tabler/icons-react';
import { useDuplicateJourney } from '../journeys/use-duplicate-journey.js';
import { t } from '../language/t.js';
import { useCommandsHere } from '../palette/commands-here.js';
import { COMMAND_KEY } from '../palette/palette-state.js';
import type { Found } from '../palette/use-found.js';
import { useWorkspace } from '../workspace/workspace.js';
import { exportJourney } from './export-journey.js';

interface Acts {
  publish: () => void;
  tryIt: () => void;
}

/** What can be done with the open journey, for the palette. */
export function useJourneyCommands({ publish, tryIt }: Acts): void {
  const workspace = useWorkspace();
  const { history, view, isReadOnly, journeyId } = workspace;
  const { duplicate } = useDuplicateJourney(() => history.get());

  useCommandsHere((): Found[] => {
    const [undoLabel, redoLabel] = [history.undoLabel(), history.redoLabel()];
    const isOutline = view.get() === 'outline';
    const editing: Found[] = [
      {
        id: 'publish',
        title: t('Publish'),
        also: t('live release version'),
        Icon: IconRocket,
        keys: `${COMMAND_KEY} ↵`,
        act: publish,
      },
      {
        id: 'add',
        title: t('Add a step'),
        Icon: IconPlus,
        keys: '/',
        act: () => document.querySelector<HTMLElement>('[data-search-steps]')?.focus(),
      },
      {
        id: 'duplicate',
        title: t('Duplicate this journey'),
        also: t('copy'),
        Icon: IconCopy,
        act: duplicate,
      },
      ...(undoLabel === null
        ? []
        : [
            {
              id: 'undo',
              title: `${t('Undo')}: ${undoLabel}`,
              Icon: IconArrowBackUp,
              keys: `${COMMAND_KEY} Z`,
              act: () => void history.undo(),
            },
          ]),
      ...(redoLabel === null
        ? []
        : [
            {
              id: 'redo',
              title: `${t('Redo')}: ${redoLabel}`,
              Icon: IconArrowForwardUp,
              keys: `${COMMAND_KEY} ⇧ Z`,
              act: () => void history.redo(),
            },
          ]),
    ];
    return [
      ...(isReadOnly ? [] : editing),
      { id: 'try', title: t('Try it'), also: t('test drive simulate'), Icon: IconPlayerPlay, act: tryIt },
      {
        id: 'find',
        title: t('Find a step'),
        Icon: IconSearch,
        keys: `${COMMAND_KEY} F`,
        act: () => workspace.finding.set(true),
      },
      {
        id: 'view',
        title: isOutline ? t('Show as a canvas') : t('Show as an outline'),
        also: t('list view'),
        Icon: IconListTree,
        keys: `${COMMAND_KEY} ⇧ L`,
        act: () => view.set(isOutline ? 'canvas' : 'outline'),
      },
      {
        id: 'people',
        title: t('People in this journey'),
        Icon: IconUsers,
        to: `/journeys/${journeyId}/runs`,
      },
      {
        id: 'export',
        title: t('Export as a file'),
        also: t('json download'),
        Icon: IconFileExport,
        act: () => exportJourney(history.get()),
      },
    ];
  });
}
