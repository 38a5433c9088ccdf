import { earliestAllowed, earliestOfHouse, type Recipient } from './earliest-allowed.js';
import type { HoursOfWeek } from './places.js';
import { countryOfZone } from './zones.js';

export interface ShopHours {
  /** IANA. */
  timeZone: string;
  /** Of one that texts come from: where the zone names no country, its own is taken. */
  sender: string;
  ownHours: HoursOfWeek | null;
}

/** The first instant, from `fromMs` on, at which a marketing text may reach people where the shop is. */
export function earliestInShop(fromMs: number, { timeZone, sender, ownHours }: ShopHours): number {
  const there: Recipient = {
    country: countryOfZone(timeZone),
    timeZone,
    phone: sender,
    shopTimeZone: timeZone,
  };
  const own = ownHours && earliestOfHouse(fromMs, there, { hours: ownHours, isLawful: true });
  return (own ?? earliestAllowed(fromMs, there)).atMs;
}
