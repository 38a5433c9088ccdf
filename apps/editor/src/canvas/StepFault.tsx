import { IconAlertCircle, IconAlertTriangle, IconPencil } from '@tabler/icons-react';
import type { Diagnostic, NodeTypeEntry } from '@signalbox/engine/graph';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { toFillIn } from '../workspace/fresh.js';
import classes from './StepCard.module.css';

interface Props {
  faults: Diagnostic[];
  isFresh: boolean;
  entry: NodeTypeEntry | undefined;
}

/** What is wrong with a step; of one that was just added, what is to be filled in. */
export function StepFault({ faults, isFresh, entry }: Props) {
  const [worst] = faults;
  if (!worst) return null;
  if (isFresh)
    return (
      <p className={classes.fault} data-severity="to-fill-in">
        <IconPencil size={15} aria-hidden />
        <span>{toFillIn(entry, faults)}</span>
      </p>
    );
  return (
    <p className={classes.fault} data-severity={worst.severity}>
      {worst.severity === 'error' ? (
        <IconAlertCircle size={15} aria-label={t('Error')} />
      ) : (
        <IconAlertTriangle size={15} aria-label={t('Warning')} />
      )}
      <span>
        {said(worst.message)}
        {faults.length > 1 && <i> {t('and {faults} more', { faults: faults.length - 1 })}</i>}
      </span>
    </p>
  );
}
