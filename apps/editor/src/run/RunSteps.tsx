import { Trans } from '@lingui/react';
import type { RunDetail } from '@signalbox/api/contract';
import type { Catalogue } from '@signalbox/engine/graph';
import { shortDuration } from '../format/duration.js';
import { clockTimeWithSeconds, wholeTime } from '../format/time.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import { StepIcon } from '../ui/step-icon.js';
import { Time } from '../ui/Time.js';
import { ComparedRules, waysOf } from './ComparedRules.js';
import { outcomeInWords } from './run-words.js';
import { TextOfStep } from './TextOfStep.js';
import classes from './RunPage.module.css';

interface Props {
  run: RunDetail;
  catalogue: Catalogue;
  /** The step that is looked at on the canvas. */
  nodeId: string | null;
  onSelect: (nodeId: string) => void;
}

/** The steps of a run in order, each with when, for how long, which way on, and the reason in words. */
export function RunSteps({ run, catalogue, nodeId, onSelect }: Props) {
  if (run.steps.length === 0)
    return <p className={classes.hint}>{t('Nothing is written down yet. It comes within seconds.')}</p>;
  return (
    <ol className={classes.steps}>
      {run.steps.map((step) => {
        const entry = catalogue.find((candidate) => candidate.type === step.nodeType);
        const heldMs = step.leftAt ? Date.parse(step.leftAt) - Date.parse(step.enteredAt) : 0;
        return (
          <li
            key={step.seq}
            data-here={step.leftAt === null || undefined}
            data-shown={step.nodeId === nodeId || undefined}
          >
            <StepIcon entry={entry} />
            <div>
              <p className={classes.head}>
                <button type="button" title={t('Show on the canvas')} onClick={() => onSelect(step.nodeId)}>
                  {step.nodeName}
                </button>
                <time className="num" dateTime={step.enteredAt} title={wholeTime(step.enteredAt)}>
                  {clockTimeWithSeconds(step.enteredAt)}
                </time>
                {heldMs >= 1_000 && <span>{t('held {heldMs}', { heldMs: shortDuration(heldMs) })}</span>}
                {step.leftAt === null && run.status !== 'ended' && <Chip tone="wait">{t('here now')}</Chip>}
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
              {step.reason && <p className={classes.reason}>{said(step.reason)}</p>}
              <ComparedRules
                compared={step.compared}
                who={run.contact.name || t('the person')}
                ways={waysOf(run.graph, step.nodeId)}
              />
              {step.message && <TextOfStep message={step.message} toldReason={step.reason} />}
            </div>
          </li>
        );
      })}
      {run.status === 'ended' && (
        <li>
          <span className={classes.end} aria-hidden />
          <div>
            <p className={classes.head}>
              <b>{t('Left the journey')}</b>
              {run.endedAt && <Time at={run.endedAt} />}
              {run.outcome && <Chip>{outcomeInWords(run.outcome)}</Chip>}
            </p>
          </div>
        </li>
      )}
    </ol>
  );
}
