import fc from 'fast-check';
import { expect, test } from 'vitest';
import { circlesFrom } from './circles.js';
import { findRestlessLoop, mostSends, reachableFrom, type Ways } from './reachability.js';

const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];
const anyWays = fc
  .array(fc.tuple(fc.constantFrom(...IDS), fc.constantFrom(...IDS)), { maxLength: 14 })
  .map((pairs): Ways => {
    const ways: Ways = new Map(IDS.map((id) => [id, []]));
    for (const [from, to] of pairs) ways.get(from)!.push(to);
    return ways;
  });
const anySenders = fc.uniqueArray(fc.constantFrom(...IDS));
const leadsTo = (ways: Ways, from: string, to: string) =>
  (ways.get(from) ?? []).some((next) => reachableFrom(next, ways).has(to));

test('together are exactly those that lead to one another', () => {
  fc.assert(
    fc.property(anyWays, (ways) => {
      const circles = circlesFrom('a', ways);
      expect(circles.flat().sort()).toEqual([...reachableFrom('a', ways)].sort());
      for (const circle of circles) {
        for (const id of circle) {
          const mates = circles
            .flat()
            .filter((other) => leadsTo(ways, id, other) && leadsTo(ways, other, id));
          expect(new Set([...mates, id])).toEqual(new Set(circle));
        }
      }
    }),
  );
});

test('the most texts of an entry are those of its worst way through', () => {
  fc.assert(
    fc.property(anyWays, anySenders, (ways, senders) => {
      const sends = (id: string) => senders.includes(id);
      const endless = [...reachableFrom('a', ways)].some((id) => sends(id) && leadsTo(ways, id, id));
      /** By trying every way that comes to no step twice: what circles without texts add is nothing. */
      const worst = (id: string, passed: string[]): number =>
        Math.max(
          0,
          ...(ways.get(id) ?? [])
            .filter((next) => !passed.includes(next))
            .map((next) => worst(next, [...passed, next])),
        ) + (sends(id) ? 1 : 0);
      expect(mostSends('a', ways, sends)).toBe(endless ? Infinity : worst('a', ['a']));
    }),
  );
});

test('a circle is found exactly if there is one, and each of its steps leads to the next', () => {
  fc.assert(
    fc.property(anyWays, (ways) => {
      const found = findRestlessLoop(IDS, ways);
      expect(found !== null).toBe(IDS.some((id) => leadsTo(ways, id, id)));
      for (const [index, id] of (found ?? []).entries())
        expect(ways.get(id)).toContain(found![(index + 1) % found!.length]);
    }),
  );
});
