import { afterAll, beforeAll } from 'vitest';
import { DAY, HOUR, MINUTE, openUseCase, type UseCase } from './driver.js';
import type { Person } from './people.js';
import { expectTexts, play, tell, type Story } from './stories.js';

// A shop that asks nobody twice: whoever signs up is greeted. START is a sign-up like any other there.
let anna: Person;

const stories: Story[] = [
  {
    name: 'B1 c: where nobody is asked twice, neither START nor a second sign-up brings the welcome again',
    script: ({ people, phone }) => {
      anna = people.somebody();
      return [
        [MINUTE, () => people.signUp(anna)],
        [HOUR, () => phone.reply(anna, 'STOP')],
        [2 * HOUR, () => phone.reply(anna, 'START')],
        [DAY, () => people.track(anna, 'SMS Unsubscribed', { purpose: 'marketing' })],
        [2 * DAY, () => people.track(anna, 'SMS Subscribed', { purpose: 'marketing' })],
      ];
    },
    then: async (world) => {
      const texts = await world.phone.texts(anna);
      expectTexts(
        texts.filter(({ text }) => text.includes('Welcome, Anna')),
        [['Welcome, Anna!', MINUTE]],
      );
    },
  },
];

let world: UseCase;
beforeAll(async () => {
  world = await openUseCase();
  await world.publishTemplate('welcome', { whom: { confirm: false } });
  await world.addCodes('welcome-10pct-7d', 'CODE', 9);
  await play(world, stories, 4 * DAY);
}, 180_000);
afterAll(() => world?.close(), 60_000);

tell(() => world, stories);
