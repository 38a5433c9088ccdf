import type { Campaign } from '@signalbox/api/contract';
import { t } from '../language/t.js';
import type { Tone } from '../ui/Chip.js';

export const CAMPAIGN_WORDS: Record<Campaign['status'], { tone: Tone; words: string }> = {
  gathering: { tone: 'event', words: t('Counting the audience') },
  running: { tone: 'go', words: t('Under way') },
  stopped: { tone: 'stop', words: t('Stopped') },
  missed: { tone: 'stop', words: t('Missed') },
  done: { tone: 'neutral', words: t('Done') },
};

/** `2026-12-01T10:00` by the clocks that it goes by: `2026-12-01, 10:00` */
export const whenOf = ({ occurrence }: Campaign): string => occurrence.replace('T', ', ');
