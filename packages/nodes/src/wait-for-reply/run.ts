import type { RunOf } from '../kernel/define-node.js';
import { activity, awaitEvent, note, setVars, type Json } from '../kernel/effects.js';
import type { waitForReply } from './manifest.js';

export const run: RunOf<typeof waitForReply> = function* ({ config, enteredAtMs }) {
  const met = yield* awaitEvent(['reply'], {
    untilMs: enteredAtMs + config.timeoutMs,
    since: 'last-text',
  });
  if (!met) {
    yield* note('No reply had come when time was up');
    return 'timeout';
  }
  const text = String(met.event.properties.text ?? '');
  const { answer, value } = yield* activity<{ answer: string | null; value: Json }>('read', {
    text,
    answers: config.answers,
    atMs: met.event.atMs,
  });
  if (config.saveAs) yield* setVars({ [config.saveAs]: value });
  yield* note(`Replied “${text.slice(0, 200)}”`);
  return answer ?? 'not-understood';
};
