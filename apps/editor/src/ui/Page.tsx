import type { ReactNode } from 'react';
import { useDocumentTitle } from '@mantine/hooks';
import classes from './Page.module.css';

interface Props {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** The frame of a page beside the navigation: a title, a sentence, what one can do, and the content. */
export function Page({ title, lead, actions, children }: Props) {
  useDocumentTitle(`${title} · Signalbox`);
  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <div className={classes.heading}>
          <h1>{title}</h1>
          {lead && <p>{lead}</p>}
        </div>
        {actions}
      </header>
      {children}
    </div>
  );
}

export function Card({ children, title, aside }: { children: ReactNode; title?: string; aside?: ReactNode }) {
  return (
    <section className={classes.card} aria-label={title}>
      {title && (
        <h2>
          {title} {aside && <span>{aside}</span>}
        </h2>
      )}
      {children}
    </section>
  );
}
