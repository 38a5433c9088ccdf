import { ActionIcon, SegmentedControl } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
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
      aria-label={`${name}: how many must hold`}
      data={[
        { value: 'all', label: isWide ? 'All' : 'All of these' },
        { value: 'any', label: isWide ? 'Any' : 'Any of these' },
        { value: 'none', label: isWide ? 'None' : 'None of these' },
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
    <div className={classes.group} role="group" aria-label={`Group ${number}`}>
      <div className={classes.itemHead}>
        <b>Group</b>
        <ActionIcon variant="subtle" color="gray" aria-label={`Remove group ${number}`} onClick={onRemove}>
          <IconTrash size={15} />
        </ActionIcon>
      </div>
      {children}
    </div>
  );
}
