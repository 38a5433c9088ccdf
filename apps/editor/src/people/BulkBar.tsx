import { Button, Menu } from '@mantine/core';
import type { ContactFilterQuery } from '@signalbox/api/contract';
import { useState } from 'react';
import { t } from '../language/t.js';
import { BulkDialog, type BulkKind } from './BulkDialog.js';
import { May } from '../team/May.js';
import { ChosenBar } from '../ui/ChosenBar.js';

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
  const everybody = isMore
    ? t('more than {total, plural, one {# person} other {# people}}', { total })
    : t('{total, plural, one {# person} other {# people}}', { total });
  return (
    <May need="change">
      <ChosenBar
        said={
          selection === 'all'
            ? t('All {everybody} chosen', { everybody })
            : t('{count, plural, one {# person} other {# people}} chosen', { count })
        }
      >
        {selection !== 'all' && areAllChosen && (total > shown || isMore) && (
          <Button size="xs" variant="subtle" onClick={() => onSelect('all')}>
            {t('Choose all {everybody}', { everybody })}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => setKind('tag')}>
          {t('Tag')}
        </Button>
        <Button size="xs" variant="default" onClick={() => setKind('list')}>
          {t('Put on a list')}
        </Button>
        <Button size="xs" variant="default" onClick={() => setKind('journey')}>
          {t('Start a journey')}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button size="xs" variant="default">
              {t('More')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setKind('unlist')}>{t('Take off a list')}</Menu.Item>
            <Menu.Item onClick={() => setKind('untag')}>{t('Take a tag off')}</Menu.Item>
            <Menu.Item onClick={() => setKind('attribute')}>{t('Set an attribute')}</Menu.Item>
            <Menu.Item onClick={() => setKind('unsubscribe')}>{t('Unsubscribe from marketing')}</Menu.Item>
            <Menu.Divider />
            <Menu.Item color="red" onClick={() => setKind('erase')}>
              {t('Erase')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Button size="xs" variant="subtle" color="gray" onClick={() => onSelect({ ids: [] })}>
          {t('Clear')}
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
      </ChosenBar>
    </May>
  );
}
