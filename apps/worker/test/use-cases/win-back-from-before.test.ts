import { afterAll, beforeAll, expect } from 'vitest';
import { afterOn, dateOn } from './calendar.js';
import { DAY, HOUR, MINUTE, openUseCase, type UseCase } from './driver.js';
import type { Person } from './people.js';
import { expectTexts, play, tell, type Story } from './stories.js';

// A shop that begins with people who fell silent before, and with others who buy by a rhythm of their own.
const VALUE = "It's been a while, Anna";
const OFFER = '15% off, just for you: BACK15';
const BACKFILL = [2, '10:00'] as const;

const orderOf = ({ phone }: Person, name: string, body: object = {}) => ({
  checkout: `${name}-${phone}`,
  cart: `${name}-${phone}`,
  body,
});
const daysAgo = (world: UseCase, days: number) => new Date(world.beganMs - days * DAY).toISOString();

/** Whoever ordered so many days before the beginning, and agreed so many days before it. */
const silent = (
  world: UseCase,
  person: Person,
  { ordered = 400, agreed = 400 } = {},
): ReturnType<Story['script']> => {
  const past = daysAgo(world, ordered);
  return [
    [0, () => world.people.identify(person)],
    [
      0,
      () =>
        world.people.track(
          person,
          'SMS Subscribed',
          { purpose: 'marketing' },
          { timestamp: daysAgo(world, agreed) },
        ),
    ],
    [
      MINUTE,
      () => world.shop.order(person, orderOf(person, 'old', { processed_at: past, created_at: past })),
    ],
  ];
};

const textsOf = (world: UseCase, person: Person) => world.phone.texts(person);

let dripped: Person[];
let [regular, newcomer, stale, later]: Person[] = [];

const stories: Story[] = [
  {
    name: 'B6 b: who buys every thirty days is missed fourteen days after the order that was to be expected',
    script: (world) => {
      regular = world.people.somebody();
      return [
        [0, () => world.people.signUp(regular!)],
        ...[0, 30, 60].map((day): [number, () => Promise<unknown>] => [
          day * DAY + HOUR,
          () => world.shop.order(regular!, orderOf(regular!, `day-${day}`)),
        ]),
      ];
    },
    then: async (world) =>
      expectTexts(await textsOf(world, regular!), [
        [VALUE, 104 * DAY + HOUR],
        [OFFER, 118 * DAY + HOUR],
      ]),
  },
  {
    name: 'B6 b: of whom no rhythm is known yet, the days that were set hold',
    script: (world) => {
      newcomer = world.people.somebody();
      return [
        [0, () => world.people.signUp(newcomer!)],
        [HOUR, () => world.shop.order(newcomer!, orderOf(newcomer!, 'first'))],
      ];
    },
    then: async (world) =>
      expectTexts(await textsOf(world, newcomer!), [
        [VALUE, 90 * DAY + HOUR],
        [OFFER, 104 * DAY + HOUR],
      ]),
  },
  {
    name: 'B6 g: those from before come two a day, and each is written to in turn',
    script: (world) => {
      dripped = Array.from({ length: 5 }, () => world.people.somebody());
      return dripped.flatMap((person) => silent(world, person));
    },
    then: async (world) => {
      const firsts = await Promise.all(dripped.map(async (person) => (await textsOf(world, person))[0]!));
      const dayOf = ({ afterMs }: { afterMs: number }) =>
        Math.floor((afterMs - afterOn(world, ...BACKFILL)) / DAY + 0.01);
      for (const { text } of firsts) expect(text).toContain(VALUE);
      expect(firsts.map(dayOf).sort()).toEqual([0, 0, 1, 1, 2]);
    },
  },
  {
    name: 'B6 g: who had ordered shortly before, and falls silent weeks later, has their turn then',
    script: (world) => {
      later = world.people.somebody();
      return silent(world, later, { ordered: 59.5 });
    },
    then: async (world) =>
      expectTexts(await textsOf(world, later!), [
        [VALUE, afterOn(world, 31, BACKFILL[1])],
        [OFFER, afterOn(world, 31, BACKFILL[1]) + 14 * DAY],
      ]),
  },
  {
    name: 'B6 h: a consent of years ago, of somebody who has done nothing since, is not made use of',
    script: (world) => {
      stale = world.people.somebody();
      return silent(world, stale, { ordered: 900, agreed: 1_000 });
    },
    then: async (world) => {
      expect(await textsOf(world, stale!)).toEqual([]);
      expect(await world.outcomes(stale!)).toEqual([]);
    },
  },
];

let world: UseCase;
beforeAll(async () => {
  world = await openUseCase();
  await world.publishTemplate('win-back', {
    whom: { holdOut: 0, backfill: true, perDay: 2 },
    offer: { kind: 'percent', percent: 15, codes: 'one', code: 'BACK15' },
    timing: {
      basis: 'rhythm',
      days: 90,
      graceDays: 14,
      betweenDays: 14,
      backfillDate: dateOn(world, BACKFILL[0]),
      backfillTime: BACKFILL[1],
    },
  });
  await play(world, stories, 120 * DAY);
}, 240_000);
afterAll(() => world?.close(), 60_000);

tell(() => world, stories);
