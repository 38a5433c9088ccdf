import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconArrowBackUp, IconArrowForwardUp, IconPlayerPlay, IconUsers } from '@tabler/icons-react';
import type { Journey } from '@signalbox/api/contract';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { ThemeSwitch } from '../app/ThemeSwitch.js';
import { JourneyStatusChips } from '../journeys/JourneyStatusChips.js';
import { t } from '../language/t.js';
import { May } from '../team/May.js';
import { Chip } from '../ui/Chip.js';
import { Lamp } from '../ui/Lamp.js';
import type { Autosave } from '../workspace/autosave.js';
import { useCell } from '../workspace/cell.js';
import { markAllSeen } from '../workspace/fresh.js';
import { useWorkspace } from '../workspace/workspace.js';
import { HistoryMenu } from './HistoryMenu.js';
import { JourneyMore } from './JourneyMore.js';
import { JourneyName } from './JourneyName.js';
import { Others } from './Others.js';
import { PauseButton } from './PauseButton.js';
import { PublishDialog } from './PublishDialog.js';
import { SaveStateChip } from './SaveStateChip.js';
import { useJourneyCommands } from './use-journey-commands.js';
import classes from './JourneyHeader.module.css';

interface Props {
  journey: Journey;
  autosave: Autosave;
  trying: boolean;
  onTry: (trying: boolean) => void;
}

export function JourneyHeader({ journey, autosave, trying, onTry }: Props) {
  const workspace = useWorkspace();
  const { history, isReadOnly } = workspace;
  const whyNot = isReadOnly
    ? t('Your role may not publish: an administrator can make you an editor.')
    : undefined;
  const undoLabel = useCell(history, () => history.undoLabel());
  const redoLabel = useCell(history, () => history.redoLabel());
  const [publishing, setPublishing] = useState(false);
  const publish = () => {
    if (isReadOnly) return;
    markAllSeen(workspace);
    setPublishing(true);
  };
  useJourneyCommands({ publish, tryIt: () => onTry(true) });
  // Also while somebody writes in a field: the words are there already.
  useHotkeys([['mod+Enter', () => !document.querySelector('[aria-modal="true"]') && publish()]], []);
  return (
    <section className={classes.header} aria-label={t('Journey')} data-region>
      <Link to="/" aria-label={t('Signalbox, home')}>
        <Lamp />
      </Link>
      <Link to="/journeys" className={classes.crumb}>
        {t('Journeys /')}
      </Link>
      <JourneyName />
      <JourneyStatusChips journey={journey} />
      {isReadOnly ? <Chip>{t('View only')}</Chip> : <SaveStateChip autosave={autosave} />}
      <Others />
      <div className={classes.grow} />
      <May need="change" hide>
        <HistoryButton
          title={t('Undo')}
          none={t('Nothing to undo')}
          label={undoLabel}
          onPress={() => history.undo()}
        >
          <IconArrowBackUp size={18} stroke={1.7} />
        </HistoryButton>
        <HistoryButton
          title={t('Redo')}
          none={t('Nothing to redo')}
          label={redoLabel}
          onPress={() => history.redo()}
        >
          <IconArrowForwardUp size={18} stroke={1.7} />
        </HistoryButton>
        <HistoryMenu />
      </May>
      <ThemeSwitch />
      <Button
        component={Link}
        to={`/journeys/${journey.id}/runs`}
        variant="default"
        leftSection={<IconUsers size={16} stroke={1.7} />}
      >
        {t('People')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconPlayerPlay size={16} stroke={1.7} />}
        aria-pressed={trying}
        onClick={() => onTry(!trying)}
      >
        {t('Try it')}
      </Button>
      <May need="change" hide>
        <PauseButton journey={journey} />
      </May>
      <JourneyMore journey={journey} />
      <Tooltip label={whyNot} disabled={!whyNot}>
        <Button
          onClick={publish}
          aria-disabled={isReadOnly || undefined}
          data-disabled={isReadOnly || undefined}
          aria-description={whyNot}
        >
          {t('Publish')}
        </Button>
      </Tooltip>
      <PublishDialog
        journey={journey}
        autosave={autosave}
        opened={publishing}
        onClose={() => setPublishing(false)}
      />
    </section>
  );
}

interface HistoryButtonProps {
  title: string;
  label: string | null;
  /** What it says while there is nothing to do. */
  none: string;
  onPress: () => void;
  children: ReactNode;
}

function HistoryButton({ title, label, none, onPress, children }: HistoryButtonProps) {
  return (
    <Tooltip label={label ? `${title}: ${label}` : none}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={title}
        aria-description={label ?? undefined}
        className={classes.history!}
        aria-disabled={label === null}
        onClick={onPress}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
