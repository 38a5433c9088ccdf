import { expect, test } from 'vitest';
import { judgeHoldOut } from './judge-hold-out.js';

const counts = (texted: [number, number], alone: [number, number]) => [
  { variant: 'texted' as const, people: texted[1], reached: texted[0], underWay: 0 },
  { variant: 'left-alone' as const, people: alone[1], reached: alone[0], underWay: 0 },
];

test.each([
  ['helps', counts([150, 1_000], [50, 1_000]), /^It helps: the share is 10.0 points higher/],
  ['harms', counts([50, 1_000], [150, 1_000]), /^It does harm: the share is 10.0 points lower/],
  ['may be chance', counts([15, 100], [1, 10]), /may be chance so far/],
  // Newcombe's range leaves out zero, as it does now and then by chance for whoever looks often.
  ['may be chance, looked at so often', counts([130, 1_000], [100, 1_000]), /may be chance so far/],
  ['is not known', counts([3, 100], [0, 0]), /^Nothing can be said/],
])('a journey that %s', (_, given, verdict) => {
  expect(judgeHoldOut(given, 'Order Completed').verdict).toMatch(verdict);
});

test('without a goal there is nothing to measure by', () => {
  expect(judgeHoldOut(counts([1, 2], [1, 2]), null).verdict).toMatch(/no goal/);
});
