import { expect, test } from 'vitest';
import { check } from './check.js';
import type { Answer } from './read-reply.js';

const faultsOf = (answer: Partial<Answer>) =>
  check({ answers: [{ id: 'a', label: 'Size', kind: 'keywords', words: [], ...answer }] });

test.each<[string, Partial<Answer>, string]>([
  ['no words', {}, 'answers.0.words'],
  ['words that are blank', { words: [' '] }, 'answers.0.words'],
  ['no pattern', { kind: 'pattern' }, 'answers.0.pattern'],
  [
    'a pattern that looks ahead and is not closed',
    { kind: 'pattern', pattern: '(?=x)(' },
    'answers.0.pattern',
  ],
  [
    'a pattern that would fill the memory',
    { kind: 'pattern', pattern: '((a{1000}){1000}){9}' },
    'answers.0.pattern',
  ],
])('an answer with %s is refused', (_name, answer, field) => {
  expect(faultsOf(answer)).toMatchObject([{ field, message: expect.stringContaining('Size') }]);
});

test('an answer that somebody could give is not', () => {
  expect(faultsOf({ words: ['small'] })).toEqual([]);
  expect(faultsOf({ kind: 'pattern', pattern: '^[A-Z]{2}-\\d{4}$' })).toEqual([]);
  expect(faultsOf({ kind: 'yes' })).toEqual([]);
});
