import { afterAll, beforeAll, expect, test } from 'vitest';
import { afterOn, dateOn } from './calendar.js';
import { DAY, HOUR, MINUTE, openUseCase, type Text, type UseCase } from './driver.js';
import type { Person } from './people.js';
import type { Purchase } from './shop.js';
import { expectTexts, play, tell, type Story } from './stories.js';

// The launch is on Thursday at 19:00. The first wave is a day before, the second at 8:00 of the day itself, as soon as
// texts are lawful.
const [FIRST, SECOND, LAUNCH] = [
  [2, '19:00'],
  [3, '08:00'],
  [3, '19:00'],
] as const;
const PUT_OFF = 'Drop 14';
const SCARCE = 'Drop 13';
const SCARCE_ITEM = { product: '521', variant: '621', title: 'Drop 13 Parka' };

const on = (world: UseCase, [day, time]: readonly [number, string]) => afterOn(world, day, time);

/** Somebody who ordered so often, long ago. */
const of = (
  name: string,
  { orders = 0, total = 400, phone }: { orders?: number; total?: number; phone?: string },
  script: (person: Person, world: UseCase) => ReturnType<Story['script']>,
  then: (person: Person, world: UseCase) => Promise<void>,
): Story => {
  let person: Person;
  return {
    name,
    script: (world) => {
      person = { ...world.people.somebody(), ...(phone ? { phone } : {}) };
      const past = new Date(world.beganMs - 60 * DAY).toISOString();
      return [
        [0, () => world.people.signUp(person, ['marketing'], phone ? { country: 'US' } : {})],
        ...Array.from({ length: orders }, (_, index): [number, () => Promise<unknown>] => [
          MINUTE,
          () =>
            world.shop.order(
              person,
              orderOf(person, `old-${index}`, {
                total_price: String(total),
                processed_at: past,
                created_at: past,
              }),
            ),
        ]),
        ...script(person, world),
      ];
    },
    then: (world) => then(person, world),
  };
};

const orderOf = ({ phone }: Person, name: string, body: object = {}): Purchase => ({
  checkout: `${name}-${phone}`,
  cart: `${name}-${phone}`,
  body,
});

const textsOf = async (world: UseCase, person: Person, what = 'Drop 12'): Promise<Text[]> =>
  (await world.phone.texts(person)).filter(({ text }) => text.includes(what));

const EARLY = 'is open to you before everyone else';
const OPEN = 'is open to everyone now';
const THANKS = 'Thank you for your order!';

const stories: Story[] = [
  of(
    'B3 a: the very best are told a day before the launch',
    { orders: 6 },
    () => [],
    async (anna, world) => expectTexts(await textsOf(world, anna), [[EARLY, on(world, FIRST)]]),
  ),
  of(
    'B3 a: the others of the best are told some hours before, and nobody is told twice',
    { orders: 3 },
    () => [],
    async (anna, world) => expectTexts(await textsOf(world, anna), [[EARLY, on(world, SECOND)]]),
  ),
  of(
    'B3 a: everybody else is told when it opens',
    { orders: 1 },
    () => [],
    async (anna, world) => expectTexts(await textsOf(world, anna), [[OPEN, on(world, LAUNCH)]]),
  ),
  of(
    'B3 b: who becomes a VIP after the first wave is let in with the second',
    { orders: 2 },
    (anna, world) => [[on(world, FIRST) + 2 * HOUR, () => world.shop.order(anna, orderOf(anna, 'third'))]],
    async (anna, world) => expectTexts(await textsOf(world, anna), [[THANKS, on(world, SECOND) + MINUTE]]),
  ),
  of(
    'B3 b: who is a VIP no more after being told keeps what was promised',
    { orders: 2 },
    (anna, world) => {
      const id = '5550001';
      const past = new Date(world.beganMs - 60 * DAY).toISOString();
      const last = orderOf(anna, 'last', { id, processed_at: past, created_at: past });
      return [
        [MINUTE, () => world.shop.order(anna, last)],
        [
          on(world, SECOND) + HOUR,
          () => world.shop.tell('orders/cancelled', { ...last.body, cancelled_at: world.shop.at() }),
        ],
        [
          on(world, SECOND) + 2 * HOUR,
          async () => expect(await world.phone.taps(anna)).toMatchObject({ status: 302 }),
        ],
      ];
    },
    async (anna, world) => {
      const { rows } = await world.api.database.pool.query(
        `select c.order_count from contacts c where c.phone = $1`,
        [anna.phone],
      );
      expect(rows).toEqual([{ order_count: 2 }]);
      expectTexts(await textsOf(world, anna), [[EARLY, on(world, SECOND)]]);
    },
  ),
  of(
    'B3 c: who bought early is not told of the launch, nor of anything more',
    { orders: 6 },
    (anna, world) => [[on(world, FIRST) + HOUR, () => world.shop.order(anna, orderOf(anna, 'early'))]],
    async (anna, world) => {
      expectTexts(await textsOf(world, anna), [[EARLY, on(world, FIRST)]]);
      expect((await world.outcomes(anna))[0]).toBe('ordered');
    },
  ),
  of(
    'B3 c: who bought just before the launch, without being told, is not told of it either',
    { orders: 1 },
    (anna, world) => [[on(world, LAUNCH) - HOUR, () => world.shop.order(anna, orderOf(anna, 'early'))]],
    async (anna, world) => expect(await textsOf(world, anna)).toEqual([]),
  ),
  of(
    'B3 d: the link is the person’s own, and dead at the launch',
    { orders: 6 },
    (anna, world) => [
      [
        on(world, FIRST) + HOUR,
        async () => {
          const { status, leadsTo } = await world.phone.taps(anna);
          expect(status).toBe(302);
          expect(leadsTo).toMatch(/^https:\/\/acme\.example\/drop-12/);
        },
      ],
      [
        on(world, LAUNCH) + MINUTE,
        async () => expect(await world.phone.taps(anna)).toMatchObject({ status: 410, leadsTo: undefined }),
      ],
    ],
    async (_anna, world) => {
      const { rows } = await world.api.database.pool.query<{ codes: number; people: number }>(
        `select count(distinct l.code)::int as codes, count(distinct l.contact_id)::int as people
         from links l where l.name = 'early'`,
      );
      expect(rows[0]!.codes).toBe(rows[0]!.people);
      expect(rows[0]!.codes).toBeGreaterThan(3);
    },
  ),
  of(
    'B3 e: what is nearly sold out in the first wave is told in no later one',
    { orders: 2, total: 60_000 },
    (_anna, world) => [
      [0, () => world.shop.stock(SCARCE_ITEM, 30)],
      [on(world, FIRST) + HOUR, () => world.shop.stock(SCARCE_ITEM, 4)],
    ],
    async (anna, world) => expectTexts(await textsOf(world, anna, SCARCE), [[EARLY, on(world, FIRST)]]),
  ),
  of(
    'B3 e: who would have been in the later wave is not told, and the reason says so',
    { orders: 1, total: 110_000 },
    () => [],
    async (anna, world) => {
      expect(await textsOf(world, anna, SCARCE)).toEqual([]);
      expect(await world.reasons(anna)).toContain('out-of-stock');
    },
  ),
  of(
    'B3 e: a launch that is put off stops all who wait',
    { orders: 1, total: 600_000 },
    (_anna, world) => [
      [
        on(world, FIRST) + HOUR,
        async () => {
          const ended = await world.api.call('POST', `/api/journeys/${putOff}/runs/act`, {
            action: { kind: 'end' },
          });
          expect(ended.statusCode, ended.body).toBe(200);
          expect(ended.json()).toMatchObject({ count: 1 });
        },
      ],
    ],
    async (anna, world) => {
      expect(await textsOf(world, anna, PUT_OFF)).toEqual([]);
      expect(await world.outcomes(anna)).toContain('ended');
    },
  ),
  of(
    'B3 f: who could only be told after the launch, as it is night where they are, is told nothing',
    { orders: 3, phone: '+12025550123' },
    () => [],
    async (anna, world) => {
      expect((await textsOf(world, anna)).filter(({ text }) => text.includes(EARLY))).toEqual([]);
      expect(await world.reasons(anna)).toContain('would-arrive-expired');
    },
  ),
  of(
    'B3 g: who bought within two weeks is thanked, and given no discount on what they paid in full',
    { orders: 6 },
    (anna, world) => [[2 * HOUR, () => world.shop.order(anna, orderOf(anna, 'new'))]],
    async (anna, world) => {
      const texts = await textsOf(world, anna);
      expectTexts(texts, [[THANKS, on(world, FIRST)]]);
      expect(texts[0]!.text).not.toContain('VIP10');
    },
  ),
];

let world: UseCase;
let putOff: string;
beforeAll(async () => {
  world = await openUseCase({ sendingHours: 'law' });
  // These people are all VIPs of somewhere: without limits of ours none stands in another's way.
  await world.set('limits', { limits: [], partsPerDay: null });
  await world.set('urgency', { count: 9, days: 30 });
  // Templates are drawn in the currency of the shop's orders.
  await world.shop.order(world.people.somebody());
  const timing = {
    launchDate: dateOn(world, LAUNCH[0]),
    launchTime: LAUNCH[1],
    firstHours: 24,
    secondHours: 11,
    leastHours: 2,
  };
  const gift = { kind: 'percent', percent: 10, codes: 'one', code: 'VIP10' };
  await world.publishTemplate('vip-early-access', {
    offer: { what: 'Drop 12', ...gift, link: 'https://acme.example/drop-12' },
    timing,
  });
  const rare = { minOrders: 1_000, launch: 'nobody', joiners: 'wait' };
  await world.publishTemplate('vip-early-access', {
    whom: { ...rare, minSpent: 100_000, topOrders: 2 },
    offer: {
      what: SCARCE,
      link: 'https://acme.example/drop-13',
      variantId: SCARCE_ITEM.variant,
      leastLeft: 5,
    },
    timing,
  });
  [putOff] = (await world.publishTemplate('vip-early-access', {
    whom: { ...rare, minSpent: 500_000, topOrders: 2 },
    offer: { what: PUT_OFF, link: 'https://acme.example/drop-14' },
    timing,
  })) as [string];
  await play(world, stories, 6 * DAY);
}, 240_000);
afterAll(() => world?.close(), 60_000);

tell(() => world, stories);

test('B3 b: if they are to wait for the launch, no journey lets them in', async () => {
  const drawn = await world.api.call('POST', '/api/templates/vip-early-access/draw', {
    answers: {
      whom: { joiners: 'wait' },
      offer: { link: 'https://acme.example/drop-12' },
      timing: { launchDate: dateOn(world, 30) },
    },
  });
  const { journeys } = drawn.json<{ journeys: { name: string }[] }>();
  expect(journeys.map(({ name }) => name)).toEqual(['Drop 12: VIP', 'Drop 12: the launch']);
});
