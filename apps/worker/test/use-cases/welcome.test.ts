import { afterAll, beforeAll, expect, test } from 'vitest';
import { afterOn } from './calendar.js';
import { DAY, HOUR, MINUTE, openUseCase, type UseCase } from './driver.js';
import type { Person } from './people.js';
import { expectTexts, play, tell, type Story } from './stories.js';

const CONFIRM = 'Reply YES to confirm';
const HELLO = 'Welcome, Anna! 10% off your first order with CODE-';
const REMINDER = 'Your 10% off is still waiting: CODE-';

/** A story of somebody who asks for texts on the shop's page. */
const of = (
  name: string,
  script: (person: Person, world: UseCase, asks: () => Promise<void>) => ReturnType<Story['script']>,
  then: (person: Person, world: UseCase) => Promise<void>,
  language = 'en',
): Story => {
  let person: Person;
  return {
    name,
    script: (world) => {
      person = world.people.somebody();
      const asks = async () => {
        await world.people.identify(person, { language });
        await world.people.track(person, 'SMS Opt-In Requested', { source: 'popup' });
      };
      return script(person, world, asks);
    },
    then: (world) => then(person, world),
  };
};

const codeIn = (text: string) => /CODE-\d+/.exec(text)?.[0];
const wordsOf = async (world: UseCase, person: Person) =>
  (await world.phone.texts(person)).map(({ text }) => text);
const welcomesOf = async (world: UseCase, person: Person) =>
  (await wordsOf(world, person)).filter((text) => text.includes('Welcome, Anna'));

const stories: Story[] = [
  of(
    'B1: asked once more, greeted on their yes with a code of their own, reminded once',
    (anna, { phone }, asks) => [
      [MINUTE, asks],
      [HOUR, () => phone.reply(anna, 'YES')],
    ],
    async (anna, world) =>
      expectTexts(await world.phone.texts(anna), [
        [CONFIRM, MINUTE],
        [HELLO, HOUR],
        [REMINDER, HOUR + 5 * DAY],
      ]),
  ),
  of(
    'B1 a: the question is no advertising: what was asked for at night is answered at night, the welcome comes at eight',
    (anna, { phone, beganMs }, asks) => [
      [afterOn({ beganMs }, 0, '22:00'), asks],
      [afterOn({ beganMs }, 0, '22:10'), () => phone.reply(anna, 'YES')],
    ],
    async (anna, world) =>
      expectTexts((await world.phone.texts(anna)).slice(0, 2), [
        [CONFIRM, afterOn(world, 0, '22:00')],
        [HELLO, afterOn(world, 1, '08:00')],
      ]),
  ),
  of(
    'B1 h: the words, the currency and the code are those of the storefront that they came by',
    (anna, { phone }, asks) => [
      [MINUTE, asks],
      [HOUR, () => phone.reply(anna, 'JA')],
    ],
    async (anna, world) =>
      expectTexts((await world.phone.texts(anna)).slice(0, 2), [
        ['Svar JA for at', MINUTE],
        ['Velkommen, Anna! 50 EUR rabat på din første ordre med EURO-', HOUR],
      ]),
    'da',
  ),
  of(
    'B1 b: without a yes within seven days there is nothing more, even if it comes later',
    (anna, { phone }, asks) => [
      [MINUTE, asks],
      [9 * DAY, () => phone.reply(anna, 'YES')],
    ],
    async (anna, world) => {
      expectTexts(await world.phone.texts(anna), [[CONFIRM, MINUTE]]);
      expect(await world.outcomes(anna)).toEqual(['not confirmed']);
    },
  ),
  of(
    'B1 c: STOP and START do not bring the welcome a second time',
    (anna, { phone }, asks) => [
      [MINUTE, asks],
      [HOUR, () => phone.reply(anna, 'YES')],
      [2 * HOUR, () => phone.reply(anna, 'STOP')],
      [3 * HOUR, () => phone.reply(anna, 'START')],
      [4 * HOUR, asks],
      [5 * HOUR, () => phone.reply(anna, 'YES')],
    ],
    async (anna, world) => expect(await welcomesOf(world, anna)).toHaveLength(1),
  ),
  of(
    'B1 c: who had left, and signs up anew, is asked once more, and not greeted a second time',
    (anna, { phone, people }, asks) => [
      [MINUTE, asks],
      [HOUR, () => phone.reply(anna, 'YES')],
      [DAY, () => people.track(anna, 'SMS Unsubscribed', { purpose: 'marketing' })],
      [9 * DAY, asks],
      [9 * DAY + HOUR, () => phone.reply(anna, 'YES')],
      // Who has agreed is asked nothing.
      [11 * DAY, asks],
    ],
    async (anna, world) => {
      expect((await wordsOf(world, anna)).filter((text) => text.includes(CONFIRM))).toHaveLength(2);
      expect(await welcomesOf(world, anna)).toHaveLength(1);
      expect((await world.outcomes(anna)).at(-1)).toBe('greeted before');
    },
  ),
  of(
    'B1 d: the same phone by pop-up and by checkout is greeted once',
    (anna, { phone, shop }, asks) => [
      [MINUTE, asks],
      [
        2 * MINUTE,
        () =>
          shop.checkout(anna, {
            body: { buyer_accepts_sms_marketing: true, sms_marketing_phone: anna.phone },
          }),
      ],
      [3 * MINUTE, asks],
      [HOUR, () => phone.reply(anna, 'YES')],
    ],
    // The tick is their yes.
    async (anna, world) =>
      expectTexts(await world.phone.texts(anna), [
        [CONFIRM, MINUTE],
        [HELLO, 2 * MINUTE],
        [REMINDER, 2 * MINUTE + 5 * DAY],
      ]),
  ),
  of(
    'B1 e: the code is given as the text leaves, and is good for seven days from then',
    (anna, { phone }, asks) => [
      [MINUTE, asks],
      [5 * DAY, () => phone.reply(anna, 'YES')],
    ],
    async (anna, world) => {
      const [, hello, reminder] = await wordsOf(world, anna);
      const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', timeZone: 'Europe/Copenhagen' });
      expect(hello).toMatch(new RegExp(` until ${day.format(world.beganMs + 12 * DAY)} \\w+ 23:59`));
      expect(codeIn(reminder!)).toBe(codeIn(hello!));
    },
  ),
  of(
    'B1 g: when the codes are out nobody is promised one, and it is written down why',
    (anna, { phone }, asks) => [
      [DAY, asks],
      [DAY + HOUR, () => phone.reply(anna, 'JA')],
    ],
    async (anna, world) => {
      expectTexts(await world.phone.texts(anna), [['Svar JA for at', DAY]]);
      expect(await world.reasons(anna)).toEqual(['no-coupon']);
    },
    'da',
  ),
  of(
    'B1 f: who ordered is not reminded of the code',
    (anna, { phone, shop }, asks) => [
      [MINUTE, asks],
      [HOUR, () => phone.reply(anna, 'YES')],
      [2 * DAY, () => shop.order(anna)],
    ],
    async (anna, world) => {
      expectTexts(await world.phone.texts(anna), [
        [CONFIRM, MINUTE],
        [HELLO, HOUR],
      ]);
      expect(await world.outcomes(anna)).toEqual(['ordered']);
    },
  ),
  of(
    'B1 f: who used the code, under whatever name, is not reminded of it',
    (anna, { phone, shop, people }, asks) => {
      const partner = people.somebody('Bo');
      return [
        [MINUTE, asks],
        [HOUR, () => phone.reply(anna, 'YES')],
        [
          2 * DAY,
          async () => {
            const [, hello] = await phone.texts(anna);
            await shop.order(partner, { body: { discount_codes: [{ code: codeIn(hello!.text) }] } });
          },
        ],
      ];
    },
    async (anna, world) =>
      expect((await wordsOf(world, anna)).filter((text) => text.includes(REMINDER))).toEqual([]),
  ),
];

let world: UseCase;
beforeAll(async () => {
  world = await openUseCase({ sendingHours: 'law' });
  await world.publishTemplate('welcome', { whom: { readers: 'language' } });
  await world.publishTemplate('welcome', {
    whom: { readers: 'language' },
    offer: { kind: 'amount', amount: 50, currency: 'EUR' },
    sender: { language: 'da' },
  });
  // One, and two who are to get one.
  await world.addCodes('welcome-50eur-7d', 'EURO', 1);
  await world.addCodes('welcome-10pct-7d', 'CODE', 55);
  await play(world, stories, 20 * DAY);
}, 180_000);
afterAll(() => world?.close(), 60_000);

tell(() => world, stories);

test('B1 g: low water in the pool of codes is told', async () => {
  const pools = (await world.api.call('GET', '/api/coupon-pools')).json<{ pools: object[] }>().pools;
  expect(pools).toMatchObject([{ pool: 'welcome-10pct-7d' }, { pool: 'welcome-50eur-7d' }]);
  const { rows } = await world.api.database.pool.query(`select 1 from events where name = 'Coupon Pool Low'`);
  expect(rows.length).toBeGreaterThan(0);
});
