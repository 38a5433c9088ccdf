import { lazy, Suspense } from 'react';
import type { FieldChange } from './field-changes.js';
import classes from './Publish.module.css';

// Comparing words is only needed where a text changed.
const TextChange = lazy(() => import('./TextChange.js'));

/** “Wait: 1 hour → 2 hours”, and of a text the words that go and come. */
export function FieldChanges({ changes }: { changes: FieldChange[] }) {
  if (changes.length === 0) return null;
  return (
    <ul className={classes.fields}>
      {changes.map(({ label, before, after, isText }, index) => (
        <li key={index}>
          {label}:{' '}
          {isText ? (
            <Suspense fallback={after}>
              <TextChange before={before} after={after} />
            </Suspense>
          ) : (
            <>
              <del>{before}</del> <span aria-hidden>→</span> <ins>{after}</ins>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
