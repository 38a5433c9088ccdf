import { evaluateGroup } from '@signalbox/engine/conditions';
import type { ActivityContext, SendTextRequest } from '@signalbox/nodes/kernel';
import { isRewardReady, renderText, REWARD_NEWS, type StillTrue } from '@signalbox/sms';
import {
  goneShopOf,
  hasOrderedSince,
  isInStock,
  rewardNewsSince,
  type CartNews,
  type Database,
} from '@signalbox/store';

interface Known {
  nowMs: number;
  phone: string | null;
  contact: Record<string, unknown>;
  segment: { [id: string]: true };
  /** The newest of the cart that the text is about, if it is about one. */
  cart: CartNews | null;
}

/** What is about something in the shop, whose news has to be heard until the text leaves. */
const SHOPS_OWN = new Set(['cart-reminder', 'back-in-stock']);

/** Looks again at what the step asks to be still so. A reminder of a cart always asks whether it was bought. */
export async function readStillTrue(
  database: Database,
  { contactId, entryEvent, vars }: ActivityContext,
  { stillTrue = {}, onlyIf, purpose }: SendTextRequest,
  { nowMs, phone, contact, segment, cart }: Known,
): Promise<StillTrue> {
  const sinceMs = typeof entryEvent.atMs === 'number' ? entryEvent.atMs : null;
  const event = (entryEvent.properties ?? {}) as Record<string, unknown>;
  const eventId = String(entryEvent.id ?? '');
  const asksForOrders = stillTrue.noOrder || purpose === 'cart-reminder';
  const restsOnShop = SHOPS_OWN.has(purpose) || asksForOrders || stillTrue.cart || stillTrue.inStock;
  const [goneShop, hasOrdered, inStock, rewards] = await Promise.all([
    restsOnShop ? goneShopOf(database, eventId) : undefined,
    asksForOrders && sinceMs !== null ? hasOrderedSince(database, { contactId, phone }, sinceMs) : undefined,
    stillTrue.inStock
      ? isInStock(
          database,
          stillTrue.variantId
            ? { variantId: stillTrue.variantId }
            : { eventId: cart?.products ? cart.eventId : eventId },
          stillTrue.leastLeft,
        )
      : undefined,
    stillTrue.reward && sinceMs !== null
      ? rewardNewsSince(database, contactId, { names: REWARD_NEWS, sinceMs })
      : undefined,
  ]);
  const answer: StillTrue = {};
  if (goneShop !== undefined) answer.goneShop = goneShop;
  if (hasOrdered !== undefined) answer.noOrder = !hasOrdered;
  if (inStock !== undefined) answer.inStock = inStock;
  if (stillTrue.cart) answer.cart = cart?.products ? cart.products.length > 0 : null;
  if (rewards !== undefined) answer.reward = isRewardReady(rewards.news, rewards.balance);
  if (stillTrue.before) {
    const rendered = await renderText(stillTrue.before, { contact, event, run: vars });
    const untilMs = rendered.ok ? Date.parse(rendered.text) : Number.NaN;
    answer.before = Number.isNaN(untilMs) ? null : nowMs < untilMs;
  }
  if (onlyIf) answer.rule = evaluateGroup(onlyIf, { contact, segment, event, run: vars });
  return answer;
}
