import { afterAll, beforeAll, expect } from 'vitest';
import { DAY, HOUR, MINUTE, openUseCase, type UseCase } from './driver.js';
import type { Person } from './people.js';
import { BOOTS, JACKET, type Purchase } from './shop.js';
import { expectTexts, play, tell, type Story } from './stories.js';

// A shop that reminds of carts worth 500 kr, in lawful hours. A jacket or boots are 400 kr each.
const REMINDER = 'is still waiting';
const BOTH = { items: [JACKET, BOOTS] };
const ONE = { items: [JACKET] };

const of = (
  name: string,
  checkouts: [afterMs: number, Purchase][],
  then: (person: Person, world: UseCase) => Promise<void>,
  { phone, country = 'DK' }: { phone?: string; country?: string } = {},
): Story => {
  let person: Person;
  return {
    name,
    script: ({ people, shop }) => {
      person = { ...people.somebody(), ...(phone && { phone }) };
      return [
        [0, () => people.signUp(person, ['marketing', 'cart-reminder'], { country })],
        ...checkouts.map(([afterMs, purchase], index): [number, () => Promise<unknown>] => [
          afterMs,
          () => (index === 0 ? shop.checkout : shop.changesCheckout)(person, purchase),
        ]),
      ];
    },
    then: (world) => then(person, world),
  };
};

const reminded = (afterMs: number) => async (person: Person, world: UseCase) =>
  expectTexts(await world.phone.texts(person), [[REMINDER, afterMs]]);

const tooSmall = async (person: Person, world: UseCase) => {
  expect(await world.phone.texts(person)).toEqual([]);
  expect(await world.outcomes(person)).toEqual(['too small']);
};

const stories: Story[] = [
  of(
    'a cart that grows to the sum is reminded of',
    [
      [MINUTE, ONE],
      [20 * MINUTE, BOTH],
    ],
    reminded(80 * MINUTE),
  ),
  of(
    'a cart that shrinks below the sum is not',
    [
      [MINUTE, BOTH],
      [20 * MINUTE, ONE],
    ],
    tooSmall,
  ),
  of(
    'what a cart is worth last decides, however often it changed',
    [
      [MINUTE, BOTH],
      [10 * MINUTE, ONE],
      [20 * MINUTE, BOTH],
    ],
    reminded(80 * MINUTE),
  ),
  of('a cart that never was worth the sum is left alone', [[MINUTE, ONE]], tooSmall),
  of(
    'a cart in another currency is left alone: nobody knows here what it is worth',
    [[MINUTE, { ...BOTH, body: { presentment_currency: 'JPY' } }]],
    tooSmall,
  ),
  of(
    'B2 g: what the hours of the law push past 48 hours is dropped',
    // In France, an hour before night, then a holiday on Saturday and a Sunday: not before Monday.
    [[9.5 * HOUR, BOTH]],
    async (person, world) => {
      expect(await world.phone.texts(person)).toEqual([]);
      expect(await world.reasons(person)).toEqual(['would-arrive-expired']);
    },
    { phone: '+33612345678', country: 'FR' },
  ),
];

let world: UseCase;
beforeAll(async () => {
  world = await openUseCase({ sendingHours: 'law', startMs: fridayBeforeAFrenchHoliday() });
  const buyer = world.people.somebody('Bo');
  await world.people.signUp(buyer);
  await world.shop.order(buyer);
  await world.publishTemplate('abandoned-cart', { whom: { holdOut: 0, minTotal: 500 } });
  await world.shop.stock(JACKET, 50);
  await world.shop.stock(BOOTS, 50);
  await play(world, stories, 5 * DAY);
}, 180_000);
afterAll(() => world?.close(), 60_000);

tell(() => world, stories);

/** 12:00 in Paris or an hour later, of a Friday to come before a Saturday that is a holiday there. */
function fridayBeforeAFrenchHoliday(): number {
  const HOLIDAYS = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];
  const day = new Date(Date.now() + DAY);
  day.setUTCHours(11, 0, 0, 0);
  const isBefore = () =>
    day.getUTCDay() === 5 && HOLIDAYS.includes(new Date(day.getTime() + DAY).toISOString().slice(5, 10));
  while (!isBefore()) day.setUTCDate(day.getUTCDate() + 1);
  return day.getTime();
}
