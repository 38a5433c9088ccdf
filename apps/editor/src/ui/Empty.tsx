import type { ReactNode } from 'react';
import classes from './Empty.module.css';

/** Nothing here yet: says what will be here and how it comes. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={classes.empty}>
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  );
}
