import { DEFAULT_LIMITS, DEFAULT_URGENCY, NEVER_LIMITED } from '@signalbox/sms';
import { COUNTED_STATES } from '@signalbox/store';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY, HOUR, openUseCase, type UseCase } from '../use-cases/driver.js';
import { outcomesInSimulator } from './in-simulator.js';
import { livesOf, QUARTER_DAYS } from './lives.js';
import { liveThrough, outcomesOnServer } from './on-the-server.js';
import { groupedBy, outOfTime, toldOf, type Outcome } from './outcome.js';
import { publishAll } from './seven-templates.js';

/*
 * All seven templates on the same people for a quarter, under one clock: on the real server, and once more in the
 * simulator from what came in at the doors. It is one of the long tests: `npm run test:long -- quarter`.
 */
const PEOPLE = Number(process.env.SIGNALBOX_QUARTER_PEOPLE ?? 0);
const SEED = Number(process.env.SIGNALBOX_QUARTER_SEED ?? 20_261_125);
const WITHIN_MS = 300_000 + PEOPLE * 30_000;

describe.runIf(PEOPLE > 0)('a quarter of all seven', () => {
  let world: UseCase;
  let real: Outcome[];
  let simulated: Outcome[];
  let torn: Set<string>;

  beforeAll(async () => {
    world = await openUseCase({ sendingHours: 'law', isLong: true });
    await publishAll(world);
    await liveThrough(world, livesOf(world, PEOPLE, SEED));
    const { database } = world.api;
    real = await outcomesOnServer(database);
    ({ outcomes: simulated, torn } = await outcomesInSimulator(database, {
      fromMs: world.beganMs - DAY,
      toMs: world.beganMs + QUARTER_DAYS * DAY,
      sendingHours: 'law',
    }));
  }, WITHIN_MS);
  afterAll(() => world?.close(), 60_000);

  const byPhone = (outcomes: Outcome[]) => groupedBy(outcomes, ({ phone }) => phone);

  test('on the real server and in the simulator the same texts reach the same people, and the same are not sent for the same reasons', () => {
    const [there, here] = [byPhone(real), byPhone(simulated)];
    // Which of two texts that wait for the same instant goes first, nobody has promised.
    const phones = [...new Set([...there.keys(), ...here.keys()])].filter((phone) => !torn.has(phone));
    expect(phones.length).toBeGreaterThan(0.8 * PEOPLE);
    const told = (outcomes: Map<string, Outcome[]>) =>
      Object.fromEntries(phones.map((phone) => [phone, toldOf(outcomes.get(phone) ?? [])]));
    expect(told(there)).toEqual(told(here));
    const strayed = phones.flatMap((phone) => outOfTime(there.get(phone) ?? [], here.get(phone) ?? []));
    expect(strayed).toEqual([]);
  });

  test('what the ledger calls sent is what reached the phones, once each', async () => {
    const phones = [...byPhone(real).keys()];
    const { rows } = await world.api.database.pool.query<{ phone: string; text: string }>(
      `select phone, body as text from messages where phone = any ($1) and state = any ($2)`,
      [phones, COUNTED_STATES],
    );
    const reached = await world.allTexts();
    const told = groupedBy(rows, (row) => row.phone);
    for (const phone of phones) {
      const own = (told.get(phone) ?? []).map(({ text }) => text);
      expect((reached.get(phone) ?? []).sort()).toEqual(own.sort());
    }
  });

  test('nobody gets more than the caps allow', () => {
    for (const [phone, outcomes] of byPhone(real)) {
      const sent = outcomes.filter(({ what }) => what === 'sent');
      for (const text of sent.filter(({ purpose }) => !NEVER_LIMITED.has(purpose))) {
        for (const { count, hours } of DEFAULT_LIMITS) {
          const within = sent.filter(({ atMs }) => atMs <= text.atMs && atMs > text.atMs - hours * HOUR);
          expect(within.length, `${phone} in ${hours} hours`).toBeLessThanOrEqual(count);
        }
      }
      for (const text of sent.filter(({ isUrgent }) => isUrgent)) {
        const { count, days } = DEFAULT_URGENCY;
        const within = sent.filter(
          ({ isUrgent, atMs }) => isUrgent && atMs <= text.atMs && atMs > text.atMs - days * DAY,
        );
        expect(within.length, `urgent texts to ${phone}`).toBeLessThanOrEqual(count);
      }
    }
  });

  test('much stood in a text’s way, or the quarter proves little', () => {
    const seen = new Set(real.map(({ what }) => what));
    expect([...seen]).toEqual(expect.arrayContaining(['sent', 'no-longer-true', 'urgency-used-up']));
    const sent = real.filter(({ what }) => what === 'sent').length;
    const why = [...seen].filter((what) => what !== 'sent').sort();
    console.log(
      `${[...new Set(real.filter(({ what }) => what === 'sent').map(({ journey }) => journey))].join('; ')}\n${PEOPLE} people, seed ${SEED}: ${sent} texts, ${real.length - sent} not sent (${why.join(', ')}), ${torn.size} people with two texts for one place`,
    );
  });
});
