import { LiquidText } from '../ui/LiquidText.js';
import { wordChanges } from './word-changes.js';
import classes from './Publish.module.css';

/** What a chip would hide may be what changed. */
const asWritten = (text: string) => (/\{%|\|/.test(text) ? text : <LiquidText text={text} />);

/** A text as it was and as it is, in one: the words that go and those that come. */
export default function TextChange({ before, after }: { before: string; after: string }) {
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
