import { Autocomplete } from '@mantine/core';
import { useState } from 'react';
import { clockInWords } from '../format/time.js';
import { t } from '../language/t.js';
import { isWholeClock, typedClock } from './typed-clock.js';
import { useTyped, type TypedFieldProps } from './use-typed.js';

const HALF_HOURS = Array.from({ length: 48 }, (_, index) =>
  clockInWords(`${String(Math.floor(index / 2)).padStart(2, '0')}:${index % 2 === 0 ? '00' : '30'}`),
);

/** A time of day, typed or picked by the half hour: `HH:MM`, `''` for none. */
export function ClockField({
  value,
  isRequired: _own,
  onChange,
  onUnread,
  error,
  ...props
}: TypedFieldProps) {
  const typed = useTyped(
    { value, onChange, onUnread, error },
    {
      words: clockInWords,
      read: typedClock,
      isWhole: isWholeClock,
      fault: t('This is no time. Write it like {example}.', { example: clockInWords('09:30') }),
    },
  );
  const [isTyping, setIsTyping] = useState(false);
  return (
    <Autocomplete
      {...props}
      {...typed.input}
      data={HALF_HOURS}
      // All are offered to who asks for them; while a time is typed, only how it may go on, and nothing once it is whole.
      filter={({ options, search }) =>
        isTyping
          ? options.filter((one) => 'value' in one && one.value !== search && one.value.startsWith(search))
          : options
      }
      openOnFocus={false}
      maxDropdownHeight={220}
      comboboxProps={{ shadow: 'md' }}
      onChange={(text) => {
        setIsTyping(true);
        typed.type(text);
      }}
      onClick={() => setIsTyping(false)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') typed.take();
        if (event.key === 'ArrowDown' && isWholeClock(typed.input.value)) setIsTyping(false);
      }}
    />
  );
}
