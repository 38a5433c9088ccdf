import type { RunOf } from '../kernel/define-node.js';
import { awaitEvent, note } from '../kernel/effects.js';
import type { waitForEvent } from './manifest.js';

export const run: RunOf<typeof waitForEvent> = function* ({ config, enteredAtMs }) {
  const met = yield* awaitEvent(
    config.events.map((awaited) => awaited.id),
    { untilMs: enteredAtMs + config.timeoutMs, since: config.since },
  );
  if (!met) {
    yield* note('Nothing awaited had happened when time was up');
    return 'timeout';
  }
  yield* note(`${met.event.name} arrived`);
  return met.waitId;
};
