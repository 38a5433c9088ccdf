import { drawn } from '@signalbox/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOUR, MINUTE, openUseCase, type UseCase } from './use-cases/driver.js';
import type { Person } from './use-cases/people.js';
import { expectTexts } from './use-cases/stories.js';

const item = (number: number) => ({ product: `6${number}`, variant: `5${number}`, title: `Tent ${number}` });
const [soldOut, there, soonGone] = [item(1), item(2), item(3)];

/** Waits until it is there, then an hour; tells of it if it still is. */
const wish = drawn({
  start: { type: 'event-trigger', config: { event: 'Wish Made' }, next: { next: 'stock' } },
  stock: {
    type: 'wait-for-stock',
    version: 2,
    config: { timeoutMs: 10 * HOUR },
    next: { 'back-in-stock': 'hour', timeout: 'never' },
  },
  hour: { type: 'wait', config: { durationMs: HOUR }, next: { next: 'still' } },
  still: {
    type: 'condition',
    config: {
      branches: [
        {
          id: 'yes',
          name: 'Still there',
          when: {
            match: 'all',
            rules: [{ source: 'product', path: 'in_stock', op: 'equals', value: true }],
          },
        },
      ],
    },
    next: { yes: 'tell', otherwise: 'gone' },
  },
  tell: { type: 'send-sms', config: { text: '{{ product.name }} is here' }, next: { sent: 'told' } },
  told: { type: 'exit', config: { outcome: 'told' } },
  gone: { type: 'exit', config: { outcome: 'gone' } },
  never: { type: 'exit', config: { outcome: 'never' } },
});

let world: UseCase;
let [anna, bo, carl, dina]: Person[] = [];
beforeAll(async () => {
  world = await openUseCase();
  const { shop, people, clock, beganMs } = world;
  await world.publish({ name: 'Wishes', graph: wish });
  [anna, bo, carl, dina] = ['Anna', 'Bo', 'Carl', 'Dina'].map((name) => people.somebody(name));
  const asks = async (person: Person, { variant }: typeof soldOut) => {
    await people.signUp(person, ['marketing']);
    await people.track(person, 'Wish Made', { variant_id: variant });
  };
  await shop.stock(soldOut, 0);
  await shop.stock(there, 4);
  await shop.stock(soonGone, 1);
  await clock.advanceTo(beganMs + MINUTE);
  await Promise.all([
    asks(anna!, soldOut),
    asks(bo!, there),
    asks(carl!, soonGone),
    asks(dina!, { ...soldOut, variant: 'nobody knows' }),
  ]);
  await clock.advanceTo(beganMs + 30 * MINUTE);
  await shop.stock(soonGone, 0);
  await clock.advanceTo(beganMs + 2 * HOUR);
  await shop.stock(soldOut, 3);
  await clock.advanceTo(beganMs + 12 * HOUR);
}, 120_000);
afterAll(() => world?.close(), 60_000);

test('who wishes for what is sold out waits until it is back, and is told if it still is', async () => {
  expectTexts(await world.phone.texts(anna!), [['Tent 1 is here', 3 * HOUR]]);
});

test('who wishes for what is there does not wait for it', async () => {
  expectTexts(await world.phone.texts(bo!), [['Tent 2 is here', HOUR + MINUTE]]);
});

test('a condition reads the stock when a person comes to it, not when they came in', async () => {
  expect(await world.outcomes(carl!)).toEqual(['gone']);
  expect(await world.phone.texts(carl!)).toEqual([]);
});

test('what the shop does not know is waited for until time is up', async () => {
  expect(await world.outcomes(dina!)).toEqual(['never']);
});
