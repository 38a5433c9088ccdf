import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState } from 'react';
import { locale } from '../language/i18n.js';

interface Props extends Omit<NumberInputProps, 'value' | 'defaultValue' | 'onChange'> {
  value: number | null | undefined;
  /** `undefined`: nothing is written, or nothing that is a number yet. */
  onChange: (value: number | undefined) => void;
}

const DECIMAL = (1.5).toLocaleString(locale).charAt(1);

/**
 * A number. While somebody types, what they typed stands there: nothing, where the form has a number of its own for that, or
 * `0.0` on the way to `0.05`. Afterwards it shows what the form made of it.
 */
export function NumberBox({ value, onChange, onBlur, onKeyDown, ...others }: Props) {
  const [typed, setTyped] = useState<number | string | null>(null);
  const [isIn, setIn] = useState(false);
  return (
    <NumberInput
      decimalSeparator={DECIMAL}
      {...others}
      value={isIn && typed !== null ? typed : (value ?? '')}
      onChange={(next) => {
        setIn(true);
        setTyped(next);
        onChange(next === '' || !Number.isFinite(Number(next)) ? undefined : Number(next));
      }}
      onKeyDown={(event) => {
        // What is taken back is the form's, which shows what was before.
        if (event.ctrlKey || event.metaKey) setTyped(null);
        onKeyDown?.(event);
      }}
      onBlur={(event) => {
        setIn(false);
        onBlur?.(event);
      }}
    />
  );
}
