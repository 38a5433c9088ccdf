import type { RunSummary } from '@signalbox/api/contract';
import type { Tone } from '../ui/Chip.js';
import { titleFromName } from '../format/words.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';

/** How somebody left a journey; `ended` are those who did not come to an end of it by themselves. */
export const outcomeInWords = (outcome: string): string =>
  outcome === 'ended' ? t('taken out') : titleFromName(said(outcome)).toLowerCase();

/** How a run stands, as a chip says it. */
export function runState(run: Pick<RunSummary, 'status' | 'outcome'>): { tone: Tone; words: string } {
  switch (run.status) {
    case 'starting':
      return { tone: 'event', words: t('Starting') };
    case 'waiting':
      return { tone: 'wait', words: t('Waiting') };
    case 'parked':
      return { tone: 'wait', words: t('Parked: the journey is paused') };
    case 'held':
      return { tone: 'wait', words: t('Held by hand') };
    case 'stuck':
      return { tone: 'stop', words: t('Stuck on a step') };
    case 'ended':
      return {
        tone: 'neutral',
        words: t('Ended: {outcome}', {
          outcome: run.outcome === null ? t('completed') : outcomeInWords(run.outcome),
        }),
      };
  }
}
