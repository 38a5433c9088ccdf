import { shortDate } from '../format/time.js';
import { t } from '../language/t.js';
import classes from './StepResults.module.css';

/** Says from when on people are counted, where a step did not always divide them as it does now. */
export const CountedSince = ({ since }: { since: string | null }) =>
  since && (
    <p className={classes.hint}>
      {t('Since {date}, when the shares were changed. Who came before is not counted.', {
        date: shortDate(since),
      })}
    </p>
  );
