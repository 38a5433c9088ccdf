import type { RunOf } from '../kernel/define-node.js';
import { evaluate, note } from '../kernel/effects.js';
import type { condition } from './manifest.js';

export const run: RunOf<typeof condition> = function* ({ config }) {
  const holds = yield* evaluate(config.branches.map((branch) => branch.when));
  const taken = config.branches[holds.indexOf(true)];
  yield* note(taken ? `“${taken.name}” held` : 'No branch held');
  return taken?.id ?? 'otherwise';
};
