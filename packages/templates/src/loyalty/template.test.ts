import { expect, test } from 'vitest';
import { answer, SHOP, stepOf } from '../testing.js';
import { loyalty } from './template.js';

const programme = (change: Partial<typeof SHOP.programme>) => ({
  ...SHOP,
  programme: { ...SHOP.programme, ...change },
});
const hasBirthday = (shop: typeof SHOP) =>
  answer(loyalty, {}, shop).drawn.companions.some(({ graph }) => graph.nodes.some(({ id }) => id === 'gift'));

test('of a weekly hour at which no text may leave is said that nobody gets one, and which hour would do', () => {
  const notes = (timing: object) => answer(loyalty, { timing }).drawn.notes;
  expect(notes({})).toEqual([]);
  expect(notes({ weekday: 'sun', at: '21:30' })).toEqual([
    'The weekly text at 21:30 on 2026-11-29 comes outside the hours in which texts may reach people there, and is of no use when they begin again: nobody gets it.',
    'The nearest hour that works is 17:00 on 2026-11-29.',
  ]);
});

test('a birthday present is given only where points are ours, and once', () => {
  expect(hasBirthday(SHOP)).toBe(true);
  expect(hasBirthday(programme({ kind: 'theirs' }))).toBe(false);
  expect(hasBirthday(programme({ kind: 'none' }))).toBe(false);
  expect(hasBirthday(programme({ givesBirthdayPoints: true }))).toBe(false);
  expect(answer(loyalty, {}, programme({ kind: 'theirs' })).drawn.notes).toEqual([
    'No birthday text is drawn: points can be given only in a programme of our own, and there is none.',
  ]);
});

test('that somebody was told is forgotten just before the next weekly hour, whatever became of the last run', () => {
  const { drawn } = answer(loyalty, {});
  expect(stepOf(drawn, 'before')).toMatchObject({ time: '16:00', weekdays: ['thu'], shiftMs: -600_000 });
  expect(stepOf(drawn, 'untold')).toMatchObject({ remove: ['points-told'] });
  const way = (source: string) =>
    drawn.graph.edges.filter((edge) => edge.source === source).map(({ target }) => target);
  expect([way('start'), way('before'), way('untold'), way('told')]).toEqual([
    ['before'],
    ['untold', 'untold'],
    ['window'],
    ['end'],
  ]);
});
