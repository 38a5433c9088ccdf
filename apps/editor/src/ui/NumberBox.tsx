import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useRef, useState, type ClipboardEvent } from 'react';
import { locale } from '../language/i18n.js';
import { pastedCount } from './pasted-count.js';
import { pastedDecimal, readTyped } from './read-decimal.js';

interface Props extends Omit<NumberInputProps, 'value' | 'defaultValue' | 'onChange'> {
  value: number | null | undefined;
  /** It has no decimal mark: `1.000` is a thousand, typed or pasted. A fraction that is kept from elsewhere is shown as it is. */
  isWhole?: boolean;
  /** `undefined`: nothing is written, or nothing that is a number yet. */
  onChange: (value: number | undefined) => void;
}

const DECIMAL = (1.5).toLocaleString(locale).charAt(1);

/**
 * A number. While somebody types, what they typed stands there: nothing, where the form has a number of its own for that, or
 * `0.0` on the way to `0.05`. Afterwards it shows what the form made of it.
 */
export function NumberBox({ value, isWhole = false, onChange, onBlur, onKeyDown, ...others }: Props) {
  const [typed, setTyped] = useState<number | string | null>(null);
  const [isIn, setIn] = useState(false);
  /** Both marks are taken for the decimal one, and the field then shows the language's: which it was is known by its key. */
  const isForeign = useRef(false);
  /** The field, once left, says again what it makes of what stands in it. */
  const isLeft = useRef(false);
  const paste = pasteAs(isWhole ? pastedCount : (text) => pastedDecimal(text, DECIMAL));
  return (
    <NumberInput
      decimalSeparator={DECIMAL}
      onPasteCapture={(event) => {
        isForeign.current = false;
        paste(event);
      }}
      {...(isWhole && { allowDecimal: !Number.isInteger(value ?? 0), allowedDecimalSeparators: [] })}
      {...others}
      value={isIn && typed !== null ? typed : (value ?? '')}
      onFocusCapture={() => (isLeft.current = false)}
      onBlurCapture={() => (isLeft.current = true)}
      onChange={(next) => {
        if (isLeft.current && isForeign.current && Number(next) === Number(typed)) return;
        if (!String(next).includes('.')) isForeign.current = false;
        setIn(true);
        setTyped(next);
        onChange(readTyped(String(next), isForeign.current));
      }}
      onKeyDown={(event) => {
        // What is taken back or done again is the form's, which shows what it then holds.
        if ((event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key)) setTyped(null);
        if (/^[.,]$/.test(event.key)) isForeign.current = event.key !== DECIMAL;
        onKeyDown?.(event);
      }}
      onBlur={(event) => {
        setIn(false);
        onBlur?.(event);
      }}
    />
  );
}

/** Before the field itself takes the last mark that it meets for a decimal one. What is no number is not taken. */
const pasteAs = (read: (text: string) => string | null) => (event: ClipboardEvent<HTMLInputElement>) => {
  const input = event.currentTarget;
  event.preventDefault();
  event.stopPropagation();
  const text = read(event.clipboardData.getData('text'));
  if (text === null) return;
  input.setRangeText(text, input.selectionStart ?? 0, input.selectionEnd ?? 0, 'end');
  input.dispatchEvent(new Event('input', { bubbles: true }));
};
