import { runInThisContext } from 'node:vm';
import { expect, test } from 'vitest';
import { limitLoops } from './limit-loops.js';

type Run = (context: object) => Generator<unknown, string, unknown>;

function limited(body: string): Run {
  const module = { exports: {} as { run: Run } };
  const code = limitLoops(`exports.run = function* (context) { ${body} };`);
  const define = runInThisContext(`(function (module, exports) {${code}\n})`) as (
    ...scope: unknown[]
  ) => void;
  define(module, module.exports);
  return module.exports.run;
}

test.each([
  'for (;;) {}',
  'while (true);',
  'do {} while (true)',
  'for (;;) continue;',
  'a: for (;;) for (;;) continue a;',
])('“%s” ends, and says why', (body) => {
  expect(() => limited(body)({}).next()).toThrow(/round and round/);
});

test('a loop that asks between its turns may go on for ever', () => {
  const steps = limited('let i = 0; for (;;) { for (let n = 0; n < 1000; n++); yield i++; }')({});
  for (let turn = 0; turn < 3_000; turn += 1) expect(steps.next().value).toBe(turn);
});

test('what comes back goes in, and the way out comes out', () => {
  const steps = limited(
    'const got = yield "ask"; let sum = 0; for (const n of got) sum += n; return `p${sum}`;',
  )({});
  expect(steps.next()).toEqual({ done: false, value: 'ask' });
  expect(steps.next([1, 2, 3])).toEqual({ done: true, value: 'p6' });
});

test('one run’s turns are not another’s', () => {
  const run = limited('for (let n = 0; n < 600000; n++); return "next";');
  for (let index = 0; index < 3; index += 1) expect(run({}).next().value).toBe('next');
});
