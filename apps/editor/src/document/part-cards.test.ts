import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partCards, type Box } from './part-cards.js';

const card = (x: number, y: number, height = 100): Box => ({ x, y, width: 296, height });
const cards = (all: { [id: string]: Box }) => new Map(Object.entries(all));

describe('cards that grow', () => {
  it('push what is below them down, and what that would cover as well', () => {
    const moved = partCards(cards({ tall: card(0, 0, 260), next: card(0, 200), last: card(0, 320) }));
    expect(moved.has('tall')).toBe(false);
    expect(moved.get('next')!.y).toBeGreaterThanOrEqual(260);
    expect(moved.get('last')!.y).toBeGreaterThanOrEqual(moved.get('next')!.y + 100);
  });

  it('leave alone what they do not cover', () => {
    expect(partCards(cards({ tall: card(0, 0, 260), beside: card(360, 200), below: card(0, 300) }))).toEqual(
      new Map(),
    );
  });

  it('part sideways where they only touch', () => {
    expect(partCards(cards({ left: card(0, 0), right: card(280, 4) })).get('right')).toEqual({
      x: 312,
      y: 4,
    });
  });
});

it('wherever cards are put, none lies on another, and those that lay on none have not moved', () => {
  const box = fc.tuple(
    fc.integer({ min: -600, max: 600 }),
    fc.integer({ min: -600, max: 600 }),
    fc.integer({ min: 60, max: 400 }),
  );
  fc.assert(
    fc.property(fc.array(box, { maxLength: 25 }), (boxes) => {
      const before = new Map(boxes.map(([x, y, height], index) => [String(index), card(x, y, height)]));
      const moved = partCards(before);
      const after = [...before].map(([id, one]) => ({ ...one, ...moved.get(id) }));
      for (const [index, one] of after.entries())
        for (const other of after.slice(index + 1)) {
          const apart =
            one.x + one.width <= other.x ||
            other.x + other.width <= one.x ||
            one.y + one.height <= other.y ||
            other.y + other.height <= one.y;
          expect(apart).toBe(true);
        }
      const settled = new Map(after.map((one, index) => [String(index), one]));
      expect(partCards(settled)).toEqual(new Map());
    }),
  );
});
