import { calendarDay, momentInWords, zoneName } from '../format/time.js';
import { locale } from '../language/i18n.js';
import { t } from '../language/t.js';
import { CalendarButton, KEEPS_ESCAPE } from './CalendarButton.js';
import { ClockField } from './ClockField.js';
import { isWholeMoment, typedMoment } from './typed-moment.js';
import { TypedField } from './TypedField.js';
import type { TypedFieldProps } from './use-typed.js';

interface Props extends TypedFieldProps {
  /** The time of a day that is given without one: `00:00` for a beginning, `23:59` for an end. */
  clock: string;
}

/** A day and a time by the shop's clock, typed or picked: `YYYY-MM-DDTHH:MM`, `''` for none. */
export function MomentField({ clock, ...props }: Props) {
  const { value, isRequired, onChange } = props;
  const today = calendarDay(Date.now());
  const time = value.split('T')[1] ?? clock;
  return (
    <TypedField
      {...props}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={props.description ?? t('By the clock of {zone}', { zone: zoneName() })}
      words={momentInWords}
      read={(typed) => typedMoment(typed, time, { locale, today })}
      isWhole={isWholeMoment}
      fault={t('This is no day and time. Write them like {example}.', {
        example: momentInWords(`${today}T${clock}`),
      })}
      button={(open) => (
        <CalendarButton
          {...open}
          day={value.slice(0, 10)}
          {...{ today, isRequired }}
          onDay={(day) => onChange(day === '' ? '' : `${day}T${time}`)}
          staysOpen
        >
          <ClockField
            {...KEEPS_ESCAPE}
            label={t('Time')}
            size="xs"
            isRequired
            value={time}
            onChange={(next) => next !== '' && onChange(`${value.slice(0, 10) || today}T${next}`)}
          />
        </CalendarButton>
      )}
    />
  );
}
