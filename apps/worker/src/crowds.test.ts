import { expect, test } from 'vitest';
import { watchCrowds } from './crowds.js';

const NOW = Date.parse('2026-11-27T09:00:00Z');
/** How many of so many people, one every so many milliseconds, are of a crowd. */
const ofCrowd = (people: number, everyMs: number, crowds = watchCrowds(), fromMs = NOW) =>
  Array.from({ length: people }, (_, index) => crowds.joins('sale', fromMs + index * everyMs)).filter(Boolean)
    .length;

test('whoever comes with many others of their journey is of a crowd, once it is one', () => {
  expect(ofCrowd(200, 0)).toBe(181);
  expect(ofCrowd(19, 0)).toBe(0);
});

test('a crowd that trickles in is one, and who comes now and then is not', () => {
  expect(ofCrowd(600, 16)).toBeGreaterThan(560);
  expect(ofCrowd(600, 100)).toBe(0);
});

test('others are not of it, nor who comes once it is over', () => {
  const crowds = watchCrowds();
  ofCrowd(200, 0, crowds);
  expect(crowds.joins('back in stock', NOW)).toBe(false);
  expect(crowds.joins('sale', NOW + 60_000)).toBe(false);
});
