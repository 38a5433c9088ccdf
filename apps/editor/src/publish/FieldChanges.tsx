import { LiquidText } from '../ui/LiquidText.js';
import type { FieldChange } from './field-changes.js';
import { wordChanges } from './word-changes.js';
import classes from './Publish.module.css';

/** “Wait: 1 hour → 2 hours”, and of a text the words that go and come. */
export function FieldChanges({ changes }: { changes: FieldChange[] }) {
  if (changes.length === 0) return null;
  return (
    <ul className={classes.fields}>
      {changes.map(({ label, before, after, isText }, index) => (
        <li key={index}>
          {label}:{' '}
          {isText ? (
            <TextChange before={before} after={after} />
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

/** What a chip would hide may be what changed. */
const asWritten = (text: string) => (/\{%|\|/.test(text) ? text : <LiquidText text={text} />);

function TextChange({ before, after }: { before: string; after: string }) {
  return (
    <span className={classes.text}>
      {wordChanges(before, after).map(({ kind, text }, index) =>
        kind === 'same' ? (
          <LiquidText key={index} text={text} />
        ) : kind === 'gone' ? (
          <del key={index}>{asWritten(text)}</del>
        ) : (
          <ins key={index}>{asWritten(text)}</ins>
        ),
      )}
    </span>
  );
}
