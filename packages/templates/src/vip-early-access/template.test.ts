import { expect, test } from 'vitest';
import { answer, NOW, SHOP, stepOf } from '../testing.js';
import { vipEarlyAccess } from './template.js';

const link = 'https://acme.example/drop';
const launch = (timing: object, more: object = {}, shop = SHOP) =>
  answer(
    vipEarlyAccess,
    { offer: { link }, timing: { launchDate: '2026-12-02', launchTime: '19:00', ...timing }, ...more },
    shop,
  );

test('an invitation without a link is refused: nobody could get in by it', () => {
  expect(launch({}, { offer: {} }).faults).toEqual([
    'offer.link: Say where the link leads to: without one nobody who is told can get in early.',
  ]);
});

test('a wave that has gone by goes with the next one, and a launch that is over is refused', () => {
  const { faults, drawn } = launch({ launchDate: '2026-11-26', launchTime: '10:00', secondHours: 22 });
  expect(faults).toEqual([]);
  expect(stepOf(drawn, 'start')).toMatchObject({ date: '2026-11-25', time: '12:00' });
  expect(stepOf(drawn, 'best')).toBeUndefined();
  expect(drawn.notes![0]).toBe(
    'The first wave has gone by: all of the best are told together, at 12:00 on 2026-11-25. Publish it before that.',
  );
  expect(launch({ launchDate: '2026-11-24' }).faults).toEqual([
    'timing.launchDate: That launch is over already.',
  ]);
  expect(launch({ launchDate: '2026-11-25', launchTime: '13:00' }).faults).toEqual([
    'timing.leastHours: Both waves have gone by, and too little is left before the launch: nobody would be told.',
  ]);
});

test('of a wave that comes by night is said what becomes of it', () => {
  expect(launch({ launchTime: '17:00' }).drawn.notes).toEqual([]);
  expect(launch({ launchTime: '10:30', secondHours: 12 }).drawn.notes).toEqual([
    'The second wave at 22:30 on 2026-12-01 comes outside the hours in which texts may reach people there: it leaves at 08:00 on 2026-12-02.',
  ]);
  expect(launch({ launchTime: '10:00', secondHours: 12 }).drawn.notes).toEqual([
    'The second wave at 22:00 on 2026-12-01 comes outside the hours in which texts may reach people there, and is of no use when they begin again: nobody gets it.',
    'The nearest hour that works is 19:00 on 2026-12-01.',
  ]);
});

test('VIPs may be those of a tier and above, or who ordered often of late', () => {
  const vips = (whom: object) => JSON.stringify(launch({}, { whom }).drawn.segments[0]!.rule);
  expect(vips({ by: 'tier', tier: 'Silver' })).toContain('"op":"one-of","value":["Silver","Gold"]');
  expect(vips({ by: 'tier', tier: 'Gold' })).toContain('"value":["Gold"]');
  expect(vips({ minOrders: 4, inDays: 365 })).toContain('"times":{"op":"at-least","count":4}');
  expect(launch({}, { whom: { by: 'tier', tier: 'Gold' } }).drawn.audience.nobody).toContain('this tier');
  expect(launch({}, { whom: { by: 'orders' } }).drawn.audience.nobody).toContain('fewer orders');
  expect(launch({}, { whom: { by: 'tier', tier: 'Bronze' } }).faults).toEqual([
    'whom.tier: There is no such tier. There are: Silver, Gold.',
  ]);
  const theirs = { ...SHOP, programme: { ...SHOP.programme, kind: 'theirs' as const, tiers: [] } };
  expect(launch({}, { whom: { by: 'tier', tier: 'Guld' } }, theirs).faults).toEqual([]);
});

test('two launches on one day tell apart who was told of which', () => {
  const told = (what: string) => stepOf(launch({}, { offer: { link, what } }).drawn, 'told');
  expect(told('Drop 12')).toEqual({ add: ['told-early-2026-11-25-drop-12'] });
  expect(told('Boots')).toEqual({ add: ['told-early-2026-11-25-boots'] });
});

test('a code of one’s own ends at the launch', () => {
  const offer = { link, kind: 'percent', percent: 10, codes: 'own' };
  expect(launch({}, { offer }).drawn.pools).toMatchObject([
    { pool: 'vip-10pct-2026-12-02-1900', ends: { kind: 'at', at: '2026-12-02T19:00' } },
  ]);
});

test('waves that have gone by stay when they were only if they went, and who was told early is known by whatever it is called', () => {
  const timing = { launchDate: '2026-11-26', launchTime: '10:00', secondHours: 22 };
  const before = launch(timing).drawn.keeps!;
  const hour = NOW + 3 * 3_600_000;
  const anew = (kept: Partial<Pick<typeof SHOP, 'before' | 'begun'>>, nowMs: number, what = 'Drop 13') =>
    launch(timing, { offer: { link, what } }, { ...SHOP, nowMs, before, ...kept }).drawn;
  expect(stepOf(anew({ begun: before }, hour), 'start')).toMatchObject({ time: '12:00' });
  expect(stepOf(anew({}, hour), 'start')).toMatchObject({ date: '2026-11-25', time: '14:15' });
  // What is to begin at once keeps the time that it was given while that is still ahead.
  const atOnce = anew({}, hour).keeps!;
  expect(stepOf(anew({ before: atOnce }, hour + 600_000), 'start')).toMatchObject({ time: '14:15' });
  expect(stepOf(anew({}, NOW), 'told')).toEqual({ add: ['told-early-2026-11-25-drop-12'] });
});
