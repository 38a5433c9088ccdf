import { expect, test } from 'vitest';
import { answer, NOW, SHOP, stepOf } from '../testing.js';
import { flashSale } from './template.js';

const link = 'https://acme.example/sale';
const sale = (timing: object, offer: object = { link }) =>
  answer(flashSale, {
    offer,
    timing: { startDate: '2026-11-27', endDate: '2026-11-29', endTime: '19:30', ...timing },
  });

test('a last call that would come too late in the evening leaves while texts may still reach people, and it is said', () => {
  const { drawn } = sale({ endDate: '2026-11-30', endTime: '23:59' });
  expect(stepOf(drawn, 'near')).toMatchObject({ date: '2026-11-30', time: '19:29' });
  expect(drawn.notes).toEqual([
    'The last call at 20:59 on 2026-11-30 would come outside the hours in which texts may reach people there: it leaves at 19:29 on 2026-11-30.',
  ]);
  // 18:30 on a Sunday is too late, too.
  expect(stepOf(sale({ endTime: '21:30' }).drawn, 'near')).toMatchObject({ time: '17:00' });
  expect(sale({ lastCallHours: 2 }).drawn).toMatchObject({ notes: [] });
});

test('of an offer that nobody would get in time is said which hour would do', () => {
  const night = sale({
    startDate: '2026-11-27',
    startTime: '23:00',
    endDate: '2026-11-28',
    endTime: '10:30',
  });
  expect(night.drawn.notes!.slice(0, 2)).toEqual([
    'The offer at 23:00 on 2026-11-27 comes outside the hours in which texts may reach people there, and is of no use when they begin again: nobody gets it.',
    'The nearest hour that works is 19:00 on 2026-11-27.',
  ]);
  expect(sale({ startTime: '06:00' }).drawn.notes).toContain(
    'The offer at 06:00 on 2026-11-27 comes outside the hours in which texts may reach people there: it leaves at 08:00 on 2026-11-27.',
  );
});

test('a sale that has begun begins anew in a quarter of an hour, and one that is over is refused', () => {
  const begun = sale({ startDate: '2026-11-25', startTime: '10:00' });
  expect(begun.faults).toEqual([]);
  expect(stepOf(begun.drawn, 'start')).toMatchObject({ date: '2026-11-25', time: '11:15' });
  expect(begun.drawn.notes![0]).toBe(
    'Its beginning has gone by: it begins at 11:15 on 2026-11-25 instead. Publish it before that.',
  );
  const over = { startDate: '2026-11-24', endDate: '2026-11-25', endTime: '10:59' };
  expect(sale(over).faults).toEqual(['timing.endDate: That is over already.']);
  expect(sale({ ...over, endTime: '12:00' }).faults).toEqual([
    'timing.leastHours: It is over in 0 hours: nobody would be told.',
  ]);
});

test('only a click on the sale’s own link counts, also after its end was moved', () => {
  const ruleOf = (timing: object) =>
    stepOf(sale(timing).drawn, 'opened') as { events: { where: { rules: object[] } }[] };
  const { events } = ruleOf({});
  expect(events[0]!.where.rules).toEqual([
    { source: 'event', path: 'link_name', op: 'equals', value: 'sale-2026-11-27-everything-1yg0' },
  ]);
  expect(stepOf(sale({}).drawn, 'open')!.text).toContain("name: 'sale-2026-11-27-everything-1yg0'");
  expect(ruleOf({ endDate: '2026-12-01' })).toEqual({ events, timeoutMs: 1_000, since: 'run-start' });
});

test('without a link the last call goes to all who did not buy, and it is said', () => {
  const { faults, drawn } = sale({ lastCallHours: 2 }, {});
  expect(faults).toEqual([]);
  expect(stepOf(drawn, 'opened')).toBeUndefined();
  expect(drawn.graph.edges).toContainEqual(expect.objectContaining({ source: 'near', target: 'call' }));
  expect(drawn.notes).toEqual([
    'There is no link: the last call goes to all who did not buy, not only to those who looked.',
  ]);
});

test('a code of one’s own ends with the sale', () => {
  const { drawn } = sale({}, { link, codes: 'own' });
  expect(drawn.pools).toMatchObject([
    { pool: 'flash-25pct-2026-11-29-1930', ends: { kind: 'at', at: '2026-11-29T19:30' } },
  ]);
});

test('only hours in which texts may leave count as time to tell people in', () => {
  const hours = (timing: object) => sale(timing).drawn.toldWithinMs! / 3_600_000;
  const day = { startDate: '2026-11-27', endDate: '2026-11-27' };
  // Friday until 23:59, and of no use after 21:59: they are to be told by eight.
  expect(hours({ ...day, startTime: '18:00', endTime: '23:59' })).toBe(2);
  expect(hours({ ...day, startTime: '10:00', endTime: '15:00' })).toBe(3);
  // Until Saturday noon: two hours in the evening, one in the morning.
  expect(
    hours({ startDate: '2026-11-27', startTime: '18:00', endDate: '2026-11-28', endTime: '12:00' }),
  ).toBe(3);
});

test('a sale whose beginning has gone by begins when it did only if it has begun, and else when it last was to', () => {
  const drawnAt = (nowMs: number, kept: Partial<Pick<typeof SHOP, 'before' | 'begun'>>) =>
    answer(
      flashSale,
      { offer: { link }, timing: { startDate: '2026-11-25', startTime: '10:00', endDate: '2026-11-29' } },
      { ...SHOP, nowMs, ...kept },
    ).drawn;
  const late = drawnAt(NOW, {});
  expect(stepOf(late, 'start')).toMatchObject({ date: '2026-11-25', time: '11:15' });
  const before = late.keeps!;
  const again = drawnAt(NOW + 600_000, { before });
  expect(stepOf(again, 'start')).toMatchObject({ date: '2026-11-25', time: '11:15' });
  expect(again.notes![0]).toContain('it begins at 11:15 on 2026-11-25 instead');
  // Not published until then, it has not begun: it begins once more a little later.
  const hour = NOW + 3_600_000;
  expect(stepOf(drawnAt(hour, { before }), 'start')).toMatchObject({ time: '12:15' });
  const begun = drawnAt(hour, { before, begun: before });
  expect(stepOf(begun, 'start')).toMatchObject({ date: '2026-11-25', time: '11:15' });
  expect(begun.notes!.join()).not.toContain('instead');
});
