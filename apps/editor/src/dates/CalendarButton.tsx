import { ActionIcon, Button, Group, Loader, Popover } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { lazy, Suspense, type ReactNode } from 'react';
import { t } from '../language/t.js';
import type { Opened } from './TypedField.js';
import classes from './dates.module.css';

const calendar = () => import('./Calendar.js');
const Calendar = lazy(calendar);

/** A dialog around the calendar does not close with it: it asks what has the focus. */
export const KEEPS_ESCAPE = { 'data-mantine-stop-propagation': true };

interface Props extends Opened {
  day: string;
  today: string;
  from?: string | undefined;
  to?: string | undefined;
  isRequired?: boolean | undefined;
  /** A day that was picked leaves the calendar open: there is more to choose. */
  staysOpen?: boolean;
  onDay: (day: string) => void;
  children?: ReactNode;
}

/** Opens a calendar, which is fetched when somebody is about to. */
export function CalendarButton({
  isOpen,
  onOpen,
  describedBy,
  size,
  day,
  today,
  from,
  to,
  isRequired,
  staysOpen = false,
  onDay,
  children,
}: Props) {
  const pick = (next: string) => {
    onDay(next);
    if (!staysOpen || next === '') onOpen(false);
  };
  const isTodayOffered = (from === undefined || from <= today) && (to === undefined || today <= to);
  return (
    <Popover
      opened={isOpen}
      onChange={onOpen}
      position="bottom-end"
      radius={12}
      shadow="md"
      withRoles={false}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={size === 'xs' ? 24 : 28}
          aria-label={t('Open the calendar')}
          aria-describedby={describedBy}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          onPointerEnter={() => void calendar()}
          onFocus={() => void calendar()}
          onClick={() => onOpen(!isOpen)}
        >
          <IconCalendar size={size === 'xs' ? 14 : 16} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t('Calendar')}>
        <Suspense fallback={<Loader className={classes.loading!} aria-label={t('Loading')} />}>
          <Calendar {...{ day, today, from, to }} onDay={pick} />
        </Suspense>
        {children && <div className={classes.more}>{children}</div>}
        <Group justify="space-between" mt={8}>
          {isTodayOffered && (
            <Button {...KEEPS_ESCAPE} size="compact-xs" variant="default" onClick={() => pick(today)}>
              {t('Today')}
            </Button>
          )}
          {!isRequired && day !== '' && (
            <Button {...KEEPS_ESCAPE} size="compact-xs" variant="default" onClick={() => pick('')}>
              {t('Clear')}
            </Button>
          )}
          {staysOpen && (
            <Button {...KEEPS_ESCAPE} size="compact-xs" onClick={() => onOpen(false)}>
              {t('Done')}
            </Button>
          )}
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
