import { expect, test } from 'vitest';
import type { StandInWorld } from '../kernel/stand-in.js';
import { context, here, play } from '../testing/index.js';
import { run } from './run.js';
import { run as firstRun } from './run.v1.js';
import { standIns } from './stand-in.js';

const gift = { points: 50, reason: 'Birthday' };
const price = { points: -50, reason: 'A reward' };

test('the new balance is there for the texts that follow', () => {
  const { effects, port } = play(run(here(gift)), { activity: () => ({ balance: 420, isShort: false }) });
  expect(effects).toContainEqual({ kind: 'set-vars', vars: { points: 420 } });
  expect(port).toBe('next');
});

test('whoever has too few points leaves by a way of their own, and keeps them', () => {
  const { effects, port } = play(run(here(price)), { activity: () => ({ balance: 20, isShort: true }) });
  expect(effects.at(-1)).toEqual({ kind: 'note', reason: 'Has 20 points: too few to take 50' });
  expect(port).toBe('short');
});

test('the first version takes them all the same, as for whoever stands in it', () => {
  const { effects, port } = play(firstRun(here(price)), { activity: () => ({ balance: -30 }) });
  expect(effects[0]).toEqual({ kind: 'activity', name: 'change', input: price });
  expect(port).toBe('next');
});

test('in a trial nobody pays with points that they do not have', () => {
  const contact: Record<string, unknown> = { points_balance: 70 };
  const change = (points: number) =>
    standIns.change!({ ...context, input: { ...price, points, onlyIfEnough: true } }, {
      contact,
    } as StandInWorld);
  expect(change(-50)).toEqual({ balance: 20, isShort: false });
  expect(change(-50)).toEqual({ balance: 20, isShort: true });
  expect(change(-20)).toEqual({ balance: 0, isShort: false });
  expect(contact.points_balance).toBe(0);
});
