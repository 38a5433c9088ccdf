import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { patternThatLasts, TamedRegExp, tamePatterns } from './tame-patterns.js';

test('a pattern that would go back and forth for minutes is over in a moment, in a thread of the workflows as well', async () => {
  tamePatterns();
  const texts = String.raw`
    const { parentPort } = require('node:worker_threads');
    const { runInNewContext } = require('node:vm');
    const texts = ['/(a+)+$/', '/(a|aa)+$/', '/^(a*)*b/', '/(.*a){9}b/'];
    parentPort.postMessage(texts.map((pattern) => runInNewContext(pattern + '.test(text)', { text: 'a'.repeat(60) + '!' })));`;
  const thread = new Worker(texts, { eval: true });
  const found = await new Promise((resolve, reject) => thread.on('message', resolve).on('error', reject));
  expect(found).toEqual([false, false, false, false]);
  expect(/(?:x+x+)+y/.test('x'.repeat(60))).toBe(false);
}, 20_000);

test.each([
  ['/(a+)+$/i', true],
  ['/^(?:[a-z0-9]+)*@x/i', true],
  ['/(?=a)(b*){2,}/', true],
  [String.raw`/(["'])(\w+\s*)+\1/`, true],
  [String.raw`/((?:\p{L}+)\s?)+/u`, true],
  ['/(a{1,30})+$/', true],
  ['/(.*a){20}b/', true],
  ['/(a|aa)+$/i', true],
  ['/^(?:yes|no)+$/i', false],
  // The tame engine takes these.
  ['/(a+)+$/', false],
  [String.raw`/^(\w+\s?)*$/m`, false],
  // Each turn has its mark.
  [String.raw`/^[a-z]+(\.[a-z]+)*@[a-z]+(?:-[a-z]+)*$/i`, false],
  ['/^(?:[a-z]+,)+$/i', false],
  ['/^(?:[a-z]+,?)+$/i', true],
  // Nothing repeated in what repeats.
  ['/^[a-z(+)*]+@[a-z]+$/i', false],
  [String.raw`/\(a+\)+/i`, false],
  ['/(ab)+c*/i', false],
  ['/(a+){2}/i', false],
  ['/^([0-9a-f]{4}-)+$/i', false],
])('%s may last for ever and be stopped by nothing: %s', (pattern, lasts) => {
  tamePatterns();
  expect(patternThatLasts(`exports.run = function* () { return ${pattern}.test('x') ? 'a' : 'b'; };`)).toBe(
    lasts ? pattern : null,
  );
});

test('a pattern that is made as the code runs is refused before it matches anything, and others are as ever', () => {
  tamePatterns();
  for (const pattern of ['(a|aa)+$', '(a+)+$']) {
    expect(() => new TamedRegExp(pattern, 'i')).toThrow('can take for ever');
    expect(() => TamedRegExp(pattern, 'i')).toThrow('can take for ever');
  }
  const sound = new TamedRegExp('^[a-z]+$', 'i');
  expect(sound).toBeInstanceOf(RegExp);
  expect(sound).toBeInstanceOf(TamedRegExp);
  expect(sound.test('Anna')).toBe(true);
});
