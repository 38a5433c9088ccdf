import { VisuallyHidden } from '@mantine/core';
import { t } from '../../language/t.js';
import type { ChangedValue } from './changed-values.js';
import classes from './ChangedValues.module.css';

/** Each value that a change set anew: what it was → what it is. */
export function ChangedValues({ values }: { values: ChangedValue[] }) {
  return (
    <dl className={classes.values}>
      {values.map(({ label, before, after }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {before !== null && (
              <>
                <VisuallyHidden>{t('was:')} </VisuallyHidden>
                <span className={classes.before}>{before}</span> <span aria-hidden>→</span>{' '}
                <VisuallyHidden>{t('is now:')} </VisuallyHidden>
              </>
            )}
            <span>{after}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
