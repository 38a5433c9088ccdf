import type { RunSummary } from '@signalbox/api/contract';
import type { Tone } from '../ui/Chip.js';
import { titleFromName } from '../format/words.js';

/** How a run stands, as a chip says it. */
export function runState(run: Pick<RunSummary, 'status' | 'outcome'>): { tone: Tone; words: string } {
  switch (run.status) {
    case 'starting':
      return { tone: 'event', words: 'Starting' };
    case 'waiting':
      return { tone: 'wait', words: 'Waiting' };
    case 'parked':
      return { tone: 'wait', words: 'Parked: the journey is paused' };
    case 'held':
      return { tone: 'wait', words: 'Held by hand' };
    case 'stuck':
      return { tone: 'stop', words: 'Stuck on a step' };
    case 'ended':
      return {
        tone: 'neutral',
        words: `Ended: ${run.outcome === null ? 'completed' : titleFromName(run.outcome).toLowerCase()}`,
      };
  }
}
