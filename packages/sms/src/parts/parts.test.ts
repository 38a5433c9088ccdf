import { expect, test } from 'vitest';
import { countParts } from './index.js';

test.each([
  ['', 1, 'GSM-7', 0],
  ['a'.repeat(160), 1, 'GSM-7', 160],
  ['a'.repeat(161), 2, 'GSM-7', 161],
  ['€'.repeat(80), 1, 'GSM-7', 160],
  ['Rødgrød med fløde på Åen', 1, 'GSM-7', 24],
  ['ç', 1, 'UCS-2', 1],
  ['é'.repeat(70), 1, 'GSM-7', 70],
  ['😀'.repeat(35), 1, 'UCS-2', 70],
  ['😀'.repeat(36), 2, 'UCS-2', 72],
])('%j has %i part(s) in %s', (text, parts, encoding, units) => {
  expect(countParts(text)).toMatchObject({ parts, encoding, units });
});
