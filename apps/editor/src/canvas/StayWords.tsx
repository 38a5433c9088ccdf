import { Trans } from '@lingui/react';
import { shortDuration } from '../format/duration.js';
import { dayAndTimeOf, wholeTime } from '../format/time.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { useCell } from '../workspace/cell.js';
import { useWorkspace } from '../workspace/workspace.js';
import classes from './StayWords.module.css';

const SHOWN = 2;

/** What happened to the followed person at this step: when, for how long, by which way on, and why. */
export function StayWords({ id }: { id: string }) {
  const { trace } = useWorkspace();
  const found = useCell(trace, (all) => all?.stays.get(id));
  if (!found) return null;
  const { stays, beside } = found;
  return (
    <div className={classes.words} data-beside={beside}>
      {stays.slice(-SHOWN).map((stay, index) => {
        const heldMs = stay.leftAt ? Date.parse(stay.leftAt) - Date.parse(stay.enteredAt) : 0;
        return (
          <p key={index}>
            <b title={wholeTime(stay.enteredAt)}>{dayAndTimeOf(stay.enteredAt)}</b>
            {heldMs >= 1_000 && <> {t('held {heldMs}', { heldMs: shortDuration(heldMs) })}</>}
            {stay.leftAt === null && <mark>{t('here now')}</mark>}
            {stay.portLabel && (
              <>
                <Trans
                  id=", left by <b>{portLabel}</b>"
                  values={{ portLabel: said(stay.portLabel) }}
                  components={{ b: <b /> }}
                />
              </>
            )}
            {stay.reason && <span>{said(stay.reason)}</span>}
            {stay.text && <q>{stay.text}</q>}
          </p>
        );
      })}
      {stays.length > SHOWN && <p>{t('and {stays} times before', { stays: stays.length - SHOWN })}</p>}
    </div>
  );
}
