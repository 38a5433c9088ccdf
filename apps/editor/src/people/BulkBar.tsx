import { Button, Menu } from '@mantine/core';
import type { ContactFilterQuery } from '@signalbox/api/contract';
import { useState } from 'react';
import { countOf } from '../format/number.js';
import { BulkDialog, type BulkKind } from './BulkDialog.js';
import classes from './PeoplePage.module.css';

/** Some, or all that the filter matches, also those that no page has shown yet. */
export type Selection = { ids: string[] } | 'all';

interface Props {
  selection: Selection;
  filter: ContactFilterQuery;
  shown: number;
  total: number;
  isMore: boolean;
  areAllChosen: boolean;
  onSelect: (selection: Selection) => void;
}

/** What can be done with the chosen; nothing to see while nobody is. */
export function BulkBar({ selection, filter, shown, total, isMore, areAllChosen, onSelect }: Props) {
  const [kind, setKind] = useState<BulkKind | null>(null);
  const count = selection === 'all' ? total : selection.ids.length;
  if (count === 0) return null;
  const everybody = `${isMore ? 'more than ' : ''}${countOf(total, 'person', 'people')}`;
  return (
    <div className={classes.bar} role="group" aria-label="The chosen people">
      <span aria-live="polite">
        {selection === 'all' ? `All ${everybody} chosen` : `${countOf(count, 'person', 'people')} chosen`}
      </span>
      {selection !== 'all' && areAllChosen && (total > shown || isMore) && (
        <Button size="xs" variant="subtle" onClick={() => onSelect('all')}>
          Choose all {everybody}
        </Button>
      )}
      <Button size="xs" variant="default" onClick={() => setKind('tag')}>
        Tag
      </Button>
      <Button size="xs" variant="default" onClick={() => setKind('journey')}>
        Start a journey
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="xs" variant="default">
            More
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setKind('untag')}>Take a tag off</Menu.Item>
          <Menu.Item onClick={() => setKind('attribute')}>Set an attribute</Menu.Item>
          <Menu.Item onClick={() => setKind('unsubscribe')}>Unsubscribe from marketing</Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" onClick={() => setKind('erase')}>
            Erase
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button size="xs" variant="subtle" color="gray" onClick={() => onSelect({ ids: [] })}>
        Clear
      </Button>
      {kind && (
        <BulkDialog
          kind={kind}
          choice={selection === 'all' ? { filter } : selection}
          onClose={(isDone) => {
            setKind(null);
            if (isDone) onSelect({ ids: [] });
          }}
        />
      )}
    </div>
  );
}
