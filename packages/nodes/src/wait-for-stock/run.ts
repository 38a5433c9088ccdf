import type { RunOf } from '../kernel/define-node.js';
import { awaitEvent, evaluate, note } from '../kernel/effects.js';
import type { RuleGroup } from '../kernel/rule.js';
import type { waitForStock } from './manifest.js';

const inStock: RuleGroup = {
  match: 'all',
  rules: [{ source: 'product', path: 'in_stock', op: 'equals', value: true }],
};

export const run: RunOf<typeof waitForStock> = function* ({ config, enteredAtMs }) {
  const [isThere] = yield* evaluate([inStock]);
  if (isThere) {
    yield* note('It was in stock already');
    return 'back-in-stock';
  }
  const met = yield* awaitEvent(['restock'], {
    untilMs: enteredAtMs + config.timeoutMs,
    since: 'wait-start',
  });
  yield* note(met ? 'It came back in stock' : 'It had not come back when time was up');
  return met ? 'back-in-stock' : 'timeout';
};
