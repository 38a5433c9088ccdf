import { afterAll, beforeAll, expect } from 'vitest';
import { DAY, HOUR, MINUTE, openUseCase, type UseCase } from './driver.js';
import type { Person } from './people.js';
import { BOOTS, JACKET } from './shop.js';
import { expectTexts, play, tell, type Story } from './stories.js';

const OFFER = 'Still thinking about Trail Jacket? 10% off: CART10';
const PLAIN = 'your Trail Jacket is still waiting';

/** A story of one person who has agreed to reminders. */
const of = (
  name: string,
  script: (person: Person, world: UseCase) => ReturnType<Story['script']>,
  then: (person: Person, world: UseCase) => Promise<void>,
): Story => {
  let person: Person;
  return {
    name,
    script: (world) => {
      person = world.people.somebody();
      return [
        [0, () => world.people.signUp(person, ['marketing', 'cart-reminder'])],
        ...script(person, world),
      ];
    },
    then: (world) => then(person, world),
  };
};

/** Nothing reached them, and this is why. */
const nothing =
  (outcome: string, reasons: string[] = []) =>
  async (person: Person, world: UseCase) => {
    expect(await world.phone.texts(person)).toEqual([]);
    expect(await world.outcomes(person)).toEqual([outcome]);
    expect(await world.reasons(person)).toEqual(reasons);
  };

const texts =
  (...expected: [string, number][]) =>
  async (person: Person, world: UseCase) =>
    expectTexts(await world.phone.texts(person), expected);

/** Somebody orders by another cart, which ends the reminder of `person` as it comes in. */
const endsAtOnce = async (world: UseCase, person: Person, buyer: Person, cart: string) => {
  await world.shop.order(buyer, { checkout: cart, cart });
  await world.clock.settled();
  expect(await world.outcomes(person)).toEqual(['ordered']);
};

let journey: string;

const stories: Story[] = [
  of(
    'B2: a checkout left behind is reminded of once, an hour later',
    (anna, { shop }) => [[MINUTE, () => shop.checkout(anna)]],
    texts([OFFER, HOUR + MINUTE]),
  ),
  of(
    'B2 a: every change of the checkout or its cart begins the hour anew',
    (anna, { shop }) => [
      [MINUTE, () => shop.checkout(anna)],
      [30 * MINUTE, () => shop.changesCheckout(anna, { items: [JACKET, BOOTS] })],
      [80 * MINUTE, () => shop.cart(anna, { items: [JACKET, BOOTS] })],
    ],
    texts([OFFER, 140 * MINUTE]),
  ),
  of(
    'B2 a: a checkout begun before anybody said who they are is reminded of, once they have',
    (anna, { shop }) => {
      const unnamed = { phone: null, email: null, customer: null };
      return [
        [MINUTE, () => shop.checkout(anna, { body: unnamed })],
        [2 * MINUTE, () => shop.changesCheckout(anna)],
        [2 * MINUTE, () => shop.changesCheckout(anna)],
      ];
    },
    texts([OFFER, 62 * MINUTE]),
  ),
  of(
    'B2 b: an order that was told of before its checkout keeps the reminder from going',
    (anna, { shop }) => [
      [3 * MINUTE, () => shop.order(anna)],
      [
        4 * MINUTE,
        () =>
          shop.checkout(anna, {
            body: { created_at: new Date(Date.parse(shop.at()) - 3 * MINUTE).toISOString() },
          }),
      ],
    ],
    async (anna, world) => {
      expect(await world.phone.texts(anna)).toEqual([]);
      expect(await world.outcomes(anna)).toEqual(['ordered']);
    },
  ),
  of(
    'B2 c: an order with another e-mail but the same phone ends the reminder the same second, though of another cart',
    (anna, world) => [
      [MINUTE, () => world.shop.checkout(anna)],
      [
        20 * MINUTE,
        () =>
          endsAtOnce(world, anna, { ...anna, email: `other-${anna.email}`, customer: '99001' }, 'elsewhere'),
      ],
    ],
    nothing('ordered'),
  ),
  of(
    'B2 c: an order with another phone but the same e-mail ends the reminder the same second, though of another cart',
    (anna, world) => [
      [MINUTE, () => world.shop.checkout(anna)],
      [
        20 * MINUTE,
        () => endsAtOnce(world, anna, { ...anna, phone: '+4521900001', customer: '99002' }, 'elsewhere-2'),
      ],
    ],
    nothing('ordered'),
  ),
  of(
    'B2 c: an order from before the checkout, of another cart and told of late, keeps no reminder from going',
    (anna, { shop }) => [
      [HOUR, () => shop.checkout(anna)],
      [
        80 * MINUTE,
        () =>
          shop.order(anna, {
            checkout: 'former',
            cart: 'former',
            body: {
              created_at: new Date(Date.parse(shop.at()) - 40 * MINUTE).toISOString(),
              processed_at: new Date(Date.parse(shop.at()) - 40 * MINUTE).toISOString(),
            },
          }),
      ],
    ],
    texts([OFFER, 2 * HOUR]),
  ),
  of(
    'B2 c: an order of a guest from the same cart ends the reminder the same second',
    (anna, { shop, people, outcomes, clock }) => {
      const guest = { ...people.somebody('Gast'), customer: '' };
      return [
        [MINUTE, () => shop.checkout(anna)],
        [
          20 * MINUTE,
          async () => {
            await shop.order(guest, { checkout: `checkout-${anna.phone}`, cart: `cart-${anna.phone}` });
            await clock.settled();
            expect(await outcomes(anna)).toEqual(['ordered']);
          },
        ],
      ];
    },
    nothing('ordered'),
  ),
  of(
    'B2 d: an order of some of what was left ends the reminder: nobody is urged to buy the rest',
    (anna, { shop }) => [
      [MINUTE, () => shop.checkout(anna, { items: [JACKET, BOOTS] })],
      [20 * MINUTE, () => shop.order(anna, { items: [BOOTS] })],
    ],
    nothing('ordered'),
  ),
  of(
    'B2 e: an emptied cart ends the reminder',
    (anna, { shop }) => [
      [MINUTE, () => shop.checkout(anna)],
      [20 * MINUTE, () => shop.cart(anna, { items: [] })],
    ],
    nothing('cart emptied'),
  ),
  of(
    'B2 e: what is sold out by then is not reminded of',
    (anna, { shop }) => {
      const last = { product: '511', variant: '611', title: 'Last Cap' };
      return [
        [0, () => shop.stock(last, 1)],
        [MINUTE, () => shop.checkout(anna, { items: [last] })],
        [20 * MINUTE, () => shop.stock(last, 0)],
      ];
    },
    async (anna, world) => {
      expect(await world.phone.texts(anna)).toEqual([]);
      expect(await world.reasons(anna)).toEqual(['out-of-stock']);
    },
  ),
  of(
    'B2 e: a cart of other things by then is reminded of by what is in it',
    (anna, { shop }) => [
      [MINUTE, () => shop.checkout(anna, { items: [JACKET] })],
      [20 * MINUTE, () => shop.changesCheckout(anna, { items: [BOOTS] })],
    ],
    texts(['Still thinking about Boots?', 80 * MINUTE]),
  ),
  of(
    'B2 f: two devices are two checkouts, one person and one text',
    (anna, { shop }) => [
      [MINUTE, () => shop.checkout(anna, { checkout: 'phone-1', cart: 'phone-1' })],
      [10 * MINUTE, () => shop.checkout(anna, { checkout: 'laptop-1', cart: 'laptop-1' })],
    ],
    texts([OFFER, 61 * MINUTE]),
  ),
  of(
    'B2 g: what is held for more than 48 hours is dropped',
    (anna, { shop, api }) => [
      [8 * DAY, () => shop.checkout(anna)],
      [8 * DAY + MINUTE, () => api.call('POST', `/api/journeys/${journey}/pause`)],
      [
        11 * DAY,
        async () => {
          const resumed = await api.call('POST', `/api/journeys/${journey}/resume`, { due: 'now' });
          expect(resumed.statusCode, resumed.body).toBeLessThan(300);
        },
      ],
    ],
    async (anna, world) => {
      expect(await world.phone.texts(anna)).toEqual([]);
      expect(await world.reasons(anna)).toEqual(['expired']);
    },
  ),
  of(
    'B2 h: no change of a cart that was reminded of brings a second text',
    (anna, { shop }) => [
      [MINUTE, () => shop.checkout(anna)],
      [2 * HOUR, () => shop.changesCheckout(anna, { items: [BOOTS] })],
      [5 * HOUR, () => shop.checkout(anna)],
      [30 * HOUR, () => shop.cart(anna)],
      [50 * HOUR, () => shop.changesCheckout(anna)],
      [60 * HOUR, () => shop.checkout(anna)],
    ],
    texts([OFFER, 61 * MINUTE]),
  ),
  of(
    'B2 i: who had an offer for one cart is reminded of the next without it',
    (anna, { shop }) => [
      [MINUTE, () => shop.checkout(anna, { checkout: 'first-1', cart: 'first-1' })],
      [5 * DAY, () => shop.checkout(anna, { checkout: 'second-1', cart: 'second-1' })],
    ],
    texts([OFFER, 61 * MINUTE], [PLAIN, 5 * DAY + HOUR]),
  ),
  of(
    'B2 j: who has an open case is left in peace',
    (anna, { shop, people }) => [
      [0, () => people.track(anna, 'Support Case Opened', { case_id: 'c1' })],
      [MINUTE, () => shop.checkout(anna)],
    ],
    nothing('open case'),
  ),
  of(
    'B2 k: who was reminded by e-mail meanwhile gets no text, though the e-mail tool names no cart',
    (anna, { shop, people }) => [
      [MINUTE, () => shop.checkout(anna)],
      [20 * MINUTE, () => people.track(anna, 'Contacted Elsewhere', { channel: 'email' })],
    ],
    nothing('reminded elsewhere'),
  ),
  of(
    'B2 k: an e-mail of last week keeps no reminder from going',
    (anna, { shop, people }) => [
      [MINUTE, () => people.track(anna, 'Contacted Elsewhere', { channel: 'email' })],
      [5 * DAY, () => shop.checkout(anna)],
    ],
    texts([OFFER, 5 * DAY + HOUR]),
  ),
  of(
    'B2: STOP ends the reminder',
    (anna, { shop, phone }) => [
      [MINUTE, () => shop.checkout(anna)],
      [20 * MINUTE, () => phone.reply(anna, 'STOP')],
    ],
    async (anna, world) => {
      const got = await world.phone.texts(anna);
      expect(got.map(({ text }) => text).filter((text) => text.includes('thinking'))).toEqual([]);
    },
  ),
];

let world: UseCase;
beforeAll(async () => {
  world = await openUseCase();
  [journey] = (await world.publishTemplate('abandoned-cart', {
    whom: { holdOut: 0 },
    offer: { kind: 'percent', percent: 10, codes: 'one', code: 'CART10' },
  })) as [string];
  await world.shop.stock(JACKET, 50);
  await world.shop.stock(BOOTS, 50);
  await play(world, stories, 15 * DAY);
}, 180_000);
afterAll(() => world?.close(), 60_000);

tell(() => world, stories);
