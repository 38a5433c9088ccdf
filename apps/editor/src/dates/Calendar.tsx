import '@mantine/dates/styles.layer.css';
import { DatePicker, DatesProvider } from '@mantine/dates';
import 'dayjs/locale/da';
import { useEffect, useRef } from 'react';
import { language } from '../language/i18n.js';
import { t } from '../language/t.js';
import classes from './dates.module.css';

interface Props {
  day: string;
  today: string;
  from?: string | undefined;
  to?: string | undefined;
  onDay: (day: string) => void;
}

/** A month to pick a day of, the week from Monday on. The arrows move by days and weeks, with Ctrl by months and years. */
export default function Calendar({ day, today, from, to, onDay }: Props) {
  const begin = day || today;
  const root = useRef<HTMLDivElement>(null);
  // It was fetched after the dialog around it had opened and looked for something to focus.
  useEffect(() => root.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), []);
  return (
    <DatesProvider settings={{ locale: language, firstDayOfWeek: 1, weekendDays: [] }}>
      <div ref={root}>
        <DatePicker
          value={day || null}
          onChange={(next) => next && onDay(next)}
          defaultDate={begin}
          {...(from && { minDate: from })}
          {...(to && { maxDate: to })}
          highlightToday
          enableKeyboardNavigation
          getDayProps={(each) => (each === begin ? { 'data-autofocus': true } : {})}
          ariaLabels={{
            nextMonth: t('Next month'),
            previousMonth: t('Month before'),
            nextYear: t('Next year'),
            previousYear: t('Year before'),
            nextDecade: t('Next ten years'),
            previousDecade: t('Ten years before'),
          }}
          classNames={{ day: classes.day!, weekday: classes.weekday! }}
          __stopPropagation
        />
      </div>
    </DatesProvider>
  );
}
