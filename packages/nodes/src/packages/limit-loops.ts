import { parse, type Node } from 'acorn';
import MagicString from 'magic-string';

/** Turns of all loops together, from one effect to the next: far more than a step needs, and over in a moment. */
const MOST_TURNS = 1_000_000;
const LOOPS = new Set([
  'WhileStatement',
  'DoWhileStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
]);

type Loop = Node & { body: Node };

/**
 * The same code, in which no loop turns for ever: code of a workflow that does not come back can't be stopped from
 * outside without breaking the worker that all runs share. Counted and not timed, so that a replay does the same.
 * @param code CommonJS whose exports are `run`s
 */
export function limitLoops(code: string): string {
  const text = new MagicString(code);
  for (const { body } of loopsIn(parse(code, { ecmaVersion: 'latest', sourceType: 'script' }))) {
    if (body.type === 'BlockStatement') text.appendRight(body.start + 1, ' __turn();');
    else {
      text.appendRight(body.start, '{ __turn(); ');
      text.appendLeft(body.end, ' }');
    }
  }
  return `${BEFORE}${text.toString()}${AFTER}`;
}

function* loopsIn(node: unknown): Generator<Loop> {
  if (typeof node !== 'object' || node === null) return;
  if (LOOPS.has((node as Node).type)) yield node as Loop;
  for (const inner of Object.values(node)) yield* loopsIn(inner);
}

const BEFORE = `
var __turns = 0;
function __turn() {
  if (++__turns > ${MOST_TURNS}) throw new Error('It goes round and round and asks for nothing.');
}
`;

/** Each answer begins a new stretch. */
const AFTER = `
;(function () {
  var own = module.exports;
  var limited = {};
  Object.keys(own).forEach(function (name) {
    limited[name] = typeof own[name] !== 'function' ? own[name] : function* (context) {
      __turns = 0;
      var steps = own[name](context);
      var step = steps.next();
      while (!step.done) {
        var answer = yield step.value;
        __turns = 0;
        step = steps.next(answer);
      }
      return step.value;
    };
  });
  module.exports = limited;
})();
`;
