import { Fragment } from 'react';
import { dayAndTimeOf } from '../format/time.js';
import { t } from '../language/t.js';
import { PhoneFrame } from '../phone/PhoneFrame.js';
import { useCell } from '../workspace/cell.js';
import { useWorkspace } from '../workspace/workspace.js';
import classes from './TrialDrawer.module.css';

/** What the person would have on their phone by the time that is looked at. */
export function TrialPhone({ name, number }: { name: string; number: string | null }) {
  const { trial, trialAtMs } = useWorkspace();
  const result = useCell(trial, (shown) => shown?.result);
  const atMs = useCell(trialAtMs, (at) => at);
  if (!result) return null;
  const texts = result.texts.filter(({ at }) => Date.parse(at) <= atMs);
  const parts = texts.reduce((sum, text) => sum + text.parts, 0);
  return (
    <section className={classes.phone} aria-label={t('Their phone')}>
      <PhoneFrame number={number ?? t('No number')} name={name} small>
        {texts.map((text, index) => (
          <Fragment key={index}>
            <p className={classes.at}>{dayAndTimeOf(text.at)}</p>
            <p data-bubble="in">{text.text}</p>
          </Fragment>
        ))}
        {texts.length === 0 && <p className={classes.at}>{t('No text so far')}</p>}
      </PhoneFrame>
      <p className={classes.hint}>
        {t(
          '{texts, plural, one {# text} other {# texts}}, {parts, plural, one {# part} other {# parts}} so far.',
          { texts: texts.length, parts },
        )}
      </p>
    </section>
  );
}
