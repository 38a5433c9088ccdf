import { drawn } from '@signalbox/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOUR, MINUTE, nextMonday, openUseCase, type UseCase } from './driver.js';

let world: UseCase;
beforeAll(async () => {
  // 21:00 in Copenhagen, 22:00 in summer: what is begun now waits for eight.
  world = await openUseCase({ startMs: nextMonday(20), sendingHours: 'law' });
}, 120_000);
afterAll(() => world?.close(), 60_000);

const journey = (priority: 'low' | 'normal' | 'high') => {
  const graph = drawn({
    start: { type: 'event-trigger', config: { event: `Told ${priority}` }, next: { next: 'text' } },
    text: {
      type: 'send-sms',
      config: { text: `Of ${priority} priority`, purpose: 'marketing', dropAfterMs: 20 * HOUR },
      next: { sent: 'end' },
    },
    end: { type: 'exit', config: {} },
  });
  graph.settings.priority = priority;
  return { name: priority, graph };
};

test('of texts that wait for one morning and do not all fit, those of the most important journeys reach the phone', async () => {
  await world.set('limits', { limits: [{ count: 2, hours: 24 }], partsPerDay: null });
  for (const priority of ['low', 'normal', 'high'] as const) await world.publish(journey(priority));
  const people = Array.from({ length: 4 }, () => world.people.somebody());
  for (const person of people) {
    await world.people.signUp(person, ['marketing']);
    for (const priority of ['low', 'normal', 'high'])
      await world.people.track(person, `Told ${priority}`, {});
  }
  await world.clock.advanceTo(world.beganMs + 11 * HOUR + 5 * MINUTE);
  for (const person of people) {
    const texts = (await world.phone.texts(person)).map(({ text }) => /Of \w+ priority/.exec(text)?.[0]);
    expect(texts.sort()).toEqual(['Of high priority', 'Of normal priority']);
    expect(await world.reasons(person)).toEqual(['limit']);
  }
}, 300_000);
