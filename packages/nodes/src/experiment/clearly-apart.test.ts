import { expect, test } from 'vitest';
import { areClearlyApart } from './clearly-apart.js';
import { judge, wilson } from './judge.js';

/** Numbers from 0 to 1 that look random and are always the same (mulberry32). */
function chances(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const LOOK_EVERY = 50;
const MOST = 6_000;

/** What is known of variants with these true shares at each of many looks, the people of each and who reached the aim. */
function* looks(shares: number[], seed: number) {
  const chance = chances(seed);
  const reached = shares.map(() => 0);
  for (let people = 1; people <= MOST; people++) {
    shares.forEach((share, index) => (reached[index]! += chance() < share ? 1 : 0));
    if (people % LOOK_EVERY === 0) yield { people, reached };
  }
}

/** The first look at which one was called better, or `null`. */
function called(shares: number[], seed: number) {
  const variants = shares.map((_, index) => ({ id: String(index), name: String(index) }));
  for (const { people, reached } of looks(shares, seed)) {
    const counts = reached.map((count, index) => ({
      variant: String(index),
      people,
      reached: count,
      underWay: 0,
    }));
    const { best } = judge(variants, counts);
    if (best !== null) return { best, people };
  }
  return null;
}

function calledByRanges(shares: number[], seed: number): boolean {
  for (const { people, reached } of looks(shares, seed)) {
    const [one, other] = reached.map((count) => wilson(count, people));
    if (one!.low! > other!.high! || other!.low! > one!.high!) return true;
  }
  return false;
}

const SEEDS = Array.from({ length: 400 }, (_, index) => index * 7_919);
const shareOf = (isCalled: (seed: number) => boolean) => SEEDS.filter(isCalled).length / SEEDS.length;

test.each([
  ['two', [0.1, 0.1]],
  ['two that few reach', [0.02, 0.02]],
  ['four', [0.1, 0.1, 0.1, 0.1]],
])('of %s equal variants one is called better in one experiment of twenty at most', (_, shares) => {
  expect(shareOf((seed) => called(shares, seed) !== null)).toBeLessThanOrEqual(0.05);
});

test('ranges that lie apart, looked at so often, would call one better more often', () => {
  expect(shareOf((seed) => calledByRanges([0.1, 0.1], seed))).toBeGreaterThan(0.05);
});

test('a variant that is better by half is found, and it is the right one', () => {
  const found = SEEDS.slice(0, 100).map((seed) => called([0.1, 0.15], seed));
  expect(found.every((one) => one?.best === '1')).toBe(true);
  const middle = found.map((one) => one!.people).sort((a, b) => a - b)[50]!;
  expect(middle).toBeLessThan(1_500);
});

/** Whether a journey that changes nothing is ever said to help or to harm, looked at after each person. */
function isCalledByHoldOut(leftAlone: number, share: number, seed: number): boolean {
  const chance = chances(seed);
  const texted = { people: 0, reached: 0 };
  const alone = { people: 0, reached: 0 };
  for (let people = 0; people < 5_000; people++) {
    const side = chance() < leftAlone ? alone : texted;
    side.people++;
    if (chance() < share) side.reached++;
    if (areClearlyApart(texted, alone)) return true;
  }
  return false;
}

test.each([
  [0.05, 0.02],
  [0.02, 0.05],
  [0.01, 0.02],
])(
  'with %d left alone, one journey of twenty at most is wrongly said to help or harm',
  (leftAlone, share) => {
    expect(shareOf((seed) => isCalledByHoldOut(leftAlone, share, seed))).toBeLessThanOrEqual(0.05);
  },
);

test('one person who orders is no proof, though everybody left alone did', () => {
  expect(areClearlyApart({ people: 100, reached: 2 }, { people: 1, reached: 1 })).toBe(false);
});
