import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { wordChanges } from './word-changes.js';

it('marks the words that changed, and no others', () => {
  expect(
    wordChanges('Hi {{ first name }}, 10 % off today', 'Hi {{ first name }}, 15 % off until Friday'),
  ).toEqual([
    { kind: 'same', text: 'Hi {{ first name }}, ' },
    { kind: 'gone', text: '10' },
    { kind: 'new', text: '15' },
    { kind: 'same', text: ' % off ' },
    { kind: 'gone', text: 'today' },
    { kind: 'new', text: 'until Friday' },
  ]);
});

it('holds both texts whole, whatever they say', () => {
  const text = fc.array(fc.constantFrom('a', 'b', ' ', '\n', '{', '{{ x }}', '}}', 'æ'), { maxLength: 30 });
  fc.assert(
    fc.property(text, text, (left, right) => {
      const [before, after] = [left.join(''), right.join('')];
      const without = (kind: 'gone' | 'new') =>
        wordChanges(before, after)
          .filter((piece) => piece.kind !== kind)
          .map((piece) => piece.text)
          .join('');
      expect(without('new')).toBe(before);
      expect(without('gone')).toBe(after);
    }),
  );
});
