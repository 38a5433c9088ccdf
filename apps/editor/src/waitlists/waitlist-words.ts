import type { Waitlist, WaitingPerson } from '@signalbox/api/contract';
import { formatCount } from '../format/number.js';
import type { Tone } from '../ui/Chip.js';

export const stockInWords = ({ available, inStock }: Waitlist): string =>
  available === null
    ? inStock
      ? 'in stock'
      : 'sold out'
    : available > 0
      ? formatCount(available)
      : 'sold out';

/** Why no round is to come. */
export function whyInWords(round: Waitlist['round']): string {
  switch (round?.why) {
    case undefined:
      return '–';
    case 'no-stock':
      return 'when it is back';
    case 'below-minimum':
      return 'when there are enough';
    case 'empty':
      return 'nobody waits';
    case 'paused':
      return 'paused';
    case 'no-journey':
      return 'no journey tells them';
    case 'told':
    case 'held':
      return 'all are told';
  }
}

export const STATES: Record<WaitingPerson['state'], { words: string; tone: Tone }> = {
  waiting: { words: 'waits', tone: 'wait' },
  claimed: { words: 'being told', tone: 'event' },
  told: { words: 'told', tone: 'go' },
  bought: { words: 'bought', tone: 'go' },
  left: { words: 'left', tone: 'neutral' },
  expired: { words: 'expired', tone: 'neutral' },
};
