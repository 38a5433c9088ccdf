import type { CouponPool, GivenCoupon } from '@signalbox/api/contract';
import type { Tone } from '../ui/Chip.js';

export function offerInWords(offer: CouponPool['offer']): string {
  switch (offer.kind) {
    case 'percent':
      return `${offer.percent} %`;
    case 'amount':
      return `${offer.amount} ${offer.currency}`;
    case 'free-shipping':
      return 'Free shipping';
    case 'other':
      return 'As the shop says';
  }
}

export function endInWords(ends: CouponPool['ends']): string {
  switch (ends.kind) {
    case 'never':
      return 'Never';
    case 'days':
      return ends.days === 1 ? 'A day after it is given' : `${ends.days} days after it is given`;
    case 'at':
      return ends.at.replace('T', ' ');
  }
}

export const STATES: Record<GivenCoupon['state'], { words: string; tone: Tone }> = {
  given: { words: 'Given out', tone: 'event' },
  waits: { words: 'Waits for the shop', tone: 'wait' },
  used: { words: 'Used', tone: 'go' },
  expired: { words: 'Ended', tone: 'neutral' },
};
