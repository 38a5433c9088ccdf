import { ActionIcon, Group, MultiSelect, Select } from '@mantine/core';
import type { SendLimits } from '@signalbox/api/contract';
import { IconTrash } from '@tabler/icons-react';
import { t } from '../language/t.js';
import { NumberBox } from '../ui/NumberBox.js';
import classes from './SettingsPage.module.css';

type Limit = SendLimits['limits'][number];

/** In which stretch texts are counted: any of so many hours, or a day, week or month of somebody's calendar. */
const STRETCHES = [
  { value: 'rolling', label: t('Hours, at any time') },
  { value: '24/shop', label: t('A day, by the shop’s clock') },
  { value: '24/person', label: t('A day, by the person’s clock') },
  { value: '168/shop', label: t('A week from Monday, by the shop’s clock') },
  { value: '168/person', label: t('A week from Monday, by the person’s clock') },
  { value: '744/shop', label: t('A month from the first, by the shop’s clock') },
  { value: '744/person', label: t('A month from the first, by the person’s clock') },
];

/** What is held by a limit at all. */
const LIMITED = [
  { value: 'marketing', label: t('Marketing') },
  { value: 'cart-reminder', label: t('Cart reminders') },
];

const stretchOf = ({ hours, calendar }: Limit): string =>
  calendar ? `${hours <= 24 ? 24 : hours <= 168 ? 168 : 744}/${calendar}` : 'rolling';

interface Props {
  index: number;
  limit: Limit;
  onChange: (next: Limit) => void;
  onRemove: () => void;
}

/** One limit: how many texts, counted over what, of which purposes, and how many places important ones keep. */
export function LimitFields({ index, limit, onChange, onRemove }: Props) {
  const setStretch = (stretch: string | null) => {
    if (stretch === null) return;
    const { calendar: _, ...rest } = limit;
    const [hours, calendar] = stretch.split('/');
    onChange(
      calendar === undefined
        ? rest
        : { ...rest, hours: Number(hours), calendar: calendar as 'shop' | 'person' },
    );
  };
  return (
    <div className={classes.sender} role="group" aria-label={t('Limit {index}', { index: index + 1 })}>
      <Group align="end" mb="xs" gap="sm" wrap="nowrap">
        <NumberBox
          isWhole
          label={t('Texts')}
          w={80}
          min={1}
          value={limit.count}
          onChange={(count) => count !== undefined && onChange({ ...limit, count })}
        />
        <Select
          label={t('Counted over')}
          w={340}
          allowDeselect={false}
          data={STRETCHES}
          value={stretchOf(limit)}
          onChange={setStretch}
        />
        {limit.calendar === undefined && (
          <NumberBox
            isWhole
            label={t('In hours')}
            w={100}
            min={1}
            max={744}
            value={limit.hours}
            onChange={(hours) => hours !== undefined && onChange({ ...limit, hours })}
          />
        )}
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          ml="auto"
          aria-label={t('Remove limit {index}', { index: index + 1 })}
          onClick={onRemove}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </Group>
      <Group align="start" gap="sm" wrap="nowrap">
        <MultiSelect
          label={t('Only of')}
          placeholder={limit.purposes?.length ? '' : t('All advertising')}
          w={432}
          data={LIMITED}
          value={limit.purposes ?? []}
          onChange={(purposes) => {
            const { purposes: _, ...rest } = limit;
            onChange(purposes.length > 0 ? { ...rest, purposes } : rest);
          }}
        />
        <NumberBox
          isWhole
          label={t('Kept for important ones')}
          w={190}
          min={0}
          value={limit.reserved ?? 0}
          onChange={(reserved) => reserved !== undefined && onChange({ ...limit, reserved })}
        />
      </Group>
    </div>
  );
}
