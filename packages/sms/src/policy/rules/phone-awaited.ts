import { Temporal } from 'temporal-polyfill';
import type { NotBefore, SendFacts } from '../send-facts.js';
import { lastUsefulMs } from './deadline.js';

/**
 * There is no number yet, and what let the person in is news for a while longer: their number may still come.
 * Source: the age after which the journey's trigger takes an event for old news.
 */
export function phoneAwaited(facts: SendFacts): NotBefore | null {
  const { phone, phoneAwaitedUntilMs, nowMs, personName, shopTimeZone } = facts;
  if (phone !== null || phoneAwaitedUntilMs === null) return null;
  const atMs = Math.min(phoneAwaitedUntilMs, lastUsefulMs(facts));
  if (atMs <= nowMs) return null;
  const until = inWords(atMs, { nowMs, shopTimeZone });
  return {
    atMs,
    code: 'no-phone-yet',
    reason: `${personName} has no phone number yet: waiting for one until ${until}`,
  };
}

/** `14:05` on the shop's clock, with the day if it is another one. */
function inWords(atMs: number, { nowMs, shopTimeZone }: Pick<SendFacts, 'nowMs' | 'shopTimeZone'>): string {
  const local = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(shopTimeZone);
  const [now, until] = [local(nowMs), local(atMs)];
  const time = until.toPlainTime().toString({ smallestUnit: 'minute' });
  const isToday = now.toPlainDate().equals(until.toPlainDate());
  return isToday ? time : `${until.toPlainDate().toString()} ${time}`;
}
