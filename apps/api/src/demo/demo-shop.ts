import type { IncomingEvent } from '@signalbox/store';

const FIRST = [
  'Anna',
  'Emma',
  'Ida',
  'Freja',
  'Clara',
  'Sofie',
  'Laura',
  'Mathilde',
  'Signe',
  'Karen',
  'Astrid',
  'Liv',
  'William',
  'Noah',
  'Oscar',
  'Lucas',
  'Victor',
  'Malthe',
  'Emil',
  'Magnus',
  'Søren',
  'Jens',
  'Rasmus',
  'Anders',
];
const LAST = [
  'Holm',
  'Nielsen',
  'Jensen',
  'Hansen',
  'Pedersen',
  'Andersen',
  'Christensen',
  'Larsen',
  'Sørensen',
  'Rasmussen',
  'Jørgensen',
  'Møller',
  'Østergaard',
  'Kjær',
  'Lund',
  'Dahl',
];
const TOWNS = [
  'København',
  'Aarhus',
  'Odense',
  'Aalborg',
  'Esbjerg',
  'Randers',
  'Kolding',
  'Vejle',
  'Roskilde',
];

export const DEMO_PRODUCTS = [
  { product_id: 'fjord', name: 'Fjord jacket', price: 1299, category: 'Jackets' },
  { product_id: 'trail', name: 'Trail jacket', price: 899, category: 'Jackets' },
  { product_id: 'strand', name: 'Strand raincoat', price: 749, category: 'Jackets' },
  { product_id: 'skagen', name: 'Skagen jumper', price: 649, category: 'Knitwear' },
  { product_id: 'fanoe', name: 'Fanø cardigan', price: 799, category: 'Knitwear' },
  { product_id: 'klit', name: 'Klit beanie', price: 199, category: 'Accessories' },
  { product_id: 'vante', name: 'Wool mittens', price: 149, category: 'Accessories' },
  { product_id: 'sok', name: 'Merino socks', price: 99, category: 'Accessories' },
  { product_id: 'marsk', name: 'Marsk trousers', price: 699, category: 'Trousers' },
  { product_id: 'vade', name: 'Vade boots', price: 1099, category: 'Shoes' },
  { product_id: 'mole', name: 'Mole sneakers', price: 849, category: 'Shoes' },
  { product_id: 'termo', name: 'Thermos flask', price: 249, category: 'Accessories' },
];

const PEOPLE = 60;
const MINUTE = 60_000;
const DAY = 86_400_000;
/** Carts are left within so many days, by this share of the people. */
const LEFT_WITHIN_DAYS = 28;
const SHARE_LEFT = 0.4;

/** A small generator of numbers with a seed, so that the demo shop is the same everywhere. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

export const demoNumber = (index: number): string => `+45529900${String(index).padStart(2, '0')}`;
const namesOf = (index: number) => ({
  firstName: FIRST[index % FIRST.length]!,
  lastName: LAST[(index * 7) % LAST.length]!,
});
export const demoName = (index: number): string => `${namesOf(index).firstName} ${namesOf(index).lastName}`;
const demoUserId = (index: number): string => `demo-${index + 1}`;

type Sale = Pick<IncomingEvent, 'messageId' | 'name' | 'occurredAtMs' | 'identities'> & {
  key: string;
  product: (typeof DEMO_PRODUCTS)[number];
  quantity: number;
  properties: Record<string, unknown>;
};

const saleOf = ({ key, product, quantity, properties, ...event }: Sale): IncomingEvent => ({
  source: 'demo',
  ...event,
  properties: {
    ...properties,
    total: product.price * quantity,
    currency: 'DKK',
    products: [{ ...product, quantity }],
  },
  keys: [`purchase:demo/${key}`],
  isHistory: true,
});

/**
 * The checkout of an order, or one that nothing came of.
 * @param phone of whoever ticked there that they may be reminded
 */
const checkoutOf = (
  sale: Omit<Sale, 'name' | 'messageId' | 'properties'>,
  phone: string | null,
): IncomingEvent => ({
  ...saleOf({
    ...sale,
    messageId: `${sale.key}-checkout`,
    name: 'Checkout Started',
    properties: { checkout_id: sale.key, checkout_url: `https://demo-shop.example/checkouts/${sale.key}` },
  }),
  consents: phone
    ? [
        {
          purpose: 'cart-reminder',
          state: 'granted',
          source: 'demo',
          evidence: { form: 'Kassen: “Mind mig om min kurv på SMS”' },
          atMs: sale.occurredAtMs,
          phone,
        },
      ]
    : [],
});

/**
 * A made-up Danish shop: people, their consent, their orders of the last year and the carts they left. All of it is
 * history, so it starts no journey and texts nobody.
 */
export function demoEvents(nowMs: number): IncomingEvent[] {
  const random = seeded(20_261_102);
  const chance = seeded(20_261_129);
  const events: IncomingEvent[] = [];
  for (let index = 0; index < PEOPLE; index++) {
    const identities = [{ kind: 'user', value: demoUserId(index) }];
    const { firstName, lastName } = namesOf(index);
    const phone = demoNumber(index);
    const joinedAtMs = nowMs - Math.floor((20 + random() * 340) * DAY);
    // Every sixth person has not agreed: that is what "not sent" looks like.
    const hasAgreed = index % 6 !== 5;
    const ticked = hasAgreed ? phone : null;
    events.push({
      source: 'demo',
      messageId: `person-${index}`,
      name: null,
      occurredAtMs: joinedAtMs,
      identities,
      contact: {
        firstName,
        lastName,
        email:
          `${firstName}.${lastName}`
            .toLowerCase()
            .replaceAll('ø', 'oe')
            .replaceAll('æ', 'ae')
            .replaceAll('å', 'aa') + `${index}@demo.example`,
        phone,
        country: 'DK',
        language: 'da',
        timeZone: 'Europe/Copenhagen',
        attributes: { town: TOWNS[Math.floor(random() * TOWNS.length)] },
        isDemo: true,
      },
      consents: hasAgreed
        ? [
            {
              purpose: 'marketing',
              state: 'granted',
              source: 'demo',
              evidence: { form: 'Footer: “Få vores bedste nyheder på SMS”' },
              atMs: joinedAtMs,
              phone,
            },
          ]
        : [],
      properties: {},
      keys: [],
      isHistory: true,
    });
    const orders = Math.floor(random() * random() * 7);
    for (let number = 0; number < orders; number++) {
      const product = DEMO_PRODUCTS[Math.floor(random() * DEMO_PRODUCTS.length)]!;
      const quantity = 1 + Math.floor(random() * 2);
      const key = `demo-order-${index}-${number}`;
      const orderedAtMs = joinedAtMs + Math.floor(random() * (nowMs - joinedAtMs));
      const sale = { key, identities, product, quantity };
      events.push(
        checkoutOf(
          {
            ...sale,
            occurredAtMs: Math.max(joinedAtMs, orderedAtMs - Math.floor((3 + chance() * 40) * MINUTE)),
          },
          ticked,
        ),
        saleOf({
          ...sale,
          messageId: key,
          name: 'Order Completed',
          occurredAtMs: orderedAtMs,
          properties: { order_id: key },
        }),
      );
    }
    if (chance() < SHARE_LEFT)
      events.push(
        checkoutOf(
          {
            key: `demo-cart-${index}`,
            identities,
            product: DEMO_PRODUCTS[Math.floor(chance() * DEMO_PRODUCTS.length)]!,
            quantity: 1,
            occurredAtMs: Math.max(joinedAtMs, nowMs - Math.floor(chance() * LEFT_WITHIN_DAYS * DAY)),
          },
          ticked,
        ),
      );
  }
  return events.sort((a, b) => a.occurredAtMs - b.occurredAtMs);
}
