import { Button } from '@mantine/core';
import { ApiProblem, sayError } from '../api/client.js';
import { t } from '../language/t.js';
import classes from './Empty.module.css';

/** A question that failed, said humanely, with a way to ask again. */
export function Trouble({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const missing = error instanceof ApiProblem && error.status === 404;
  return (
    <div className={classes.empty} role="alert">
      <h2>{missing ? t('Not here') : t('That did not work')}</h2>
      <p>{sayError(error)}</p>
      {onRetry && !missing && (
        <Button variant="default" onClick={onRetry}>
          {t('Try again')}
        </Button>
      )}
    </div>
  );
}
