import { drawn } from '@signalbox/store/testing';
import { afterAll, beforeAll, expect } from 'vitest';
import { afterOn } from './calendar.js';
import { DAY, HOUR, MINUTE, openUseCase, type UseCase } from './driver.js';
import type { Person } from './people.js';
import type { Item } from './shop.js';
import { expectTexts, play, tell, type Story } from './stories.js';

let serial = 0;
const newItem = (title = 'Coat', more: object = {}): Item => {
  serial += 1;
  return { product: `81${serial}`, variant: `91${serial}`, title: `${title} ${serial}`, ...more };
};

interface Cast {
  anna: Person;
  bo: Person;
  item: Item;
}

/** A story of two people who ask for the same thing, one after the other, while there is none of it. */
const of = (
  name: string,
  script: (cast: Cast, world: UseCase) => ReturnType<Story['script']>,
  then: (cast: Cast, world: UseCase) => Promise<void>,
): Story => {
  let cast: Cast;
  return {
    name,
    script: (world) => {
      const [anna, bo] = [world.people.somebody('Anna'), world.people.somebody('Bo')];
      const item = newItem();
      cast = { anna, bo, item };
      return [
        [0, () => world.people.identify(anna)],
        [0, () => world.people.identify(bo)],
        [0, () => world.shop.stock(item, 0)],
        [MINUTE, () => world.people.asksFor(anna, item)],
        [2 * MINUTE, () => world.people.asksFor(bo, item)],
        ...script(cast, world),
      ];
    },
    then: (world) => then(cast, world),
  };
};

const SETTLED = 5 * MINUTE;
const ROUND = 60 * MINUTE;

const toldAt =
  (who: 'anna' | 'bo', ...at: number[]) =>
  async (cast: Cast, world: UseCase) => {
    const texts = await world.phone.texts(cast[who]);
    const expected = at.map((afterMs): [string, number] => [`${cast.item.title} is back.`, afterMs]);
    try {
      expectTexts(texts, expected);
    } catch (error) {
      (error as Error).message += `\n${await howItStood(world, cast.item)}`;
      throw error;
    }
  };

/** What the ledger and the line know of an item: a story that went another way is seldom played the same way again. */
const howItStood = async (world: UseCase, { variant }: Item) => {
  const { rows } = await world.api.database.pool.query<{ line: string }>(
    `select concat_ws(' ', w.phone, w.state, 'asked', w.asked_at, 'claimed', w.claimed_at, 'told', w.told_at,
       (select string_agg(concat_ws(' ', t.state, t.at, t.cause), '; ' order by t.seq) from message_transitions t
         join messages m on m.id = t.message_id where m.run_id = any (w.turn_runs))) as line
     from waitlist w where variant_id = $1
     union all select concat_ws(' ', 'last round', round_at, round_answer) from waitlist_lines where variant_id = $1`,
    [variant],
  );
  return rows.map(({ line }) => line).join('\n');
};

const nobodyTold = async ({ anna, bo }: Cast, world: UseCase) => {
  for (const person of [anna, bo]) expect(await world.phone.texts(person)).toEqual([]);
};

const stateOf = async (world: UseCase, { phone }: Person) =>
  (
    await world.api.database.pool.query<{ variant_id: string; state: string }>(
      'select variant_id, state from waitlist where phone = $1 order by asked_at, variant_id',
      [phone],
    )
  ).rows;

const stories: Story[] = [
  of(
    'B5: who asked is told once, five minutes after it is back',
    ({ item }, { shop }) => [
      [HOUR, () => shop.stock(item, 30)],
      [6 * HOUR, () => shop.stock(item, 0)],
      [24 * HOUR, () => shop.stock(item, 30)],
    ],
    async (cast, world) => {
      await toldAt('anna', HOUR + SETTLED)(cast, world);
      expect(await world.outcomes(cast.anna)).toEqual(['told']);
      expect(await stateOf(world, cast.anna)).toMatchObject([{ state: 'told' }]);
    },
  ),
  of(
    'B5 a: one piece is told of to one person, and after an hour what is left is counted again',
    ({ item }, { shop }) => [[HOUR, () => shop.stock(item, 1)]],
    async (cast, world) => {
      await toldAt('anna', HOUR + SETTLED)(cast, world);
      await toldAt('bo', HOUR + SETTLED + ROUND)(cast, world);
    },
  ),
  of(
    'B5 a: a piece that the first was told of is kept for them, though it leaves the shelf and comes back',
    ({ item }, { shop }) => [
      [HOUR, () => shop.stock(item, 1)],
      [HOUR + 20 * MINUTE, () => shop.stock(item, 0)],
      [HOUR + 25 * MINUTE, () => shop.stock(item, 1)],
    ],
    async (cast, world) => {
      await toldAt('anna', HOUR + SETTLED)(cast, world);
      await toldAt('bo', HOUR + 25 * MINUTE + SETTLED + ROUND)(cast, world);
    },
  ),
  of(
    'B5 a: what the first bought is told of to nobody else',
    ({ item, anna }, { shop }) => [
      [HOUR, () => shop.stock(item, 1)],
      [HOUR + 20 * MINUTE, () => shop.order(anna, { items: [item] })],
      [HOUR + 21 * MINUTE, () => shop.stock(item, 0)],
    ],
    async (cast, world) => {
      await toldAt('anna', HOUR + SETTLED)(cast, world);
      await toldAt('bo')(cast, world);
      expect(await stateOf(world, cast.bo)).toMatchObject([{ state: 'expired' }]);
    },
  ),
  of(
    'B5 b: the higher tier comes first, however late they asked',
    ({ item, bo }, { shop, people }) => [
      [3 * MINUTE, () => people.track(bo, 'Tier Changed', { tier: 'Gold' })],
      [HOUR, () => shop.stock(item, 1)],
    ],
    async (cast, world) => {
      await toldAt('bo', HOUR + SETTLED)(cast, world);
      await toldAt('anna', HOUR + SETTLED + ROUND)(cast, world);
    },
  ),
  of(
    'B5 c, f: what is gone again within minutes never was, and both stay in line',
    ({ item }, { shop }) => [
      [HOUR, () => shop.stock(item, 1)],
      [HOUR + 2 * MINUTE, () => shop.stock(item, 0)],
      [HOUR + 3 * MINUTE, () => shop.stock(item, 1)],
      [HOUR + 4 * MINUTE, () => shop.stock(item, 0)],
    ],
    async (cast, world) => {
      await nobodyTold(cast, world);
      // They stood in line for all of the 90 days.
      for (const person of [cast.anna, cast.bo])
        expect(await stateOf(world, person)).toMatchObject([{ state: 'expired' }]);
    },
  ),
  of(
    'B5 d: who has bought it meanwhile leaves the line, and the next is told',
    ({ item, anna }, { shop }) => [
      [30 * MINUTE, () => shop.order(anna, { items: [item] })],
      [HOUR, () => shop.stock(item, 1)],
    ],
    async (cast, world) => {
      await toldAt('anna')(cast, world);
      await toldAt('bo', HOUR + SETTLED)(cast, world);
      expect(await stateOf(world, cast.anna)).toMatchObject([{ state: 'bought' }]);
    },
  ),
  of(
    'B5 e: five things at once are one text, which says so',
    ({ anna, item }, world) => {
      const { shop, people } = world;
      const more = Array.from({ length: 4 }, () => newItem('Hat'));
      return [
        ...more.flatMap((one): ReturnType<Story['script']> => [
          [0, () => shop.stock(one, 0)],
          [3 * MINUTE, () => people.asksFor(anna, one)],
        ]),
        ...[item, ...more].map((one): [number, () => Promise<unknown>] => [
          afterOn(world, 1, '02:00'),
          () => shop.stock(one, 9),
        ]),
      ];
    },
    async ({ anna }, world) => {
      expectTexts(await world.phone.texts(anna), [
        ['and 4 more that you asked about are back.', afterOn(world, 1, '08:00')],
      ]);
      expect(new Set((await stateOf(world, anna)).map(({ state }) => state))).toEqual(new Set(['told']));
      expect(await world.reasons(anna)).toEqual(Array.from({ length: 4 }, () => 'told-together'));
    },
  ),
  of(
    'B5 e: of what comes back at one moment of the day each is named in a text, or counted in one',
    ({ anna, item }, { shop, people }) => {
      const more = Array.from({ length: 3 }, () => newItem('Cap'));
      return [
        ...more.flatMap((one): ReturnType<Story['script']> => [
          [0, () => shop.stock(one, 0)],
          [3 * MINUTE, () => people.asksFor(anna, one)],
        ]),
        ...[item, ...more].map((one): [number, () => Promise<unknown>] => [HOUR, () => shop.stock(one, 9)]),
      ];
    },
    async ({ anna }, world) => {
      const texts = await world.phone.texts(anna);
      const told = texts.map(({ text }) => 1 + Number(/and (\d) more/.exec(text)?.[1] ?? 0));
      expect(told.reduce((sum, count) => sum + count, 0)).toBe(4);
    },
  ),
  of(
    'B5 g: what came back at two at night is told at eight, if it is still there',
    ({ item }, world) => [[afterOn(world, 1, '02:00'), () => world.shop.stock(item, 30)]],
    async (cast, world) => {
      await toldAt('anna', afterOn(world, 1, '08:00'))(cast, world);
      await toldAt('bo', afterOn(world, 1, '08:00'))(cast, world);
    },
  ),
  of(
    'B5 g: what was gone again by eight is not told, and the line stays as it was',
    ({ item }, world) => [
      [afterOn(world, 1, '02:00'), () => world.shop.stock(item, 1)],
      [afterOn(world, 1, '07:30'), () => world.shop.stock(item, 0)],
      [afterOn(world, 2, '12:00'), () => world.shop.stock(item, 1)],
    ],
    async (cast, world) => {
      await toldAt('anna', afterOn(world, 2, '12:00') + SETTLED)(cast, world);
      await toldAt('bo', afterOn(world, 2, '12:00') + SETTLED + ROUND)(cast, world);
    },
  ),
  {
    name: 'B5 g: what comes back on a Saturday night is told on Monday where nothing may be sent on a Sunday',
    script: (world) => {
      const item = (french.item = newItem());
      french.person = { ...world.people.somebody('Zoe'), phone: '+33612345678' };
      return [
        [0, () => world.people.identify(french.person!, { country: 'FR' })],
        [0, () => world.shop.stock(item, 0)],
        [MINUTE, () => world.people.asksFor(french.person!, item)],
        [afterOn(world, 5, '23:00'), () => world.shop.stock(item, 30)],
      ];
    },
    then: async (world) =>
      expectTexts(await world.phone.texts(french.person!), [
        [`${french.item!.title} is back.`, afterOn(world, 7, '08:00')],
      ]),
  },
  of(
    'B5 h: to ask for one thing permits this one text and no advertising',
    ({ item, anna }, { shop, people }) => [
      [30 * MINUTE, () => people.track(anna, 'Club News')],
      [HOUR, () => shop.stock(item, 30)],
      [2 * HOUR, () => people.track(anna, 'Club News')],
    ],
    async ({ anna }, world) => {
      const { rows } = await world.api.database.pool.query<{ purpose: string }>(
        `select distinct purpose from consents where phone = $1 and state = 'granted'`,
        [anna.phone],
      );
      expect(rows).toEqual([{ purpose: 'back-in-stock' }]);
      expect(await world.phone.texts(anna)).toHaveLength(1);
      expect(await world.reasons(anna)).toEqual(['no-consent', 'no-consent']);
    },
  ),
  of(
    'B5 i: after 90 days nobody is told any more',
    ({ item }, { shop }) => [[91 * DAY, () => shop.stock(item, 30)]],
    async (cast, world) => {
      await nobodyTold(cast, world);
      for (const person of [cast.anna, cast.bo])
        expect(await stateOf(world, person)).toMatchObject([{ state: 'expired' }]);
    },
  ),
  of(
    'B5 j: who is too late this time is told the next time',
    ({ item }, { shop }) => [
      [HOUR, () => shop.stock(item, 1)],
      [HOUR + 3 * MINUTE, () => shop.stock(item, 0)],
      [2 * DAY, () => shop.stock(item, 30)],
    ],
    async (cast, world) => {
      await toldAt('anna', 2 * DAY + SETTLED)(cast, world);
      await toldAt('bo', 2 * DAY + SETTLED)(cast, world);
    },
  ),
  {
    name: 'B5 k: who waited for a variant that was made anew waits for the one with its SKU',
    script: (world) => {
      const old = { ...REMADE, variant: '9001' };
      remaker = world.people.somebody('Cleo');
      return [
        [0, () => world.people.identify(remaker)],
        [0, () => world.shop.stock(old, 0)],
        [MINUTE, () => world.people.asksFor(remaker, old)],
        // The product comes whole: its old variant is gone.
        [HOUR, () => world.shop.stock({ ...REMADE, variant: '9002' }, 3)],
      ];
    },
    then: async (world) => {
      expectTexts(await world.phone.texts(remaker), [[`${REMADE.title} is back.`, HOUR + SETTLED]]);
      expect(await stateOf(world, remaker)).toEqual([{ variant_id: '9002', state: 'told' }]);
    },
  },
  of(
    'B5: who takes their wish back, or writes STOP, is not told',
    ({ anna, bo, item }, { shop, people, phone }) => [
      [10 * MINUTE, () => people.track(anna, 'Back In Stock Cancelled', { variant_id: item.variant })],
      [10 * MINUTE, () => phone.reply(bo, 'STOP')],
      [HOUR, () => shop.stock(item, 30)],
    ],
    async ({ anna, bo }, world) => {
      const told = [...(await world.phone.texts(anna)), ...(await world.phone.texts(bo))];
      expect(told.filter(({ text }) => text.includes('is back.'))).toEqual([]);
      for (const person of [anna, bo])
        expect(await stateOf(world, person)).toMatchObject([{ state: 'left' }]);
    },
  ),
];

const REMADE = { product: '9000', variant: '', title: 'Rain Cape', sku: 'CAPE-M' };
let remaker: Person;
const french: { person?: Person; item?: Item } = {};

let world: UseCase;
beforeAll(async () => {
  world = await openUseCase({ sendingHours: 'law' });
  await world.set('loyalty', {
    kind: 'theirs',
    since: new Date(world.beganMs).toISOString(),
    currency: 'DKK',
    pointsPerUnit: 1,
    tiers: [
      { name: 'Silver', from: 1 },
      { name: 'Gold', from: 2 },
    ],
    tierBy: 'points',
    rewards: [],
  });
  await world.publishTemplate('back-in-stock', {});
  await world.publish({
    name: 'Club news',
    graph: drawn(
      {
        start: { type: 'event-trigger', config: { event: 'Club News' }, next: { next: 'tell' } },
        tell: {
          type: 'send-sms',
          config: { text: 'News of the club', purpose: 'marketing' },
          next: { sent: 'end' },
        },
        end: { type: 'exit' },
      },
      { reentry: { kind: 'always' } },
    ),
  });
  await play(world, stories, 92 * DAY);
}, 240_000);
afterAll(() => world?.close(), 60_000);

tell(() => world, stories);
