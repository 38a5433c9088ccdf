import type { JourneySummary } from '@signalbox/api/contract';
import { countOf } from '../format/number.js';
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
          Live · version {liveVersion}
        </Chip>
      )}
      {status === 'paused' && (
        <Chip tone="wait" lamp>
          Paused · version {liveVersion}
        </Chip>
      )}
      {status === 'draft' && <Chip>Not published yet</Chip>}
      {status === 'ended' && <Chip>Ended · version {liveVersion}</Chip>}
      {status === 'archived' && <Chip>Archived</Chip>}
      {liveVersion !== null && unpublishedChanges > 0 && (
        <Chip tone="wait">{countOf(unpublishedChanges, 'unpublished change', 'unpublished changes')}</Chip>
      )}
    </span>
  );
}
