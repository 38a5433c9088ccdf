import type { CouponPool, GivenCoupon } from '@signalbox/api/contract';
import { momentInWords } from '../format/time.js';
import { t } from '../language/t.js';
import type { Tone } from '../ui/Chip.js';

export function offerInWords(offer: CouponPool['offer']): string {
  switch (offer.kind) {
    case 'percent':
      return `${offer.percent} %`;
    case 'amount':
      return `${offer.amount} ${offer.currency}`;
    case 'free-shipping':
      return t('Free shipping');
    case 'other':
      return t('As the shop says');
  }
}

export function endInWords(ends: CouponPool['ends']): string {
  switch (ends.kind) {
    case 'never':
      return t('Never');
    case 'days':
      return ends.days === 1
        ? t('A day after it is given')
        : t('{days} days after it is given', { days: ends.days });
    case 'at':
      return momentInWords(ends.at);
  }
}

export const STATES: Record<GivenCoupon['state'], { words: string; tone: Tone }> = {
  given: { words: t('Given out'), tone: 'event' },
  waits: { words: t('Waits for the shop'), tone: 'wait' },
  used: { words: t('Used'), tone: 'go' },
  expired: { words: t('Ended'), tone: 'neutral' },
};
