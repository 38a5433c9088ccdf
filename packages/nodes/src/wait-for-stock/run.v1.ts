import type { RunOf } from '../kernel/define-node.js';
import { awaitEvent, note } from '../kernel/effects.js';
import type { waitForStock } from './manifest.js';

export const run: RunOf<typeof waitForStock> = function* ({ config, enteredAtMs }) {
  const met = yield* awaitEvent(['restock'], {
    untilMs: enteredAtMs + config.timeoutMs,
    since: 'wait-start',
  });
  yield* note(met ? 'It came back in stock' : 'It had not come back when time was up');
  return met ? 'back-in-stock' : 'timeout';
};
