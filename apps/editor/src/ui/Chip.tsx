import type { ReactNode } from 'react';
import classes from './Chip.module.css';

export type Tone = 'go' | 'wait' | 'stop' | 'event' | 'neutral';

/** A small state in words; the lamp is decoration, the word carries the meaning. */
export function Chip({
  tone = 'neutral',
  lamp = false,
  children,
}: {
  tone?: Tone;
  lamp?: boolean;
  children: ReactNode;
}) {
  return (
    <span className={classes.chip} data-tone={tone}>
      {lamp && <i className={classes.lamp} aria-hidden />}
      {children}
    </span>
  );
}
