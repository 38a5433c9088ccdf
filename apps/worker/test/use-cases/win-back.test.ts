import { drawn } from '@signalbox/store/testing';
import { afterAll, beforeAll, expect } from 'vitest';
import { DAY, HOUR, openUseCase, type UseCase } from './driver.js';
import type { Person } from './people.js';
import { expectTexts, play, tell, type Story } from './stories.js';

const NUMBER = '+4552512020';
const VALUE = "It's been a while, Anna";
const OFFER = '15% off, just for you: BACK15';

/** A story of a customer who ordered on the first day. */
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
        [0, () => world.people.signUp(person)],
        [HOUR, () => world.shop.order(person, orderOf('first', person))],
        ...script(person, world),
      ];
    },
    then: (world) => then(person, world),
  };
};

const orderOf = (name: string, { phone }: Person) => ({
  checkout: `${name}-${phone}`,
  cart: `${name}-${phone}`,
});

const stories: Story[] = [
  of(
    'B6 f: something of worth first, an offer second, and then it lets go',
    () => [],
    async (anna, world) => {
      expectTexts(await world.phone.texts(anna), [
        [VALUE, 90 * DAY + HOUR],
        [OFFER, 104 * DAY + HOUR],
      ]);
      expect(await world.outcomes(anna)).toEqual(['sunset']);
    },
  ),
  of(
    'B6 a: each order starts the one timer of a person anew',
    (anna, { shop }) => [
      [30 * DAY, () => shop.order(anna, orderOf('second', anna))],
      [60 * DAY, () => shop.order(anna, orderOf('third', anna))],
    ],
    async (anna, world) => {
      expectTexts(await world.phone.texts(anna), [
        [VALUE, 150 * DAY],
        [OFFER, 164 * DAY],
      ]);
      expect(await world.outcomes(anna)).toEqual(['replaced', 'replaced', 'sunset']);
    },
  ),
  of(
    'B6 c: an order that was cancelled was a sign of life all the same: the timer runs from it',
    (anna, { shop }) => {
      const second = { ...orderOf('second', anna), body: { id: '6660001' } };
      return [
        [30 * DAY, () => shop.order(anna, second)],
        [
          32 * DAY,
          () =>
            shop.tell('orders/cancelled', { id: '6660001', cancelled_at: shop.at(), updated_at: shop.at() }),
        ],
      ];
    },
    async (anna, world) =>
      expectTexts(await world.phone.texts(anna), [
        [VALUE, 120 * DAY],
        [OFFER, 134 * DAY],
      ]),
  ),
  of(
    'B6 d: who has an open case is not lapsed',
    (anna, { people }) => [[80 * DAY, () => people.track(anna, 'Support Case Opened', { case_id: 'c1' })]],
    async (anna, world) => {
      expect(await world.phone.texts(anna)).toEqual([]);
      expect(await world.outcomes(anna)).toEqual(['stood down']);
    },
  ),
  of(
    'B6 d: who has a subscription is not lapsed',
    (anna, { people }) => [[80 * DAY, () => people.identify(anna, { has_subscription: true })]],
    async (anna, world) => {
      expect(await world.phone.texts(anna)).toEqual([]);
      expect(await world.outcomes(anna)).toEqual(['stood down']);
    },
  ),
  of(
    'B6 d: an order at the counter counts like one in the shop: the timer runs from it',
    (anna, { people }) => [
      [
        60 * DAY,
        () =>
          people.track(anna, 'Order Completed', {
            order_id: `till-${anna.phone}`,
            total: 99,
            currency: 'DKK',
          }),
      ],
    ],
    async (anna, world) =>
      expectTexts(await world.phone.texts(anna), [
        [VALUE, 150 * DAY],
        [OFFER, 164 * DAY],
      ]),
  ),
  of(
    'B6 e: an order between the two texts keeps the second from going, the same second',
    (anna, { shop, clock, outcomes }) => [
      [
        95 * DAY,
        async () => {
          await shop.order(anna, orderOf('back', anna));
          await clock.settled();
          expect(await outcomes(anna)).toEqual(['replaced', null]);
        },
      ],
    ],
    async (anna, world) =>
      expectTexts(await world.phone.texts(anna), [
        [VALUE, 90 * DAY + HOUR],
        [VALUE, 185 * DAY],
        [OFFER, 199 * DAY],
      ]),
  ),
  of(
    'B6 f: who writes to us is not let go',
    (anna, { phone }) => [[100 * DAY, () => phone.reply(anna, 'do you have it in blue?')]],
    async (anna, world) => {
      expectTexts(await world.phone.texts(anna), [
        [VALUE, 90 * DAY + HOUR],
        [OFFER, 104 * DAY + HOUR],
      ]);
      expect(await world.outcomes(anna)).toEqual(['looked']);
    },
  ),
  of(
    'B6 f: who wrote to us long before the first text has not answered it',
    (anna, { phone }) => [[20 * DAY, () => phone.reply(anna, 'thanks for the boots')]],
    async (anna, world) => {
      expectTexts(await world.phone.texts(anna), [
        [VALUE, 90 * DAY + HOUR],
        [OFFER, 104 * DAY + HOUR],
      ]);
      expect(await world.outcomes(anna)).toEqual(['sunset']);
    },
  ),
  of(
    'B6 f: who was let go and orders again is a customer like any other',
    (anna, { shop }) => [[125 * DAY, () => shop.order(anna, orderOf('again', anna))]],
    async (anna, world) => {
      expectTexts(await world.phone.texts(anna), [
        [VALUE, 90 * DAY + HOUR],
        [OFFER, 104 * DAY + HOUR],
        [VALUE, 215 * DAY],
      ]);
      expect(await world.outcomes(anna)).toEqual(['sunset', null]);
    },
  ),
  of(
    'B6 f: who was let go gets no advertising of any journey, and by a new sign-up all of it',
    (anna, { people }) => [
      [125 * DAY, () => people.track(anna, 'Club News')],
      [126 * DAY, () => people.signUp(anna)],
      [127 * DAY, () => people.track(anna, 'Club News')],
    ],
    async (anna, world) => {
      expectTexts(await world.phone.texts(anna), [
        [VALUE, 90 * DAY + HOUR],
        [OFFER, 104 * DAY + HOUR],
        ['News of the club', 127 * DAY],
      ]);
      expect(await world.reasons(anna)).toEqual(['let-go']);
    },
  ),
  of(
    'B6 f: whose texts had no link and could not be answered is not let go: nobody could have looked',
    (anna, { people }) => [
      [10 * DAY, () => people.track(anna, 'Asked By Name')],
      [12 * DAY, () => people.track(anna, 'Club News')],
    ],
    async (anna, world) => {
      expect((await world.phone.texts(anna)).slice(0, 2).map(({ text }) => text)).toEqual([
        expect.stringContaining('Are you still there?'),
        expect.stringContaining('News of the club'),
      ]);
      expect(await world.reasons(anna)).toEqual([]);
    },
  ),
  of(
    'B6 f: whose texts could be answered is let go by the same steps',
    (anna, { people }) => [
      [10 * DAY, () => people.track(anna, 'Asked By Number')],
      [12 * DAY, () => people.track(anna, 'Club News')],
    ],
    async (anna, world) => expect((await world.reasons(anna))[0]).toBe('let-go'),
  ),
];

/** Asks once, and lets everybody go who gives no sign within a day. */
const letsGo = (event: string, from: string) => ({
  name: event,
  graph: drawn({
    start: { type: 'event-trigger', config: { event }, next: { next: 'ask' } },
    ask: {
      type: 'send-sms',
      config: { text: 'Are you still there?', purpose: 'marketing', from },
      next: { sent: 'wait' },
    },
    wait: {
      type: 'wait-for-event',
      config: {
        events: [
          { id: 'looked', event: 'Link Clicked', label: 'Looked' },
          { id: 'wrote', event: 'SMS Received', label: 'Wrote' },
        ],
        timeoutMs: DAY,
      },
      next: { looked: 'end', wrote: 'end', timeout: 'go' },
    },
    go: { type: 'tag-contact', config: { add: ['sunset'] }, next: { next: 'end' } },
    end: { type: 'exit' },
  }),
});

let world: UseCase;
beforeAll(async () => {
  world = await openUseCase();
  await world.publishTemplate('win-back', {
    whom: { holdOut: 0, backfill: false },
    offer: { kind: 'percent', percent: 15, codes: 'one', code: 'BACK15' },
    timing: { days: 90, betweenDays: 14, backfillDate: '2030-01-01' },
  });
  await world.publish({
    name: 'Club news',
    graph: drawn({
      start: { type: 'event-trigger', config: { event: 'Club News' }, next: { next: 'tell' } },
      tell: {
        type: 'send-sms',
        config: { text: 'News of the club', purpose: 'marketing' },
        next: { sent: 'end' },
      },
      end: { type: 'exit', config: { outcome: 'told' } },
    }),
  });
  await world.set('senders', {
    senders: [
      { sender: NUMBER, kind: 'number', countries: [], purposes: [], canReceive: true },
      { sender: 'Acme', kind: 'name', countries: [], purposes: [], canReceive: false },
    ],
  });
  await world.publish(letsGo('Asked By Name', 'Acme'));
  await world.publish(letsGo('Asked By Number', NUMBER));
  await play(world, stories, 216 * DAY);
}, 240_000);
afterAll(() => world?.close(), 60_000);

tell(() => world, stories);
