import type { JourneySummary } from '@signalbox/api/contract';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import classes from './JourneyStatusChips.module.css';

type Shown = Pick<JourneySummary, 'status' | 'liveVersion' | 'unpublishedChanges'>;

/** A journey that is live with edits has unpublished changes; it is never "a draft". */
export function JourneyStatusChips({ journey }: { journey: Shown }) {
  const { status, liveVersion, unpublishedChanges } = journey;
  return (
    <span className={classes.chips}>
      {status === 'live' && (
        <Chip tone="go" lamp>
          {t('Live · version {liveVersion}', { liveVersion })}
        </Chip>
      )}
      {status === 'paused' && (
        <Chip tone="wait" lamp>
          {t('Paused · version {liveVersion}', { liveVersion })}
        </Chip>
      )}
      {status === 'draft' && <Chip>{t('Not published yet')}</Chip>}
      {status === 'ended' && <Chip>{t('Ended · version {liveVersion}', { liveVersion })}</Chip>}
      {status === 'archived' && <Chip>{t('Archived')}</Chip>}
      {liveVersion !== null && unpublishedChanges > 0 && (
        <Chip tone="wait">
          {t('{unpublishedChanges, plural, one {# unpublished change} other {# unpublished changes}}', {
            unpublishedChanges,
          })}
        </Chip>
      )}
    </span>
  );
}
