import type { JourneySummary } from '@signalbox/api/contract';
import { t } from '../language/t.js';

/** The state of a journey in a word or two, where no version is named. */
export const STATUS_WORDS: Record<JourneySummary['status'], string> = {
  draft: t('Not published yet'),
  live: t('Live'),
  paused: t('Paused'),
  ended: t('Ended'),
  archived: t('Archived'),
};
