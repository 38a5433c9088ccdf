import fc from 'fast-check';
import { expect, test } from 'vitest';
import { turnsOf } from './turns.js';

const anyNames = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { maxLength: 3 });
const anyItems = fc.array(fc.record({ names: anyNames, asks: fc.boolean() }), { maxLength: 30 });

test('whoever shares a name keeps their order, and is alone in a turn if they ask for it', () => {
  fc.assert(
    fc.property(anyItems, (items) => {
      const turns = turnsOf(
        items,
        ({ names }) => names,
        ({ asks }) => asks,
      );
      const at = new Map(turns.flatMap((turn, n) => turn.map(({ index }) => [index, n] as const)));
      expect(at.size).toBe(items.length);
      for (const turn of turns)
        expect(turn.map(({ index }) => index)).toEqual(
          turn.map(({ index }) => index).toSorted((a, b) => a - b),
        );
      for (const [later, own] of items.entries())
        for (const [sooner, other] of items.slice(0, later).entries()) {
          const isLinked =
            own.names.some((name) => other.names.includes(name)) ||
            own.names.length + other.names.length === 0;
          if (!isLinked) continue;
          expect(at.get(sooner)).toBeLessThanOrEqual(at.get(later)!);
          if (own.asks || other.asks) expect(at.get(sooner)).toBeLessThan(at.get(later)!);
        }
    }),
  );
});

test('who are one only through a message that comes after them keep their order, too', () => {
  const turns = turnsOf(
    ['user', 'phone', 'phone', 'user phone'],
    (names) => names.split(' '),
    () => true,
  );
  expect(turns.map((turn) => turn.map(({ index }) => index))).toEqual([[0], [1], [2], [3]]);
});

test('who have nothing in common take one turn', () => {
  expect(
    turnsOf(
      ['a', 'b', 'c'],
      (name) => [name],
      () => true,
    ),
  ).toHaveLength(1);
});
