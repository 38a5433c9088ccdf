import type { ReactNode } from 'react';
import { t } from '../language/t.js';
import classes from './ChosenBar.module.css';

interface Props {
  /** How many are chosen, in words. */
  said: string;
  /** What can be done with them. */
  children: ReactNode;
}

/** Above a table of people: how many of them are chosen, and what can be done with them. */
export const ChosenBar = ({ said, children }: Props) => (
  <div className={classes.bar} role="group" aria-label={t('The chosen people')}>
    <span aria-live="polite">{said}</span>
    {children}
  </div>
);
