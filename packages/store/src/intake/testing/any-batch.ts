import fc from 'fast-check';
import type { IncomingEvent } from '../../index.js';
import { NOW } from './furnished.js';

const MINUTE = 60_000;

const KINDS = [
  ...['viewed', 'viewed', 'seen', 'seen', 'cart', 'checkout', 'updated', 'order'],
  ...['identify', 'alias', 'told', 'bad', 'history'],
];
/** Mostly what asks nothing by itself, so that much of it is taken in together. */
const QUIET_KINDS = ['seen', 'seen', 'seen', 'cart', 'cart', 'viewed', 'identify'];

const anyMessageOf = (kinds: string[]) =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    user: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }),
    browser: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
    purchase: fc.integer({ min: 1, max: 3 }),
    minutesAgo: fc.constantFrom(0, 1, 2, 5, 30),
    isAgain: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    says: fc.constantFrom('nothing', 'nothing', 'nothing', 'language', 'name', 'email', 'phone', 'gone'),
    size: fc.integer({ min: 1, max: 3 }),
  });
/** A message of one of a few people, about one of a few purchases, in short. */
export type Drawn = ReturnType<typeof anyMessageOf> extends fc.Arbitrary<infer T> ? T : never;

const anyBatchOf = (kinds: string[]) => fc.array(anyMessageOf(kinds), { minLength: 4, maxLength: 40 });
export const anyBatch = anyBatchOf(KINDS);
export const anyQuietBatch = anyBatchOf(QUIET_KINDS);

/** @param world tells the people of one batch from those of others: `w7` */
export function messagesOf(all: Drawn[], world: string): IncomingEvent[] {
  const number = String(20_000_000 + Number(world.slice(1)) * 10).slice(0, 7);
  const messages: IncomingEvent[] = [];
  for (const [index, drawn] of all.entries()) {
    const { kind, user, browser, purchase, minutesAgo, says, size } = drawn;
    const identities = [
      ...(user === null && browser !== null ? [] : [{ kind: 'user', value: `${world}/u${user ?? 1}` }]),
      ...(browser === null ? [] : [{ kind: 'anonymous', value: `${world}/b${browser}` }]),
    ];
    const bought = `${world}/${purchase}`;
    const key = (of: string) => `purchase:segment/${of}/${bought}`;
    const message: IncomingEvent = {
      source: 'segment',
      messageId:
        drawn.isAgain && index > 0 ? messages[Math.floor(index / 2)]!.messageId : `${world}/${index}`,
      name: 'Seen',
      occurredAtMs: NOW - minutesAgo * MINUTE,
      identities,
      properties: { size },
      keys: [],
      isHistory: kind === 'history',
      ...(says === 'language' ? { contact: { language: 'da', timeZone: 'Europe/Copenhagen' } } : {}),
      ...(says === 'name' ? { contact: { firstName: `Name ${size}`, attributes: { size } } } : {}),
      ...(says === 'email'
        ? { contact: { email: `${world.replaceAll('/', '.')}.${size}@shop.example` } }
        : {}),
      ...(says === 'gone' ? { source: 'step', contact: { addTags: ['sunset'] } } : {}),
      ...(says === 'phone' ? { contact: { phone: `+45${number}${user ?? 9}`, country: 'DK' } } : {}),
    };
    const rest: { [kind: string]: Partial<IncomingEvent> } = {
      viewed: { name: 'Product Viewed' },
      cart: { name: 'Cart Updated', keys: [key('cart')], properties: { cart_id: bought } },
      checkout: {
        name: 'Checkout Started',
        keys: [key('checkout'), key('cart')],
        properties: { checkout_id: bought, cart_id: bought, total: size * 100 },
      },
      updated: { name: 'Checkout Updated', keys: [key('checkout')], properties: { checkout_id: bought } },
      order: {
        name: 'Order Completed',
        keys: [...(size > 1 ? [key('checkout')] : []), key('order')],
        properties: {
          ...{ order_id: bought, checkout_id: bought, total: `${size}.299,00 kr`, currency: 'DKK' },
          products: [{ product_id: 'p', category: 'Shoes', quantity: size, price: '1.299,00' }],
          ...(size === 3 ? { coupon: `CODE-${purchase}` } : {}),
        },
      },
      identify: {
        name: null,
        contact: { ...message.contact, lastName: `Holm ${size}`, attributes: { club: size > 1 } },
        consents:
          says === 'phone'
            ? [{ purpose: 'marketing', state: size > 1 ? 'granted' : 'denied', source: 'test', atMs: NOW }]
            : [],
      },
      alias: { name: null, formerly: [{ kind: 'user', value: `${world}/u${size}` }] },
      told: { name: 'Points Changed', properties: { balance: size } },
      // No index holds it.
      bad: { identities: [...identities, { kind: 'user', value: noise(20_000) }] },
    };
    messages.push({ ...message, ...rest[kind] });
  }
  return messages;
}

const noise = (length: number): string =>
  Array.from({ length }, () => String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 20_000))).join('');
