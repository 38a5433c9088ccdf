import { afterAll, beforeAll, expect } from 'vitest';
import { afterOn, dateOn } from './calendar.js';
import { DAY, HOUR, MINUTE, nextMonday, openUseCase, type UseCase } from './driver.js';
import type { Person } from './people.js';
import { expectTexts, play, tell, type Story } from './stories.js';

// From a Monday at the beginning of February of a year without 29 February. The weekly text is on Thursday at 16:00.
const weekly = (world: UseCase, week = 0) => afterOn(world, week * 7 + 3, '16:00');
/** What matters most goes first: a tier at risk, points that expire, the rest. */
const [EXPIRING_AFTER, REWARD_AFTER, BALANCE_AFTER] = [5 * MINUTE, 10 * MINUTE, 15 * MINUTE];

const orderOf = ({ phone }: Person, name: string, total: number, body: object = {}) => ({
  checkout: `${name}-${phone}`,
  cart: `${name}-${phone}`,
  body: { total_price: String(total), subtotal_price: String(total), ...body },
});

const of = (
  name: string,
  script: (person: Person, world: UseCase) => ReturnType<Story['script']>,
  then: (person: Person, world: UseCase) => Promise<void>,
  { purposes = ['marketing'], traits = {} }: { purposes?: string[]; traits?: object } = {},
): Story => {
  let person: Person;
  return {
    name,
    script: (world) => {
      person = world.people.somebody();
      return [[0, () => world.people.signUp(person, purposes, traits)], ...script(person, world)];
    },
    then: (world) => then(person, world),
  };
};

const texts =
  (...expected: [words: string, afterMs: (world: UseCase) => number][]) =>
  async (person: Person, world: UseCase) =>
    expectTexts(
      await world.phone.texts(person),
      expected.map(([words, afterMs]) => [words, afterMs(world)]),
    );

/** An order that earns a tenth of its total in points. */
const buys = (person: Person, world: UseCase, total: number, name = String(total), body: object = {}) =>
  world.shop.order(person, orderOf(person, name, total, body));

const shownDay = (world: UseCase, afterMs: number, timeZone = 'Europe/Copenhagen') =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone }).format(
    world.beganMs + afterMs,
  );

const stories: Story[] = [
  of(
    'B7 a: the balance is that of the moment in which the text leaves',
    (anna, world) => [
      [HOUR, () => buys(anna, world, 1_500)],
      [DAY, () => buys(anna, world, 320)],
    ],
    texts(['You have 182 points = 18 kr, Anna.', (world) => weekly(world) + BALANCE_AFTER]),
  ),
  of(
    'B7 b: of all that happened in a week one thing is told, a reward rather than a balance',
    (anna, world) => [
      [HOUR, () => buys(anna, world, 1_200)],
      [DAY, () => buys(anna, world, 900)],
    ],
    texts(['Free shipping is yours with your 210 points', (world) => weekly(world) + REWARD_AFTER]),
  ),
  of(
    'B7 a: a reward whose points were taken back before the text left is not told, the balance of now is',
    (anna, world) => [
      [HOUR, () => buys(anna, world, 1_200)],
      [2 * HOUR, () => world.shop.order(anna, orderOf(anna, 'reaches', 900, { id: '7770003' }))],
      [DAY, () => refund(world, '7770003', '900.00')],
    ],
    async (anna, world) => {
      expectTexts(await world.phone.texts(anna), [['You have 120 points', weekly(world) + BALANCE_AFTER]]);
      expect(await world.reasons(anna)).toContain('reward-gone');
    },
  ),
  of(
    'B7 a: a reward that was used before the text left costs its points and is not told',
    (anna, world) => [
      [HOUR, () => buys(anna, world, 3_300)],
      [DAY, () => world.people.track(anna, 'Reward Redeemed', { reward: 'Free shipping', points: 200 })],
    ],
    async (anna, world) => {
      expectTexts(await world.phone.texts(anna), [['You have 130 points', weekly(world) + BALANCE_AFTER]]);
      expect(await world.reasons(anna)).toContain('reward-gone');
    },
  ),
  of(
    'B7 b: a reward that another programme tells of by itself is told in the weekly text',
    (anna, world) => [
      [
        DAY,
        () =>
          world.people.track(anna, 'Reward Ready', { reward: 'A free coffee', points: 150, balance: 155 }),
      ],
    ],
    texts(['A free coffee is yours with your 155 points', (world) => weekly(world) + REWARD_AFTER]),
  ),
  of(
    'B7 b: points that are about to expire come before a balance, which is then not told',
    (anna, world) => [
      // Earned 83 days before: seven days are left, and they are told of a day later.
      [HOUR, () => buys(anna, world, 1_400, 'old', placedDaysAgo(world, 83))],
      [DAY, () => buys(anna, world, 300)],
    ],
    async (anna, world) => {
      expectTexts(await world.phone.texts(anna), [
        ['170 points are yours, Anna; 140 of them expire', weekly(world) + EXPIRING_AFTER],
      ]);
      expect(await world.reasons(anna)).toContain('no-longer-true');
    },
  ),
  of(
    'B7 b: of a few points that expire nobody is warned: the balance is told',
    (anna, world) => [
      [HOUR, () => buys(anna, world, 400, 'old', placedDaysAgo(world, 83))],
      [DAY, () => buys(anna, world, 800)],
    ],
    texts(['You have 120 points = 12 kr, Anna.', (world) => weekly(world) + BALANCE_AFTER]),
  ),
  of(
    'B7 b: who says STOP just after the weekly text, and START later on, hears of points again',
    (anna, world) => [
      [HOUR, () => buys(anna, world, 1_300)],
      [weekly(world) + 30 * MINUTE, () => world.phone.reply(anna, 'STOP')],
      [weekly(world) + DAY, () => world.phone.reply(anna, 'START')],
      [weekly(world) + 3 * DAY, () => buys(anna, world, 200)],
    ],
    async (anna, world) => {
      const points = (await world.phone.texts(anna)).filter(({ text }) => text.includes('You have'));
      expectTexts(points, [
        ['You have 130 points', weekly(world) + BALANCE_AFTER],
        ['You have 150 points', weekly(world, 1) + BALANCE_AFTER],
      ]);
    },
  ),
  of(
    'B7 e: nobody is told that points expire once they have expired',
    (anna, world) => [
      // They expire on Wednesday, the day before the weekly hour.
      [HOUR, () => buys(anna, world, 1_400, 'old', placedDaysAgo(world, 88))],
      [DAY, () => buys(anna, world, 550)],
    ],
    async (anna, world) => {
      expect(await world.phone.texts(anna)).toEqual([]);
      expect(await world.reasons(anna)).toContain('expired');
    },
  ),
  of(
    'B7 c: a new tier is told at once, once, and besides the weekly text',
    (anna, world) => [
      [HOUR, () => buys(anna, world, 6_000)],
      [DAY, () => buys(anna, world, 400)],
    ],
    texts(
      ['You are Silver now', () => HOUR],
      ['Free shipping is yours', (world) => weekly(world) + REWARD_AFTER],
    ),
  ),
  of(
    'B7 c: a tier that was lost again before the morning is not celebrated',
    (anna, world) => {
      const order = orderOf(anna, 'late', 6_000, { id: '7770001' });
      return [
        [afterOn(world, 0, '21:00'), () => world.shop.order(anna, order)],
        [
          afterOn(world, 0, '23:00'),
          () => world.shop.tell('orders/cancelled', { ...order.body, cancelled_at: world.shop.at() }),
        ],
      ];
    },
    async (anna, world) => {
      expect(await world.phone.texts(anna)).toEqual([]);
      expect(await world.outcomes(anna)).toContain('fell again');
    },
  ),
  of(
    'B7 c: of a tier at risk is told what keeps it and until when, and nothing once it is lost',
    (anna, world) => [
      // Silver takes 5,000 of the last 90 days; half of it is 80 days old.
      [HOUR, () => buys(anna, world, 4_000, 'old', placedDaysAgo(world, 80))],
      [HOUR, () => buys(anna, world, 1_500, 'newer', placedDaysAgo(world, 20))],
    ],
    async (anna, world) => {
      const got = (await world.phone.texts(anna)).filter(({ text }) => text.includes('Silver until'));
      expectTexts(got, [['You are Silver until', weekly(world)]]);
      expect(got[0]!.text).toContain(
        `until ${shownDay(world, 10 * DAY + HOUR)}, Anna. Another 3500 kr by then`,
      );
      const { rows } = await world.api.database.pool.query(`select tier from contacts where phone = $1`, [
        anna.phone,
      ]);
      expect(rows).toEqual([{ tier: null }]);
    },
  ),
  of(
    'B7 c: of a tier that is lost before the weekly hour it is not said what would keep it',
    (anna, world) => [
      // From Friday on it is Silver, and until Sunday.
      [4 * DAY, () => buys(anna, world, 4_000, 'old', placedDaysAgo(world, 84))],
      [4 * DAY, () => buys(anna, world, 1_500, 'newer', placedDaysAgo(world, 20))],
    ],
    async (anna, world) => {
      const got = await world.phone.texts(anna);
      expect(got.filter(({ text }) => text.includes('Silver until'))).toEqual([]);
      expect(await world.reasons(anna)).toContain('expired');
    },
  ),
  of(
    'B7 c: who has ordered since is not told that a tier is at risk',
    (anna, world) => [
      [HOUR, () => buys(anna, world, 4_000, 'old', placedDaysAgo(world, 80))],
      [HOUR, () => buys(anna, world, 1_500, 'newer', placedDaysAgo(world, 20))],
      [2 * DAY, () => buys(anna, world, 3_600)],
    ],
    async (anna, world) => {
      const got = await world.phone.texts(anna);
      expect(got.filter(({ text }) => text.includes('by then keeps it'))).toEqual([]);
      expect(await world.reasons(anna)).toContain('ordered-since');
    },
  ),
  of(
    'B7 d: points of an order that was refunded are taken back before anything is told',
    (anna, world) => {
      const refunded = orderOf(anna, 'refunded', 1_500, { id: '7770002' });
      return [
        [HOUR, () => buys(anna, world, 1_200)],
        [2 * HOUR, () => world.shop.order(anna, refunded)],
        [DAY, () => refund(world, '7770002', '1500.00')],
      ];
    },
    async (anna, world) => {
      const got = await world.phone.texts(anna);
      expect(got[0]!.text).toContain('120 points');
    },
  ),
  of(
    'B7 e: the day on which points expire is that of the person’s own zone',
    (anna, world) => [
      // At half past three at night here, when it is the evening before in New York.
      [HOUR, () => buys(anna, world, 1_400, 'old', placedAt(afterOn(world, -83, '03:30'), world))],
    ],
    async (anna, world) => {
      const [told] = await world.phone.texts(anna);
      const expires = afterOn(world, -83, '03:30') + 90 * DAY;
      expect(shownDay(world, expires)).not.toBe(shownDay(world, expires, NEW_YORK));
      expect(told!.text).toContain(`expire ${shownDay(world, expires, NEW_YORK)}.`);
    },
    { traits: { timeZone: 'America/New_York' } },
  ),
  of(
    'B7 f: money has its currency’s name',
    (anna, world) => [[HOUR, () => buys(anna, world, 1_600)]],
    texts(['160 points = 16 kr', (world) => weekly(world) + BALANCE_AFTER]),
  ),
  of(
    'B7 g: a birthday is told once a year, and one of 29 February on the 28th',
    (anna, world) => [
      [DAY, () => world.people.identify(anna, { birthday: '2000-02-29' })],
      // Whoever puts it right afterwards has none a second time.
      [
        afterOn(world, leapDay(world) + 2, '12:00'),
        () => world.people.identify(anna, { birthday: fixed(world) }),
      ],
    ],
    async (anna, world) => {
      const wishes = (await world.phone.texts(anna)).filter(({ text }) => text.includes('Happy birthday'));
      expectTexts(wishes, [['Happy birthday, Anna!', afterOn(world, leapDay(world), '16:00')]]);
    },
  ),
  of(
    'B7 h: it is advertising, all of it: who agreed to service texts only hears nothing',
    (anna, world) => [[HOUR, () => buys(anna, world, 7_000)]],
    async (anna, world) => {
      expect(await world.phone.texts(anna)).toEqual([]);
      expect(new Set(await world.reasons(anna))).toEqual(new Set(['no-consent']));
    },
    { purposes: ['transactional'] },
  ),
];

const refund = (world: UseCase, order: string, amount: string) =>
  world.shop.tell('refunds/create', {
    id: `of-${order}`,
    order_id: order,
    processed_at: world.shop.at(),
    transactions: [{ kind: 'refund', status: 'success', amount, currency: 'DKK' }],
  });

const NEW_YORK = 'America/New_York';
const placedAt = (afterMs: number, { beganMs }: UseCase) => {
  const at = new Date(beganMs + afterMs).toISOString();
  return { processed_at: at, created_at: at };
};
const placedDaysAgo = (world: UseCase, days: number) => placedAt(HOUR - days * DAY, world);
/** The day of the world that is 28 February. */
const leapDay = (world: UseCase) => {
  for (let day = 0; ; day += 1) if (dateOn(world, day).endsWith('-02-28')) return day;
};
const fixed = (world: UseCase) => `2000${dateOn(world, leapDay(world) + 6).slice(4)}`;

let world: UseCase;
beforeAll(async () => {
  world = await openUseCase({ sendingHours: 'law', startMs: mondayInFebruary(), isDaily: true });
  await world.set('limits', { limits: [], partsPerDay: null });
  await world.set('loyalty', {
    kind: 'ours',
    since: new Date(world.beganMs - 400 * DAY).toISOString(),
    currency: 'DKK',
    pointsPerUnit: 0.1,
    expiryDays: 90,
    tiers: [
      { name: 'Silver', from: 5_000 },
      { name: 'Gold', from: 20_000 },
    ],
    tierBy: 'spend',
    tierDays: 90,
    rewards: [{ name: 'Free shipping', points: 200 }],
  });
  // Templates are drawn in the currency of the shop's orders.
  await world.shop.order(world.people.somebody());
  await world.publishTemplate('loyalty', { offer: { pointsPerUnit: 10 } });
  await play(world, stories, 36 * DAY);
}, 240_000);
afterAll(() => world?.close(), 60_000);

tell(() => world, stories);

/** The first Monday of the next February that has 28 days, at 10:00 of the shop's clock. */
function mondayInFebruary(): number {
  const day = new Date(nextMonday());
  while (
    day.getUTCMonth() !== 1 ||
    day.getUTCDate() > 7 ||
    new Date(Date.UTC(day.getUTCFullYear(), 1, 29)).getUTCDate() === 29
  )
    day.setUTCDate(day.getUTCDate() + 7);
  return day.setUTCHours(9, 0, 0, 0);
}
