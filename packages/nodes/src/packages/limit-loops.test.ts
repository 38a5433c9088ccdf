import { runInThisContext } from 'node:vm';
import { expect, test } from 'vitest';
import { limitLoops, limitStretches } from './limit-loops.js';

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
  'const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2)); fib(60);',
  'function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); } fib(60);',
])('“%s” ends, and says why', (body) => {
  expect(() => limited(body)({}).next()).toThrow(/round and round/);
});

test('a loop that asks between its turns may go on for ever', () => {
  const steps = limited('let i = 0; for (;;) { for (let n = 0; n < 1000; n++); yield i++; }')({});
  for (let turn = 0; turn < 3_000; turn += 1) expect(steps.next().value).toBe(turn);
});

test('functions of every form do as before', () => {
  const steps = limited(`
    const made = [1, 2].map((n) => ({ n })).map(({ n }) => [n, () => n * 2]);
    class Sum { #of = 0; add(n) { this.#of += n; return this; } get of() { return this.#of; } }
    return String(made.reduce((sum, [n, twice]) => sum.add(n).add(twice()), new Sum()).of);`);
  expect(steps({}).next().value).toBe('9');
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

/** A step's side in the worker. */
function activity(body: string): () => Promise<unknown> {
  const module = { exports: {} as { act: () => Promise<unknown> } };
  const code = limitStretches(`exports.act = async function () { ${body} };`);
  const define = runInThisContext(`(function (module, exports) {${code}\n})`) as (
    ...scope: unknown[]
  ) => void;
  define(module, module.exports);
  return module.exports.act;
}

test.each(['for (;;) {}', 'for (;;) await null;', 'for (;;) try { for (;;) {} } catch {}'])(
  'an activity that does “%s” lets the others of its process go on in the end',
  async (body) => {
    await expect(activity(body)()).rejects.toThrow(/everything else waiting/);
  },
  30_000,
);

test('an activity may take long, if it waits in between', async () => {
  const act = activity(`
    const pause = () => new Promise((resolve) => setTimeout(resolve, 5));
    const endMs = Date.now() + 5_500;
    let turns = 0;
    while (Date.now() < endMs) { for (let n = 0; n < 1_000; n++) turns += 1; await pause(); }
    return turns;`);
  expect(await act()).toBeGreaterThan(1_000);
}, 30_000);
