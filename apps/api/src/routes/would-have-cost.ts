import type { NotSent } from '@signalbox/store';
import type { PartPrice } from '../contract/index.js';
import { priceFor } from './part-price.js';

/** What texts that were never asked of the carrier would have cost; `null` while nobody has said what a part costs. */
export const wouldHaveCost = (saved: NotSent['saved'], price: PartPrice | null) =>
  price && {
    amount: saved.reduce((sum, one) => sum + one.parts * priceFor(price, one), 0),
    currency: price.currency,
  };
