import { parse, type Node } from 'acorn';
import MagicString from 'magic-string';

/** Turns of all loops together, from one effect to the next: far more than a step needs, and over in a moment. */
const MOST_TURNS = 1_000_000;
/** What goes round: loops, and functions, which may call themselves. */
const ROUND = new Set([
  'WhileStatement',
  'DoWhileStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
]);

type Round = Node & { body: Node };

/**
 * The same code, in which nothing goes round for ever: code of a workflow that does not come back can't be stopped from
 * outside without breaking the worker that all runs share. Counted and not timed, so that a replay does the same.
 * @param code CommonJS whose exports are `run`s
 */
export const limitLoops = (code: string): string => `${BEFORE}${counting(code)}${AFTER}`;

/**
 * The same code, in which nothing keeps the process it shares with everybody from going on: what a step does in the worker and the
 * API may take long, but has to wait in between.
 * @param code CommonJS
 */
export const limitStretches = (code: string): string => `${TIMED}${counting(code)}`;

/** Calls `__turn` at each turn of what goes round. */
function counting(code: string): string {
  const text = new MagicString(code);
  for (const { type, body } of roundsIn(parse(code, { ecmaVersion: 'latest', sourceType: 'script' }))) {
    if (body.type === 'BlockStatement') text.appendRight(body.start + 1, ' __turn();');
    else {
      const [before, after] =
        type === 'ArrowFunctionExpression' ? ['(__turn(), ', ')'] : ['{ __turn(); ', ' }'];
      text.appendRight(body.start, before);
      text.appendLeft(body.end, after);
    }
  }
  return text.toString();
}

function* roundsIn(node: unknown): Generator<Round> {
  if (typeof node !== 'object' || node === null) return;
  if (ROUND.has((node as Node).type)) yield node as Round;
  for (const inner of Object.values(node)) yield* roundsIn(inner);
}

const BEFORE = `
var __turns = 0;
function __turn() {
  if (++__turns > ${MOST_TURNS}) throw new Error('It goes round and round and asks for nothing.');
}
`;

/** A stretch ends once everybody else has had a turn. */
const LONGEST_STRETCH_MS = 5_000;
const TIMED = `
var __turns = 0, __since = 0, __late = false, __clock = Date.now, __soon = setImmediate;
function __turn() {
  if (!__late) {
    if (++__turns & 63) return;
    if (__since === 0) {
      __since = __clock();
      __soon(function () { __since = 0; __late = false; });
    }
    if (__clock() - __since <= ${LONGEST_STRETCH_MS}) return;
    __late = true;
  }
  throw new Error('It kept everything else waiting for ${LONGEST_STRETCH_MS / 1_000} seconds.');
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
