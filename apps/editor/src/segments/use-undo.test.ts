import { expect, test } from 'vitest';
import { changed, redone, replaced, undone } from './use-undo.js';

const first = { past: [] as string[], now: '', future: [] as string[], changedAtMs: 0 };
const type = (kept: typeof first, words: string[], atMs: number) =>
  words.reduce((now, word, index) => changed(now, word, atMs + index * 100), kept);

test('a word that is typed in one go is one step back, and what was taken away is another', () => {
  const written = type(first, ['D', 'DK', 'DK,', 'DK, S', 'DK, SE'], 10_000);
  const cleared = changed(written, '', 10_600);
  expect(undone(cleared).now).toBe('DK, SE');
  expect(undone(undone(cleared)).now).toBe('');
  expect(redone(redone(undone(undone(cleared)))).now).toBe('');
  expect(redone(undone(undone(cleared))).now).toBe('DK, SE');
});

test('a rest begins a new step, and a change after going back forgets the way forth', () => {
  const written = changed(type(first, ['a', 'ab'], 10_000), 'abc', 20_000);
  expect(undone(written).now).toBe('ab');
  expect(redone(changed(undone(written), 'abd', 30_000)).now).toBe('abd');
});

test('what is put in the place of what was just typed is one step, and what is typed after it another', () => {
  const put = replaced(type(first, ['9'], 10_000), '4', 10_100);
  expect(undone(put).now).toBe('9');
  expect(undone(changed(put, '42', 10_200)).now).toBe('4');
});

test('there is no way further back than the beginning', () => {
  expect(undone(first)).toBe(first);
  expect(redone(first)).toBe(first);
});
