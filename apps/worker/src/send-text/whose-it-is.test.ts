import { expect, test } from 'vitest';
import { whoseItIs } from './whose-it-is.js';

const open = [
  { sendKey: 'first', begunAtMs: 0 },
  { sendKey: 'second', begunAtMs: 3_000 },
];

test('all there: by their order, however long the carrier took', () => {
  const sent = [
    { carrierId: 'b', atMs: 9_000 },
    { carrierId: 'a', atMs: 8_000 },
  ];
  expect(whoseItIs(open, sent)).toEqual(
    new Map([
      ['first', 'a'],
      ['second', 'b'],
    ]),
  );
});

test.each([
  ['first', 500],
  ['second', 4_000],
])('one of two: it is the one begun nearest to it, the %s', (sendKey, atMs) => {
  expect(whoseItIs(open, [{ carrierId: 'a', atMs }])).toEqual(new Map([[sendKey, 'a']]));
});

test('none there: nobody has one', () => {
  expect(whoseItIs(open, [])).toEqual(new Map());
});
