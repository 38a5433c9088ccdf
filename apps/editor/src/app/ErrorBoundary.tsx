import { Trans } from '@lingui/react';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { t } from '../language/t.js';
import classes from './ErrorBoundary.module.css';

interface Props {
  children: ReactNode;
}

/** The last resort: says what broke and keeps a way out, instead of a white page. */
export class ErrorBoundary extends Component<Props, { error: Error | null }> {
  override state = { error: null as Error | null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    console.error(error, info.componentStack);
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return <BrokenPage error={error} />;
  }
}

export function BrokenPage({ error }: { error: unknown }) {
  return (
    <main className={classes.page} role="alert">
      <h1>{t('This page broke')}</h1>
      <p>
        {t('What you saved is safe. Load the page again; if it breaks again, please report the line below.')}
      </p>
      <pre>{error instanceof Error ? error.message : String(error)}</pre>
      <p>
        <Trans
          id="<again>Load again</again> or <home>go home</home>"
          components={{ again: <a href={window.location.href} />, home: <a href="/" /> }}
        />
      </p>
    </main>
  );
}
