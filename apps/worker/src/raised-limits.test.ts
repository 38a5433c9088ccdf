import { randomUUID } from 'node:crypto';
import { getRun, setHours, setLimits, takeEvent } from '@signalbox/store';
import { drawn, publishDrawn } from '@signalbox/store/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startSendingWorker } from './send-text/testing-worker.js';

const HOUR = 3_600_000;
let world: Awaited<ReturnType<typeof startSendingWorker>>;

beforeAll(async () => {
  world = await startSendingWorker('raised_limits');
}, 60_000);
afterAll(() => world?.close());

/** Somebody who has agreed enters a journey that texts them at once. @returns their number and their run */
async function entersWith(number: string) {
  const event = `Sale ${randomUUID()}`;
  await publishDrawn(
    world.database,
    drawn({
      start: { type: 'event-trigger', config: { event }, next: { next: 'text' } },
      text: {
        type: 'send-sms',
        config: { text: 'Sale today', purpose: 'marketing', dropAfterMs: 48 * HOUR },
        next: { sent: 'end' },
      },
      end: { type: 'exit', config: { outcome: 'texted' } },
    }),
    { nowMs: Date.now() - HOUR },
  );
  const { started } = await takeEvent(
    world.database,
    {
      source: 'test',
      messageId: randomUUID(),
      name: event,
      occurredAtMs: Date.now(),
      identities: [{ kind: 'user', value: randomUUID() }],
      contact: { phone: number, country: 'DK' },
      consents: [{ purpose: 'marketing', state: 'granted', source: 'test', atMs: Date.now() }],
      properties: {},
      keys: [],
      isHistory: false,
    },
    { nowMs: Date.now() },
  );
  return started[0]!;
}

const is = (runId: string, expected: object) =>
  vi.waitFor(async () => expect(await getRun(world.database, runId)).toMatchObject(expected), 20_000);

const loose = { limits: [], partsPerDay: null };

test.each([
  ['the day’s fuse', '+4553100001', { limits: [], partsPerDay: 1 }],
  ['a person’s limit', '+4553100002', { limits: [{ count: 1, hours: 24 }], partsPerDay: null }],
])(
  'a text that waits for room under %s goes as soon as there is some',
  async (_, number, tight) => {
    await setLimits(world.database, loose, Date.now());
    await is(await entersWith(number), { status: 'ended', outcome: 'texted' });
    await setLimits(world.database, tight, Date.now());
    const run = await entersWith(number);
    await is(run, { status: 'waiting', currentNodeId: 'text' });
    expect(await world.textsOn(number)).toHaveLength(1);
    await setLimits(world.database, loose, Date.now());
    await is(run, { status: 'ended', outcome: 'texted' });
    expect(await world.textsOn(number)).toHaveLength(2);
  },
  90_000,
);

test('a text that waits for the house’s own hours goes as soon as those are lifted', async () => {
  const number = '+4553100003';
  const isMorning =
    Number(
      new Date().toLocaleString('en', { hour: '2-digit', hour12: false, timeZone: 'Europe/Copenhagen' }),
    ) < 12;
  const elsewhen: [number, number] = isMorning ? [20, 22] : [2, 4];
  await setLimits(world.database, loose, Date.now());
  await setHours(world.database, { weekdays: elsewhen, saturday: elsewhen, sunday: elsewhen }, Date.now());
  const run = await entersWith(number);
  await is(run, { status: 'waiting', currentNodeId: 'text' });
  expect(await world.textsOn(number)).toHaveLength(0);
  await setHours(world.database, null, Date.now());
  await is(run, { status: 'ended', outcome: 'texted' });
  expect(await world.textsOn(number)).toHaveLength(1);
}, 90_000);
