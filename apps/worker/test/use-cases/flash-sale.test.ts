import { momentOn } from '@signalbox/nodes/local-time';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, WRITE_KEY } from '../../../api/src/testing.js';
import { afterOn, dateOn } from './calendar.js';
import { DAY, HOUR, MINUTE, openUseCase, type Text, type UseCase } from './driver.js';
import type { Person } from './people.js';
import type { Purchase } from './shop.js';
import { expectTexts, play, tell, type Story } from './stories.js';

// From Saturday 10:00 to Sunday 19:30, over a night in which the clocks change. Texts are lawful from 9 to 18.
const [START, CALL, END] = [
  [1, '10:00'],
  [2, '17:30'],
  [2, '19:30'],
] as const;
const BOOTS = { product: '531', variant: '631', title: 'Boots' };

const SCARCE = { variantId: BOOTS.variant, leastLeft: 10 };
const HONOLULU = 'Pacific/Honolulu';
const NEW_YORK = 'America/New_York';

const on = (world: UseCase, [day, time]: readonly [number, string]) => afterOn(world, day, time);

/** Somebody who ordered, long ago. */
const of = (
  name: string,
  about: { orders?: number; total?: number; phone?: string; traits?: object; what?: string },
  script: (person: Person, world: UseCase) => ReturnType<Story['script']>,
  then: (person: Person, world: UseCase, texts: Text[]) => Promise<void>,
): Story => {
  let person: Person;
  const { orders = 1, phone, traits = {}, what = 'everything' } = about;
  return {
    name,
    script: (world) => {
      person = { ...world.people.somebody(), ...(phone ? { phone } : {}) };
      const past = new Date(world.beganMs - 60 * DAY).toISOString();
      return [
        [0, () => world.people.signUp(person, ['marketing'], traits)],
        ...Array.from({ length: orders }, (_, index): [number, () => Promise<unknown>] => [
          MINUTE,
          () => world.shop.order(person, orderOf(person, `old-${index}`, { processed_at: past })),
        ]),
        ...script(person, world),
      ];
    },
    then: async (world) =>
      then(
        person,
        world,
        (await world.phone.texts(person)).filter(({ text }) => text.includes(what)),
      ),
  };
};

const orderOf = ({ phone }: Person, name: string, body: object = {}): Purchase => ({
  checkout: `${name}-${phone}`,
  cart: `${name}-${phone}`,
  body,
});

const OFFER = '25% off everything, until Sun 19:30.';
const LAST_CALL = 'Last call: 25% off everything ends Sun 19:30.';

const stories: Story[] = [
  of(
    'B4 a: the text says one end, by the shop’s clock, and the offer’s link is dead from that instant on',
    {},
    (anna, world) => [
      [
        on(world, END) - 2 * MINUTE,
        async () => expect(await world.phone.taps(anna)).toMatchObject({ status: 302 }),
      ],
      [on(world, END), async () => expect(await world.phone.taps(anna)).toMatchObject({ status: 410 })],
    ],
    async (_anna, world, texts) => expectTexts(texts, [[OFFER, on(world, START)]]),
  ),
  of(
    'B4 a: who lives by another clock is told whose 19:30 it is',
    { traits: { country: 'GB', timeZone: 'Europe/London' } },
    () => [],
    async (_anna, _world, [first]) => expect(first!.text).toMatch(/until Sun 19:30 (CES?T|GMT\+\d)\. Code/),
  ),
  of(
    'B4 b: what could only be read too late, after the night, is not sent, and the reason says so',
    { orders: 4, what: 'hats' },
    () => [],
    async (anna, world, texts) => {
      expect(texts).toEqual([]);
      expect(await world.reasons(anna)).toEqual(['would-arrive-expired']);
    },
  ),
  of(
    'B4 d: the carrier keeps no text beyond the end of the offer',
    {},
    (anna, world) => [[on(world, START) + HOUR, () => world.phone.taps(anna)]],
    async (_anna, world, texts) => {
      expect(texts).toHaveLength(2);
      // Left to itself the carrier would keep the last call for three hours, and the sale ends in two.
      for (const { expiresAfterMs } of texts)
        expect(expiresAfterMs).toBeLessThan(on(world, END) + 2 * MINUTE);
    },
  ),
  of(
    'B4 e: the last call goes to who opened the link and did not buy',
    {},
    (anna, world) => [[on(world, START) + HOUR, () => world.phone.taps(anna)]],
    async (_anna, world, texts) =>
      expectTexts(texts, [
        [OFFER, on(world, START)],
        [LAST_CALL, on(world, CALL)],
      ]),
  ),
  of(
    'B4 e: who bought gets no last call',
    {},
    (anna, world) => [
      [on(world, START) + HOUR, () => world.phone.taps(anna)],
      [on(world, START) + 3 * HOUR, () => world.shop.order(anna, orderOf(anna, 'bought'))],
    ],
    async (anna, world, texts) => {
      expectTexts(texts, [[OFFER, on(world, START)]]);
      expect(await world.outcomes(anna)).toContain('ordered');
    },
  ),
  of(
    'B4 e: nobody is called to what is nearly sold out',
    { orders: 5, what: 'boots' },
    (anna, world) => [
      [0, () => world.shop.stock(BOOTS, 40)],
      [on(world, START) + HOUR, () => world.phone.taps(anna)],
      [on(world, START) + 5 * HOUR, () => world.shop.stock(BOOTS, 9)],
    ],
    async (anna, world, texts) => {
      expectTexts(texts, [['25% off boots', on(world, START) + 5 * MINUTE]]);
      expect(await world.reasons(anna)).toContain('out-of-stock');
    },
  ),
  of(
    'B4 f: a sale that ends early ends for everybody who waits',
    // One more waits: who ordered seven times.
    { orders: 6, what: 'gloves' },
    (anna, world) => [
      [on(world, START) + HOUR, () => world.phone.taps(anna)],
      [
        on(world, START) + 5 * HOUR,
        async () => {
          const action = { kind: 'end' };
          const ended = await world.api.call('POST', `/api/journeys/${endedEarly}/runs/act`, { action });
          expect(ended.json()).toEqual({ count: 2 });
          expect(await world.phone.taps(anna)).toMatchObject({ status: 410 });
        },
      ],
    ],
    async (anna, world, texts) => {
      expectTexts(texts, [['25% off gloves', on(world, START) + 10 * MINUTE]]);
      expect(await world.outcomes(anna)).toContain('ended');
    },
  ),
  of(
    'B4 f: a longer sale reaches everybody who waits: the last call comes before the new end, and names it, and their link lives on',
    { orders: 7, what: 'scarves' },
    (anna, world) => [
      [on(world, START) + HOUR, () => world.phone.taps(anna)],
      [on(world, START) + 5 * HOUR, () => prolong(world)],
      [
        on(world, END) + HOUR,
        async () => expect(await world.phone.taps(anna)).toMatchObject({ status: 302 }),
      ],
      [
        on(world, [3, END[1]]) + MINUTE,
        async () => expect(await world.phone.taps(anna)).toMatchObject({ status: 410 }),
      ],
    ],
    async (_anna, world, texts) =>
      expectTexts(texts, [
        ['25% off scarves, until Sun 19:30', on(world, START) + 15 * MINUTE],
        ['Last call: 25% off scarves ends Mon 19:30', on(world, [3, CALL[1]])],
      ]),
  ),
  of(
    'B4 g: over a night in which the clocks change everything keeps to the clock on the wall',
    {},
    (anna, world) => [[on(world, START) + HOUR, () => world.phone.taps(anna)]],
    async (_anna, world, texts) => {
      // From Saturday to Sunday it is not a day: an offset kept from Saturday would be an hour wrong.
      expect(Math.abs(on(world, [2, '10:00']) - on(world, START) - DAY)).toBe(HOUR);
      expectTexts(texts.slice(1), [[LAST_CALL, on(world, CALL)]]);
    },
  ),
  of(
    'B4 h: of whom it is not known where they are, they are told when it is lawful wherever they may be',
    { phone: '+12025550123', traits: { country: 'US' } },
    () => [],
    async (_anna, world, texts) =>
      expectTexts(texts, [
        ['25% off everything', momentOn(dateOn(world, 1), '10:00', HONOLULU) - world.beganMs],
      ]),
  ),
  of(
    'B4 h: of whom it is known, when it is lawful there',
    { phone: '+12025550124', traits: { country: 'US', timeZone: NEW_YORK } },
    () => [],
    async (_anna, world, texts) =>
      expectTexts(texts, [
        ['25% off everything', momentOn(dateOn(world, 1), '10:00', NEW_YORK) - world.beganMs],
      ]),
  ),
];

/** As a marketer: the end a day later, by *Change the answers…*, and everybody who waits goes over to the new version. */
async function prolong(world: UseCase): Promise<void> {
  const redrawn = await world.api.call('POST', '/api/templates/flash-sale/redraw', {
    answers: saleOn(world, 'scarves', 7, 15, 3),
    journeyId: prolonged,
  });
  expect(redrawn.statusCode, redrawn.body).toBe(200);
  const { revision } = (await world.api.call('GET', `/api/journeys/${prolonged}`)).json<{
    revision: number;
  }>();
  const published = await world.api.call('POST', `/api/journeys/${prolonged}/publish`, {
    revision,
    inside: { choice: 'move' },
  });
  expect(published.statusCode, published.body).toBe(201);
}

/** A sale of its own for those with so many orders, begun a few minutes after ten. */
function saleOn(world: UseCase, what: string, minOrders: number, minute: number, endDay: number = END[0]) {
  return {
    whom: { people: 'vip', minOrders, holdOut: 0 },
    offer: { what, codes: 'one', link: 'https://acme.example/sale', ...(what === 'boots' && SCARCE) },
    timing: {
      startDate: dateOn(world, START[0]),
      startTime: `10:${String(minute).padStart(2, '0')}`,
      endDate: dateOn(world, endDay),
      endTime: END[1],
      lastCallHours: 2,
    },
  };
}

let world: UseCase;
let endedEarly: string;
let prolonged: string;
beforeAll(async () => {
  world = await openUseCase({ sendingHours: 'law', startMs: fridayBeforeTheClocksChange() });
  await world.set('limits', { limits: [], partsPerDay: null });
  await world.set('urgency', { count: 20, days: 30 });
  await world.publishTemplate('flash-sale', {
    ...saleOn(world, 'everything', 1, 0),
    whom: { people: 'active', holdOut: 0 },
  });
  await world.publishTemplate('flash-sale', {
    ...saleOn(world, 'hats', 4, 0),
    timing: {
      startDate: dateOn(world, 1),
      startTime: '18:05',
      endDate: dateOn(world, 2),
      endTime: '10:00',
      lastCall: false,
    },
  });
  await world.publishTemplate('flash-sale', saleOn(world, 'boots', 5, 5));
  [endedEarly] = (await world.publishTemplate('flash-sale', saleOn(world, 'gloves', 6, 10))) as [string];
  [prolonged] = (await world.publishTemplate('flash-sale', saleOn(world, 'scarves', 7, 15))) as [string];
  await play(world, stories, 4 * DAY);
}, 240_000);
afterAll(() => world?.close(), 60_000);

tell(() => world, stories);

test('B4 c: whoever draws a sale is told how long it takes, and for how many it would be too late', async () => {
  const api = await startTestApi({ SIGNALBOX_TEXTS_PER_SECOND: '1' });
  try {
    const batch = Array.from({ length: 70 }, (_, index) => ({
      type: 'track',
      userId: `u${index}`,
      messageId: `m${index}`,
      event: 'SMS Subscribed',
      properties: { purpose: 'marketing' },
      context: { traits: { phone: `+45203${String(index).padStart(5, '0')}` } },
    }));
    const taken = await api.app.inject({
      method: 'POST',
      url: '/v1/batch',
      headers: { authorization: `Basic ${Buffer.from(`${WRITE_KEY}:`).toString('base64')}` },
      payload: { batch },
    });
    expect(taken.statusCode, taken.body).toBe(200);
    const drawn = await api.call('POST', '/api/templates/flash-sale/draw', {
      answers: {
        whom: { people: 'everyone' },
        timing: {
          ...{ startDate: '2030-05-01', startTime: '10:00', endDate: '2030-05-01', endTime: '12:01' },
          ...{ leastHours: 2, lastCall: false },
        },
      },
    });
    expect(drawn.json<{ notes: string[] }>().notes).toEqual([
      'At 1 text a second it takes 2 minutes until all are told.',
      'At 1 text a second only 60 of 70 can be told while it is of use to them; the others get nothing. Begin earlier, or choose fewer people.',
    ]);
  } finally {
    await api.stop();
  }
});

/** 10:00 of the Friday before the next Sunday on which the shop's clocks are changed. */
function fridayBeforeTheClocksChange(): number {
  for (let day = 4; ; day += 1) {
    const [friday, saturday, sunday] = [0, 1, 2].map((more) =>
      momentOn(dateOn({ beganMs: Date.now() }, day + more), '10:00', 'Europe/Copenhagen'),
    ) as [number, number, number];
    if (sunday - saturday !== DAY) return friday;
  }
}
