import type { CountedText } from '../limits.js';
import { no, type No, type SendFacts } from '../send-facts.js';

/** One reminder of a cart in 48 hours: carriers' rule for cart texts (CTIA programme terms, seen 2026-11). */
export const CART_REMINDER_HOURS = 48;
const CART_REMINDER_MS = CART_REMINDER_HOURS * 3_600_000;

/** Whether a number was reminded of a cart so short a time ago that it may not be again. */
export const wasReminded = (nowMs: number, recent: CountedText[], purpose: string): boolean =>
  purpose === 'cart-reminder' &&
  recent.some((text) => text.purpose === 'cart-reminder' && text.atMs > nowMs - CART_REMINDER_MS);

/** Per number, so that two carts are one nuisance; and once for each cart, at whatever number. */
export function cartReminder({
  nowMs,
  recent,
  purpose,
  cartRemindedAtMs,
  personName: name,
}: SendFacts): No | null {
  if (wasReminded(nowMs, recent, purpose))
    return no('cart-reminded', `${name} was reminded of a cart within the last 48 hours`);
  if (purpose === 'cart-reminder' && cartRemindedAtMs !== null)
    return no('cart-reminded', 'This cart was reminded of before');
  return null;
}
