import type { Waitlist, WaitingPerson } from '@signalbox/api/contract';
import { formatCount } from '../format/number.js';
import { t } from '../language/t.js';
import type { Tone } from '../ui/Chip.js';

export const stockInWords = ({ available, inStock }: Waitlist): string =>
  available === null
    ? inStock
      ? t('in stock')
      : t('sold out')
    : available > 0
      ? t('{count} in stock', { count: formatCount(available) })
      : t('sold out');

/** Why no round is to come; what a line that had none yet waits for. */
export function whyInWords({ round, isPaused, waiting, inStock }: Waitlist): string {
  switch (round?.why ?? (isPaused ? 'paused' : waiting === 0 ? 'empty' : inStock ? 'none-yet' : 'no-stock')) {
    case 'none-yet':
      return t('not planned yet');
    case 'no-stock':
      return t('when it is back');
    case 'below-minimum':
      return t('when there are enough');
    case 'empty':
      return t('nobody waits');
    case 'paused':
      return t('paused');
    case 'no-journey':
      return t('no journey tells them');
    case 'told':
    case 'held':
      return t('all are told');
  }
}

export const STATES: Record<WaitingPerson['state'], { words: string; tone: Tone }> = {
  waiting: { words: t('waits'), tone: 'wait' },
  claimed: { words: t('being told'), tone: 'event' },
  told: { words: t('told'), tone: 'go' },
  bought: { words: t('bought'), tone: 'go' },
  left: { words: t('left'), tone: 'neutral' },
  expired: { words: t('expired'), tone: 'neutral' },
};
