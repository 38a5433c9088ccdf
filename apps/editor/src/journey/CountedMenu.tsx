import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { versionsQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { useCell } from '../workspace/cell.js';
import { useWorkspace } from '../workspace/workspace.js';
import { countedWords } from './counted-words.js';
import { PeriodDialog } from './PeriodDialog.js';
import classes from './CountedMenu.module.css';

const PERIODS = [null, 1, 7, 30, 90];

/** Which entries the numbers on the cards count: of one version or all, of late or since the start. */
export function CountedMenu() {
  const { journeyId, counted } = useWorkspace();
  const now = useCell(counted, (entries) => entries);
  const versions = useQuery(versionsQuery(journeyId)).data ?? [];
  const [isChoosing, setChoosing] = useState(false);
  const isLatest = (days: number | null) => !now.between && now.days === days;
  return (
    <>
      <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <Button
            variant="default"
            radius="xl"
            size="compact-sm"
            fz={12}
            rightSection={<IconChevronDown size={13} />}
            aria-label={t('Numbers: {now}', { now: countedWords(now) })}
          >
            {countedWords(now)}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.scrolls}>
          <Menu.Label>{t('Entered')}</Menu.Label>
          {PERIODS.map((days) => (
            <Menu.Item
              key={days ?? 'all'}
              aria-current={isLatest(days) || undefined}
              fw={isLatest(days) ? 600 : undefined}
              onClick={() => counted.set({ version: now.version, days })}
            >
              {days === null
                ? t('Since the start')
                : days === 1
                  ? t('Today')
                  : t('Last {days} days', { days })}
            </Menu.Item>
          ))}
          <Menu.Item
            aria-current={now.between !== undefined || undefined}
            fw={now.between ? 600 : undefined}
            onClick={() => setChoosing(true)}
          >
            {t('From … to …')}
          </Menu.Item>
          <Menu.Label>{t('Of')}</Menu.Label>
          {(['all', ...versions.map(({ version }) => version)] as const).map((version) => (
            <Menu.Item
              key={version}
              aria-current={now.version === version || undefined}
              fw={now.version === version ? 600 : undefined}
              onClick={() => counted.set({ ...now, version })}
            >
              {version === 'all' ? t('All versions') : t('Version {version}', { version })}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {isChoosing && (
        <PeriodDialog
          between={now.between}
          onChoose={(between) => counted.set({ version: now.version, days: null, between })}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );
}
