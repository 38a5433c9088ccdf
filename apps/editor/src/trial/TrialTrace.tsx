import { Trans } from '@lingui/react';
import type { Simulated } from '@signalbox/api/contract';
import type { Catalogue, JourneyGraph } from '@signalbox/engine/graph';
import { shortDuration } from '../format/duration.js';
import { dayAndTimeOf } from '../format/time.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { ComparedRules, waysOf } from '../run/ComparedRules.js';
import { outcomeInWords } from '../run/run-words.js';
import { Chip } from '../ui/Chip.js';
import { StepIcon } from '../ui/step-icon.js';
import { useSelected, useWorkspace } from '../workspace/workspace.js';
import { fateInWords, notSentAt, sentAt } from './text-fate.js';
import classes from '../run/RunPage.module.css';

/** What would happen to one person, step by step, each with its reason. */
export function TrialTrace({
  trial,
  catalogue,
  graph,
  who,
}: {
  trial: Simulated;
  catalogue: Catalogue;
  /** What was tried. */
  graph: JourneyGraph;
  who: string;
}) {
  const { wanted, selection } = useWorkspace();
  const shown = useSelected(({ nodes }) => nodes);
  const show = (nodeId: string) => {
    selection.set([nodeId]);
    wanted.set({ nodeId, at: Date.now() });
  };
  return (
    <section aria-label={t('What would happen')} aria-live="polite">
      <ol className={classes.steps}>
        {trial.steps.map((step, index) => {
          const text = sentAt(trial, step);
          const refused = notSentAt(trial, step);
          const asked = text ?? refused;
          const heldMs = step.leftAt ? Date.parse(step.leftAt) - Date.parse(step.enteredAt) : 0;
          return (
            // A person may come to a step again and again.
            <li key={index} data-shown={shown.has(step.nodeId) || undefined}>
              <StepIcon entry={catalogue.find(({ type }) => type === step.nodeType)} />
              <div>
                <p className={classes.head}>
                  <button type="button" title={t('Show on the canvas')} onClick={() => show(step.nodeId)}>
                    {step.nodeName}
                  </button>
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
                      values={{ portLabel: said(step.portLabel ?? step.port) }}
                      components={{ b: <b /> }}
                    />
                  </p>
                )}
                <ComparedRules compared={step.compared} who={who} ways={waysOf(graph, step.nodeId)} />
                {asked ? (
                  <p className={text ? classes.fate : classes.refused}>{fateInWords(asked)}</p>
                ) : (
                  step.reason && <p className={classes.reason}>{said(step.reason)}</p>
                )}
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
                <Chip>{outcomeInWords(trial.end.outcome)}</Chip>
              </p>
            </div>
          </li>
        )}
      </ol>
    </section>
  );
}
