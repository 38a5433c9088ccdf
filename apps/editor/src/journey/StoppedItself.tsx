import type { Journey } from '@signalbox/api/contract';
import { whyItStopped } from '../journeys/why-it-stopped.js';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import classes from './Notice.module.css';

/** Why nobody gets this journey's texts, though nobody paused it. */
export function StoppedItself({ journey: { stoppedItself } }: { journey: Journey }) {
  if (!stoppedItself) return null;
  return (
    <p className={classes.notice} role="status">
      <Chip tone="stop" lamp>
        {t('Stopped itself')}
      </Chip>
      {whyItStopped(stoppedItself)}
    </p>
  );
}
