import { Button } from '@mantine/core';
import { ApiProblem, NoAnswer, sayError } from '../api/client.js';
import { t } from '../language/t.js';
import { hasBackups } from '../workspace/unsaved-backup.js';
import classes from './Empty.module.css';

/** What is asked for is not there, or never was: an address that somebody cut short has no id in it. */
export const isMissing = (error: unknown): boolean =>
  error instanceof ApiProblem &&
  (error.status === 404 || (error.status === 400 && error.problem.errors?.[0]?.path === 'id'));

/** A question that failed, said humanely, with a way to ask again, or on. */
export function Trouble({
  error,
  onRetry,
  isPage = false,
}: {
  error: unknown;
  onRetry?: () => void;
  /** It stands for a whole page, whose heading is its own. */
  isPage?: boolean;
}) {
  const Heading = isPage ? 'h1' : 'h2';
  const missing = isMissing(error);
  const isAddress = missing && error instanceof ApiProblem && error.status === 400;
  return (
    <div className={classes.empty} role="alert">
      <Heading>{missing ? t('Not here') : t('That did not work')}</Heading>
      <p>{isAddress ? t('This address leads to nothing. It may be cut short.') : sayError(error)}</p>
      {error instanceof NoAnswer && hasBackups() && (
        <p>
          {t(
            'What you changed and could not be saved is kept in this browser, and comes back with the journey.',
          )}
        </p>
      )}
      {missing && <a href="/">{t('Go home')}</a>}
      {onRetry && !missing && (
        <Button variant="default" onClick={onRetry}>
          {t('Try again')}
        </Button>
      )}
    </div>
  );
}
