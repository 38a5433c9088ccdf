import { expect, test } from 'vitest';
import { keywordOf } from './keyword-of.js';

test.each([
  ['JOIN', 'join'],
  ['  “Join”, please', 'join'],
  ['#vip', 'vip'],
  ['Julegåve!', 'julegåve'],
  ['cafe\u0301', 'café'],
  ['24 dec', '24'],
  ['👍', ''],
  ['STOP', ''],
])('of “%s” the keyword is “%s”', (text, keyword) => {
  expect(keywordOf(text)).toBe(keyword);
});
