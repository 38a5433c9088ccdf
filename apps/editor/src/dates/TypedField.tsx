import { TextInput, type TextInputProps } from '@mantine/core';
import { useId, useState, type ReactNode } from 'react';
import { useTyped, type Reading, type TypedFieldProps } from './use-typed.js';

/** How a field's button opens what there is to pick from. */
export interface Opened {
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  /** The field's label. */
  describedBy: string | undefined;
  size: TextInputProps['size'];
}

interface Props extends TypedFieldProps, Reading {
  button: (opened: Opened) => ReactNode;
}

/** A field to type into, with a button to pick with instead; the down arrow opens that, too. */
export function TypedField({
  value,
  isRequired: _own,
  onChange,
  onUnread,
  error,
  words,
  read,
  isWhole,
  fault,
  button,
  ...props
}: Props) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const typed = useTyped({ value, onChange, onUnread, error }, { words, read, isWhole, fault });
  return (
    <TextInput
      {...props}
      {...typed.input}
      id={id}
      onChange={(event) => typed.type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') typed.take();
        if (event.key !== 'ArrowDown') return;
        event.preventDefault();
        setOpen(true);
      }}
      rightSection={button({
        isOpen,
        onOpen: setOpen,
        describedBy: props.label ? `${id}-label` : undefined,
        size: props.size,
      })}
    />
  );
}
