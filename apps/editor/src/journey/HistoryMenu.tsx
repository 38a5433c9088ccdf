import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { t } from '../language/t.js';
import { useCell } from '../workspace/cell.js';
import { useWorkspace } from '../workspace/workspace.js';
import classes from './JourneyHeader.module.css';

const SHOWN = 14;

/** The edits of this window, the latest first: pressing one goes back to just before or after it. */
export function HistoryMenu() {
  const { history } = useWorkspace();
  useCell(history, () => history.last());
  const past = history.past();
  const future = history.future();
  const times = (count: number, act: () => unknown) => {
    for (let done = 0; done < count; done += 1) act();
  };
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }} width={300}>
      <Menu.Target>
        <Tooltip label={t('What was done here')}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('What was done here')}>
            <IconHistory size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {past.length + future.length === 0 && (
          <Menu.Item disabled>{t('Nothing was changed since this page was opened.')}</Menu.Item>
        )}
        {future.slice(0, SHOWN).map((_label, index) => {
          const from = Math.min(future.length, SHOWN) - 1 - index;
          return (
            <Menu.Item
              key={`future/${from}`}
              className={classes.undone!}
              onClick={() => times(from + 1, history.redo)}
            >
              {future[from]} <i>{t('undone')}</i>
            </Menu.Item>
          );
        })}
        {past.length > 0 && <Menu.Label>{t('Go back to just before')}</Menu.Label>}
        {past.slice(0, SHOWN).map((label, index) => (
          <Menu.Item key={`past/${past.length - index}`} onClick={() => times(index + 1, history.undo)}>
            {label}
          </Menu.Item>
        ))}
        {past.length > SHOWN && (
          <Menu.Label>{t('and {past} earlier', { past: past.length - SHOWN })}</Menu.Label>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
