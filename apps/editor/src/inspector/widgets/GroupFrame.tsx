import { ActionIcon, SegmentedControl } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../../language/t.js';
import classes from './widgets.module.css';

type Match = 'all' | 'any' | 'none';

/** How many of a group's conditions must hold. */
export function GroupMatch({
  name,
  match,
  isWide = true,
  onChange,
}: {
  name: string;
  match: Match;
  isWide?: boolean;
  onChange: (match: Match) => void;
}) {
  return (
    <SegmentedControl
      size="xs"
      fullWidth={isWide}
      mb={8}
      aria-label={t('{name}: how many must hold', { name })}
      data={[
        { value: 'all', label: isWide ? t('All') : t('All of these') },
        { value: 'any', label: isWide ? t('Any') : t('Any of these') },
        { value: 'none', label: isWide ? t('None') : t('None of these') },
      ]}
      value={match}
      onChange={(next) => onChange(next as Match)}
    />
  );
}

/** A group within a group, and how to be rid of it. */
export function GroupFrame({
  number,
  onRemove,
  children,
}: {
  number: number;
  onRemove: () => void;
  children: ReactNode;
}) {
  return (
    <div className={classes.group} role="group" aria-label={t('Group {number}', { number })}>
      <div className={classes.itemHead}>
        <b>{t('Group')}</b>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('Remove group {number}', { number })}
          onClick={onRemove}
        >
          <IconTrash size={15} />
        </ActionIcon>
      </div>
      {children}
    </div>
  );
}
