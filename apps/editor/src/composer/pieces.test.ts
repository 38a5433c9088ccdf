import { expect, test } from 'vitest';
import { piecesOf } from './pieces.js';

test('a text is cut where fields and dear characters stand, and nothing of it is lost', () => {
  const text = "Hi {{ contact.first_name | default: '’' }}, it’s {% if event.x %}5€{% endif %}!";
  const pieces = piecesOf(text);
  expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  expect(pieces.map(({ kind }) => kind)).toEqual([
    'words',
    'field',
    'words',
    'dear',
    'words',
    'logic',
    'words',
    'dear',
    'logic',
    'words',
  ]);
});
