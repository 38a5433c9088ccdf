import type { TextInputProps } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';

export interface TypedFieldProps extends Pick<
  TextInputProps,
  | 'aria-label'
  | 'className'
  | 'description'
  | 'error'
  | 'inputWrapperOrder'
  | 'label'
  | 'required'
  | 'size'
  | 'w'
> {
  value: string;
  /** There is no way to have none. */
  isRequired?: boolean;
  onChange: (value: string) => void;
  /** Told what was typed and can't be read. Without it the last value stays, and a form around the field is not sent. */
  onUnread?: ((typed: string) => void) | undefined;
}

export interface Reading {
  /** A value as a person reads it. */
  words: (value: string) => string;
  /** What was typed as a value, `null` if it is none. */
  read: (typed: string) => string | null;
  /** Whether it can be taken before the field is left. */
  isWhole: (typed: string) => boolean;
  /** Said at the field of what can't be read. */
  fault: string;
}

/** An input that shows its value in words and reads what is typed over them. */
export function useTyped(
  { value, onChange, onUnread, error }: Pick<TypedFieldProps, 'value' | 'onChange' | 'onUnread' | 'error'>,
  { words, read, isWhole, fault }: Reading,
) {
  // What is being typed stands until the field is left or its value is changed from elsewhere.
  const [typed, setTyped] = useState<{ text: string; means: string | null } | null>(null);
  const [isUnread, setUnread] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const isTyping = typed !== null && (typed.means === null || typed.means === value);
  const isBad = isUnread && isTyping;
  useEffect(() => input.current?.setCustomValidity(isBad ? fault : ''), [isBad, fault]);

  const take = () => {
    if (!isTyping) return;
    const next = typed.text.trim() === '' ? '' : read(typed.text);
    setUnread(next === null);
    if (next === null) {
      setTyped({ text: typed.text, means: null });
      onUnread?.(typed.text);
      return;
    }
    setTyped(null);
    if (next !== value) onChange(next);
  };
  return {
    /** At Enter, and when the field is left. */
    take,
    input: {
      ref: input,
      autoComplete: 'off',
      value: isTyping ? typed.text : words(value),
      error: isBad ? fault : error,
      onBlur: take,
    },
    type: (text: string) => {
      const next = isWhole(text) ? read(text) : null;
      setTyped({ text, means: next });
      if (next === null) return;
      setUnread(false);
      if (next !== value) onChange(next);
    },
  };
}
