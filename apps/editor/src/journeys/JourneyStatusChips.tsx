import type { JourneySummary } from '@signalbox/api/contract';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import { STATUS_WORDS } from './status-words.js';
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
      {(status === 'draft' || status === 'archived') && <Chip>{STATUS_WORDS[status]}</Chip>}
      {status === 'ended' && <Chip>{t('Ended · version {liveVersion}', { liveVersion })}</Chip>}
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
