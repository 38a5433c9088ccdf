import { Trans } from '@lingui/react';
import type { Simulated } from '@signalbox/api/contract';
import type { Catalogue } from '@signalbox/engine/graph';
import { shortDuration } from '../format/duration.js';
import { dayAndTimeOf } from '../format/time.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import { StepIcon } from '../ui/step-icon.js';
import classes from '../run/RunPage.module.css';

/** What would happen to one person, step by step, each with its reason. */
export function TrialTrace({ trial, catalogue }: { trial: Simulated; catalogue: Catalogue }) {
  const textOf = (step: Simulated['steps'][number]) =>
    trial.texts.find(
      ({ nodeId, at }) =>
        nodeId === step.nodeId && at >= step.enteredAt && (!step.leftAt || at <= step.leftAt),
    );
  return (
    <section aria-label={t('What would happen')} aria-live="polite">
      <ol className={classes.steps}>
        {trial.steps.map((step, index) => {
          const text = textOf(step);
          const heldMs = step.leftAt ? Date.parse(step.leftAt) - Date.parse(step.enteredAt) : 0;
          return (
            // A person may come to a step again and again.
            <li key={index}>
              <StepIcon entry={catalogue.find(({ type }) => type === step.nodeType)} />
              <div>
                <p className={classes.head}>
                  <b>{step.nodeName}</b>
                  <time className="num" dateTime={step.enteredAt}>
                    {dayAndTimeOf(step.enteredAt)}
                  </time>
                  {heldMs >= 1_000 && <span>{t('held {heldMs}', { heldMs: shortDuration(heldMs) })}</span>}
                  {step.leftAt === null && <Chip tone="wait">{t('still here')}</Chip>}
                </p>
                {step.port && (
                  <p className={classes.port}>
                    <Trans
                      id="Left by <b>{portLabel}</b>"
                      values={{ portLabel: step.portLabel ?? step.port }}
                      components={{ b: <b /> }}
                    />
                  </p>
                )}
                {step.reason && <p className={classes.reason}>{said(step.reason)}</p>}
                {text && (
                  <div className={classes.message}>
                    <p className={classes.body}>{text.text}</p>
                  </div>
                )}
              </div>
            </li>
          );
        })}
        {trial.end && (
          <li>
            <span className={classes.end} aria-hidden />
            <div>
              <p className={classes.head}>
                <b>{t('Left the journey')}</b>
                <time className="num" dateTime={trial.end.at}>
                  {dayAndTimeOf(trial.end.at)}
                </time>
                <Chip>{said(trial.end.outcome)}</Chip>
              </p>
            </div>
          </li>
        )}
      </ol>
    </section>
  );
}
