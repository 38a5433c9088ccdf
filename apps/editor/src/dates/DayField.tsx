import { calendarDay, dayInWords } from '../format/time.js';
import { locale } from '../language/i18n.js';
import { t } from '../language/t.js';
import { CalendarButton } from './CalendarButton.js';
import { isWholeDay, typedDay } from './typed-day.js';
import { TypedField } from './TypedField.js';
import type { TypedFieldProps } from './use-typed.js';

interface Props extends TypedFieldProps {
  /** The first and last day that the calendar offers, as `YYYY-MM-DD`. */
  from?: string | undefined;
  to?: string | undefined;
}

/** A day, typed as people write it or picked from a calendar: `YYYY-MM-DD`, `''` for none. */
export function DayField({ from, to, ...props }: Props) {
  const { value, isRequired, onChange } = props;
  const today = calendarDay(Date.now());
  return (
    <TypedField
      {...props}
      words={dayInWords}
      read={(typed) => typedDay(typed, { locale, today })}
      isWhole={isWholeDay}
      fault={t('This is no day. Write it like {example}.', { example: dayInWords(today) })}
      button={(open) => (
        <CalendarButton {...open} day={value} {...{ today, from, to, isRequired }} onDay={onChange} />
      )}
    />
  );
}
