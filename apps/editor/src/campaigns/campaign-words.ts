import type { Campaign } from '@signalbox/api/contract';
import { momentInWords } from '../format/time.js';
import { t } from '../language/t.js';
import type { Tone } from '../ui/Chip.js';

export const CAMPAIGN_WORDS: Record<Campaign['status'], { tone: Tone; words: string }> = {
  gathering: { tone: 'event', words: t('Counting the audience') },
  running: { tone: 'go', words: t('Under way') },
  stopped: { tone: 'stop', words: t('Stopped') },
  missed: { tone: 'stop', words: t('Missed') },
  done: { tone: 'neutral', words: t('Done') },
};

/** By the clocks that it goes by: `Tue 1 Dec 2026, 10:00` */
export const whenOf = ({ occurrence }: Campaign): string => momentInWords(occurrence);
