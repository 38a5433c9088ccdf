import type { ReactNode } from 'react';
import classes from './PhoneFrame.module.css';

interface Props {
  number: string;
  name?: string | null;
  small?: boolean;
  children: ReactNode;
}

/** A phone, drawn as one: paragraphs with `data-bubble` inside are its messages. */
export function PhoneFrame({ number, name, small = false, children }: Props) {
  return (
    <div className={classes.phone} data-small={small || undefined}>
      <header>
        {name && <b>{name}</b>}
        <span className="num">{number}</span>
      </header>
      <div className={classes.screen}>{children}</div>
    </div>
  );
}
