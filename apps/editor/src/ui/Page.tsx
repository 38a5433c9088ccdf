import { useEffect, useRef, type ReactNode } from 'react';
import { useDocumentTitle } from '@mantine/hooks';
import { useLocation } from 'react-router';
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
  const heading = useFocusOnArrival();
  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <div className={classes.heading}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <p>{lead}</p>}
        </div>
        {actions}
      </header>
      {children}
    </div>
  );
}

/**
 * For the heading of a page: it has the focus when what led to the page is gone with the page before it, so that keys go on
 * from there and the page's name is heard. A page that was loaded by its address begins at its top.
 */
function useFocusOnArrival() {
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useLocation().key === 'default';
  useEffect(() => {
    if (!isFirst && document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
    // On arrival alone.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return heading;
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
